/* The console: small helps on top of pages that work without. */
(function () {
  "use strict";
})();
