/* Simple mode: the page is read by the browser's own voice; without one for its language the button stays away. */
(function () {
  "use strict";
  const doc = document;
  const all = (selector, within = doc) => [...within.querySelectorAll(selector)];

  function readAloud(button) {
    const speech = window.speechSynthesis;
    if (!speech || typeof SpeechSynthesisUtterance !== "function") return;
    const language = doc.documentElement.lang || "id";
    const voice = () => speech.getVoices().find((one) => one.lang.replace("_", "-").toLowerCase().startsWith(language));
    const offer = () => { button.hidden = !voice(); };
    const label = (name) => { button.lastElementChild.textContent = button.dataset[name]; };
    const text = () => all("h1,h2,p,legend,label,li,dt,dd,.tombol", doc.querySelector("main"))
      .filter((one) => one.offsetParent && !one.querySelector("p,label,li,legend"))
      .map((one) => one.innerText.trim()).filter(Boolean).join(". ");
    offer();
    speech.addEventListener?.("voiceschanged", offer);
    button.addEventListener("click", () => {
      if (speech.speaking) { speech.cancel(); label("mulai"); return; }
      const said = new SpeechSynthesisUtterance(text());
      said.lang = language;
      said.voice = voice();
      said.rate = 0.9;
      said.onend = () => label("mulai");
      speech.speak(said);
      label("berhenti");
    });
    addEventListener("pagehide", () => speech.cancel());
  }

  all("[data-baca]").forEach(readAloud);
})();
