/* The builder: rows may be dragged, as an extra beside the buttons. Dropping presses the same kind of button. */
(function () {
  "use strict";
  const form = document.getElementById("tindak");
  if (!form) return;
  let moving = null;

  function send(words) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = "tindak";
    input.value = words;
    form.append(input);
    form.submit();
  }

  function clear() {
    document.querySelectorAll(".seret-sasaran").forEach((one) => one.classList.remove("seret-sasaran"));
  }

  /* where a dropped row would land: the row under the pointer, else the end of the container */
  function targetOf(event) {
    const row = event.target.closest("[data-seret]");
    const box = event.target.closest("[data-wadah]");
    if (!moving || !box) return null;
    const kind = moving.dataset.seret.split(" ")[0];
    if ((kind === "paper-place") !== (box.dataset.wadah === "")) return null;
    return { box, row: row && row !== moving ? row : null, kind };
  }

  document.querySelectorAll("[data-seret]").forEach((row) => {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      if (event.target.closest("form")) { event.preventDefault(); return; }
      moving = row;
      row.classList.add("sedang-diseret");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.id);
    });
    row.addEventListener("dragend", () => { row.classList.remove("sedang-diseret"); moving = null; clear(); });
  });

  document.addEventListener("dragover", (event) => {
    const target = targetOf(event);
    clear();
    if (!target) return;
    event.preventDefault();
    (target.row || target.box).classList.add("seret-sasaran");
  });

  document.addEventListener("drop", (event) => {
    const target = targetOf(event);
    if (!target) return;
    event.preventDefault();
    const slug = moving.dataset.seret.split(" ")[1];
    const before = target.row ? target.row.dataset.seret.split(" ")[1] : "";
    if (target.kind === "paper-place") send("paper-place " + slug + " " + before);
    else send("field-place " + slug + " " + target.box.dataset.wadah + " " + before);
  });
})();
