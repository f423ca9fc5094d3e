/* Small comforts for resident pages. Everything works without this file. */
(function () {
  "use strict";
  const doc = document;
  const all = (selector, within = doc) => [...within.querySelectorAll(selector)];

  /* A lost connection is a state, not an error: a bar says so, and goes away by itself. */
  function watchConnection() {
    const bar = doc.querySelector("[data-luring]");
    if (!bar) return;
    const show = () => { bar.hidden = navigator.onLine; };
    addEventListener("online", show);
    addEventListener("offline", show);
    show();
  }

  /* Live count of digits for NIK and KK: help, never a block. */
  function countDigits(input) {
    const wanted = +input.dataset.hitung;
    const line = doc.createElement("p");
    line.className = "hitung angka";
    line.hidden = true;
    input.after(line);
    const show = () => {
      const digits = input.value.replace(/\D/g, "").length;
      line.hidden = !digits;
      line.textContent = digits === wanted ? input.dataset.lengkap : input.dataset.baru.replace("{n}", digits);
      line.className = digits === wanted ? "benar angka" : "hitung angka";
    };
    input.addEventListener("input", show);
    show();
  }

  /* Long numbers in groups of four once the field is left; the server takes them either way. */
  function groupDigits(input) {
    input.addEventListener("change", () => {
      const digits = input.value.replace(/[\s.-]/g, "");
      if (/^\d{16}$/.test(digits)) input.value = digits.match(/.{4}/g).join(" ");
    });
  }

  function showPassword(box) {
    const [input, button] = [box.querySelector("input"), box.querySelector("button")];
    if (!input || !button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }

  /* What was typed survives an automatic sign-out: kept in this tab until another page is reached. */
  const PREFIX = "isian:";
  const here = PREFIX + location.pathname;
  const onSignIn = /\/masuk\//.test(location.pathname);
  const isKept = (field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type)
    && field.autocomplete !== "one-time-code";

  function forgetOtherPages() {
    if (onSignIn) return;
    Object.keys(sessionStorage).forEach((key) => {
      if (key.startsWith(PREFIX) && key !== here) sessionStorage.removeItem(key);
    });
  }

  function keepTyped(form) {
    const fields = () => [...form.elements].filter(isKept);
    const kept = JSON.parse(sessionStorage.getItem(here) || "null");
    if (kept && !doc.querySelector("[data-galat]")) {
      fields().forEach((field) => {
        if (/radio|checkbox/.test(field.type)) {
          if (kept[field.name + "=" + field.value] !== undefined) field.checked = kept[field.name + "=" + field.value];
        } else if (!field.value && kept[field.name]) field.value = kept[field.name];
      });
    }
    form.addEventListener("input", () => {
      const typed = {};
      fields().forEach((field) => {
        if (/radio|checkbox/.test(field.type)) typed[field.name + "=" + field.value] = field.checked;
        else typed[field.name] = field.value;
      });
      sessionStorage.setItem(here, JSON.stringify(typed));
    });
  }

  /* Phones are shared: leaving the account leaves nothing behind. */
  function forgetOnLeaving(form) {
    form.addEventListener("submit", () => {
      sessionStorage.clear();
      localStorage.removeItem("susulan");
      indexedDB.deleteDatabase("loket");
    });
  }

  /* Two minutes before the automatic sign-out: a question, answered by one tap. */
  function warnBeforeSignOut(box) {
    const wait = (+box.dataset.habis - 120) * 1000;
    let timer = setTimeout(show, wait);
    function show() {
      box.hidden = false;
      box.focus();
      timer = setTimeout(() => location.reload(), 125000);
    }
    box.querySelector("button").addEventListener("click", () => {
      clearTimeout(timer);
      box.hidden = true;
      fetch(box.dataset.tetap, { cache: "no-store" }).catch(() => {});
      timer = setTimeout(show, wait);
    });
  }

  /* Photos of an earlier screen that are still on their way go on here; their script is fetched only then. */
  function carryOn(line) {
    const isHere = doc.querySelector("[data-foto],[data-periksa]"); /* these have the script already */
    if (isHere || !(localStorage.getItem("susulan") || "").includes(line.dataset.susulan)) return;
    const script = doc.createElement("script");
    script.src = line.dataset.skrip;
    doc.head.append(script);
  }

  function start() {
    watchConnection();
    all("[data-hitung]").forEach((input) => { countDigits(input); groupDigits(input); });
    all("[data-sandi]").forEach(showPassword);
    forgetOtherPages();
    all("form[data-simpan]").forEach(keepTyped);
    all("form[action*='/keluar']").forEach(forgetOnLeaving);
    all("[data-habis]").forEach(warnBeforeSignOut);
    all("[data-cetak]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });
    all("[data-galat]").forEach((summary) => summary.focus());
    all("[data-susulan]").forEach(carryOn);
    if ("serviceWorker" in navigator && isSecureContext && !doc.body.matches(".tanpa-luring")) navigator.serviceWorker.register("/sw.js").catch(() => {});
  }

  start();
})();
