/* The desk: single-key shortcuts, the queue by arrows, photos by number, the next case ready, ten seconds to undo.
   Keys stand in the HTML (data-tombol) and beside their buttons; they rest while a field has the focus and can be
   switched off (WCAG 2.1.4). Nothing here is needed to do the work. */
(function () {
  "use strict";
  const doc = document;
  const one = (selector) => doc.querySelector(selector);
  const all = (selector) => [...doc.querySelectorAll(selector)];

  /* ---- the switch ---- */

  const isOn = () => localStorage.getItem("pintasan") !== "mati";

  function showSwitch(button) {
    const paint = () => {
      button.textContent = isOn() ? button.dataset.hidup : button.dataset.mati;
      button.setAttribute("aria-pressed", String(isOn()));
      doc.body.classList.toggle("tanpa-pintasan", !isOn());
    };
    button.hidden = false;
    button.addEventListener("click", () => { localStorage.setItem("pintasan", isOn() ? "mati" : "hidup"); paint(); });
    paint();
  }

  /* ---- keys ---- */

  let begun = "";

  function onKey(event) {
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !isOn()) return;
    if (/^(input|textarea|select)$/i.test(at.tagName) && !/^(checkbox|radio)$/.test(at.type)) {
      if (event.key === "Escape") at.blur();
      return;
    }
    const key = begun + event.key.toLowerCase();
    const target = one('[data-tombol="' + CSS.escape(key) + '"]');
    const longer = event.key.length === 1 && !target && one('[data-tombol^="' + CSS.escape(key) + '"]');
    if (longer) {
      begun = key;
      if (longer.closest("details")) longer.closest("details").open = true;
      setTimeout(() => { begun = ""; }, 2500);
      event.preventDefault();
      return;
    }
    begun = "";
    if (target) {
      event.preventDefault();
      if (target.matches("input[type=search],textarea")) target.focus();
      else target.click();
    } else if (ownKeys[event.key]) ownKeys[event.key](event);
    else if (/^[1-9]$/.test(event.key)) focusPhoto(+event.key - 1);
  }

  const ownKeys = {
    ArrowDown: (event) => moveInQueue(event, 1),
    ArrowUp: (event) => moveInQueue(event, -1),
    j: (event) => moveInQueue(event, 1),
    k: (event) => moveInQueue(event, -1),
    z: () => turnOn("perbesar"),
    r: () => rotate(),
    " ": tickNext,
    Escape: () => all(".perbesar").forEach((figure) => figure.classList.remove("perbesar")),
  };

  function moveInQueue(event, step) {
    const people = all(".antre li a");
    if (!people.length) return;
    const now = people.indexOf(doc.activeElement) >= 0 ? people.indexOf(doc.activeElement)
      : people.findIndex((link) => link.getAttribute("aria-current"));
    const next = people[Math.min(people.length - 1, Math.max(0, now + step))];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function tickNext(event) {
    if (/^(a|button|summary|input)$/i.test(event.target.tagName)) return;
    const open = all(".centang input[type=checkbox]").find((box) => !box.checked);
    if (!open) return;
    event.preventDefault();
    open.click();
  }

  /* ---- photos ---- */

  const photos = () => all(".foto-dinding figure");
  const current = () => one(".foto-dinding figure.besar") || photos()[0];

  function focusPhoto(number) {
    const chosen = photos()[number];
    if (!chosen) return;
    photos().forEach((figure) => {
      figure.classList.toggle("besar", figure === chosen);
      if (figure !== chosen) figure.classList.remove("perbesar");
    });
    chosen.focus();
  }

  function turnOn(name) {
    const figure = current();
    if (figure) figure.classList.toggle(name);
  }

  function rotate() {
    const figure = current();
    if (!figure) return;
    figure.dataset.putar = String((+(figure.dataset.putar || 0) + 90) % 360);
  }

  /* Links that do the same without script; a tool inside a photo speaks of that photo. */
  function ownClick(button, act) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      const figure = button.closest(".foto-dinding figure");
      if (figure) focusPhoto(photos().indexOf(figure));
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }

  function preparePhotos() {
    photos().forEach((figure, number) => {
      figure.tabIndex = -1;
      figure.addEventListener("click", () => { focusPhoto(number); });
      figure.addEventListener("dblclick", () => turnOn("perbesar"));
    });
    all("[data-perbesar]").forEach((button) => ownClick(button, () => turnOn("perbesar")));
    all("[data-putar-foto]").forEach((button) => ownClick(button, rotate));
  }

  /* ---- the next case: its photos are held in memory while this one is judged, and a decision shows it in place.
     Nothing is kept beyond this page (answers say no-store); without script the same forms lead to the same pages. ---- */

  const held = new Map();
  let leaving = false;

  function loadNext() {
    const next = one("link[rel=next]");
    if (!next || (navigator.connection && navigator.connection.saveData)) return;
    fetch(next.href, { headers: { Accept: "application/json" } }).then((answer) => answer.json())
      .then((urls) => urls.forEach(hold)).catch(() => {});
  }

  function hold(url) {
    if (held.has(url)) return;
    held.set(url, null);
    fetch(url + "?awal=1").then((answer) => (answer.ok ? answer.blob() : Promise.reject())).then((photo) => {
      const image = new Image();
      image.src = URL.createObjectURL(photo);
      held.set(url, image);
      return image.decode();
    }).catch(() => held.delete(url));
  }

  function forget(shown) {
    held.forEach((image, url) => {
      if (!image || shown.has(url)) return;
      URL.revokeObjectURL(image.src);
      held.delete(url);
    });
  }

  function goesOn(form) {
    form.addEventListener("submit", (event) => {
      if (!window.DOMParser) return;
      event.preventDefault();
      if (leaving) return;
      leaving = true;
      const given = new URLSearchParams(new FormData(form));
      if (event.submitter && event.submitter.name) given.append(event.submitter.name, event.submitter.value);
      fetch(form.action, { method: "POST", body: given }).then((answer) => answer.text().then((html) => show(html, answer.url)))
        .catch(() => { leaving = false; form.submit(); });
    });
  }

  function show(html, url) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const shown = new Set();
    page.querySelectorAll("img").forEach((image) => {
      const kept = held.get(image.getAttribute("src"));
      if (!kept) return;
      shown.add(image.getAttribute("src"));
      image.src = kept.src;
    });
    history.pushState({}, "", url);
    doc.title = page.title;
    all("link[rel=next]").forEach((link) => link.remove());
    doc.body.className = page.body.className;
    const parts = [".atas", ".tiga", ".pintas"];
    if (parts.every((part) => one(part) && page.querySelector(part))) {
      parts.forEach((part) => one(part).replaceWith(page.querySelector(part)));
      all(".urung").forEach((bar) => bar.remove());
      page.querySelectorAll(".urung").forEach((bar) => one(".atas").after(bar));
    } else doc.body.replaceChildren(...page.body.childNodes);
    page.head.querySelectorAll("link[rel=next]").forEach((link) => doc.head.append(link));
    leaving = false;
    begun = "";
    prepare();
    const heading = one(".putus .nama, .putus h2, main h1");
    if (heading && !one("[data-galat]")) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    Promise.allSettled(all(".foto-dinding img").map((image) => image.decode())).then(() => {
      doc.dispatchEvent(new CustomEvent("meja:tampil"));
      forget(shown);
      loadNext();
    });
  }

  /* ---- undo ---- */

  function countDown(bar) {
    const left = bar.querySelector("[data-sisa]"), words = left.textContent;
    const until = Date.now() + bar.dataset.urung * 1000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds > 0) { left.textContent = words.replace(/\d+/, seconds); return; }
      clearInterval(timer);
      bar.remove();
    }, 250);
  }

  /* The first letters of a reason fill the message; the officer may write on. */
  function fillReason(button) {
    button.addEventListener("click", () => {
      const field = doc.getElementById(button.dataset.isi);
      if (!field) return;
      field.value = button.dataset.kalimat;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  /* Copying into SIAK, field by field. */
  function copies(button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(button.dataset.salin).then(() => {
        all("[data-salin].disalin").forEach((other) => other.classList.remove("disalin"));
        button.classList.add("disalin");
      }).catch(() => {});
    });
  }

  function prepare() {
    all("[data-pintasan]").forEach(showSwitch);
    all("[data-urung]").forEach(countDown);
    all("button[data-isi]").forEach(fillReason);
    all("[data-siap]").forEach((box) => { box.hidden = false; });
    all("[data-salin]").forEach(copies);
    all("form[data-lanjut]").forEach(goesOn);
    all("[data-galat]").forEach((summary) => summary.focus());
    preparePhotos();
  }

  doc.addEventListener("keydown", onKey);
  addEventListener("popstate", () => location.reload());
  prepare();
  addEventListener("load", loadNext);
})();
