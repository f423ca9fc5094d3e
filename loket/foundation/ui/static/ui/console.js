/* The console: small helps on top of pages that work without them. */
(function () {
  "use strict";
  const doc = document;
  const all = (selector, at = doc) => [...at.querySelectorAll(selector)];

  /* ---- placeholders become buttons that write themselves where the cursor stands ---- */

  let lastField = null;

  function makeChips(form) {
    const fields = all("[data-pratinjau]", form);
    lastField = fields.find((field) => field.tagName === "TEXTAREA") || fields[0];
    fields.forEach((field) => field.addEventListener("focus", () => { lastField = field; }));
    all("[data-sisip]", form).forEach((chip) => {
      const button = doc.createElement("button");
      button.type = "button";
      button.append(...chip.childNodes);
      chip.append(button);
      button.addEventListener("click", () => insert(chip.dataset.sisip));
    });
  }

  function insert(mark) {
    const from = lastField.selectionStart, to = lastField.selectionEnd;
    lastField.setRangeText(mark, from, to, "end");
    lastField.focus();
    lastField.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* ---- the preview follows the typing; one question at a time, the newest answer wins ---- */

  function followTyping(form) {
    const panel = doc.querySelector("[data-pratinjau-isi]");
    if (!panel) return;
    let timer = 0, asked = 0;
    const ask = () => {
      const mine = ++asked;
      fetch(form.dataset.pratinjauKe, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Bagian": "pratinjau" },
      }).then((answer) => (answer.ok && !answer.redirected ? answer.text() : null))
        .then((html) => { if (html !== null && mine === asked) panel.innerHTML = html; })
        .catch(() => {});
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
    all("[data-tanpa-skrip]", form).forEach((button) => { button.hidden = true; });
  }

  all("form[data-pratinjau-ke]").forEach((form) => { makeChips(form); followTyping(form); });
  all("[data-kirim-sendiri]").forEach((field) => {
    field.addEventListener("change", () => field.form.requestSubmit());
    all("button", field.form).forEach((button) => { button.hidden = true; });
  });
})();
