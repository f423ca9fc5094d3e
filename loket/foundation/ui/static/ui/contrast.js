/* The colours of a dinas: say at once how well letters can be read on them. The server decides. */
(function () {
  "use strict";
  var form = document.querySelector("[data-warna]"), told = document.querySelector("[data-kontras-hasil]");
  if (!form || !told) return;
  function light(hex) {
    return [1, 3, 5].map(function (at) {
      var share = parseInt(hex.substr(at, 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }).reduce(function (sum, share, at) { return sum + share * [0.2126, 0.7152, 0.0722][at]; }, 0);
  }
  function ratio(one, other) {
    var a = light(one), b = light(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
  function darker(hex) {
    return "#" + [1, 3, 5].map(function (at) {
      return ("0" + Math.round(parseInt(hex.substr(at, 2), 16) * 0.55).toString(16)).slice(-2);
    }).join("");
  }
  function tint(hex) {
    return "#" + [1, 3, 5].map(function (at) {
      var part = parseInt(hex.substr(at, 2), 16);
      return ("0" + Math.round(part + (255 - part) * 0.88).toString(16)).slice(-2);
    }).join("");
  }
  function said(number) { return number.toFixed(1).replace(".", ","); }
  var words = told.textContent;
  function tell() {
    var main = form.elements.colour_main.value, accent = form.elements.colour_accent.value;
    var one = Math.min(ratio(main, tint(main)), ratio(main, "#faf7f0")), two = ratio(accent, darker(main)), at = 0;
    told.textContent = words.replace(/\d+[.,]\d/g, function (old) { at += 1; return at === 1 ? said(one) : at === 2 ? said(two) : old; });
    told.classList.toggle("galat", Math.min(one, two) < 4.5);
  }
  form.addEventListener("input", tell);
  tell();
})();
