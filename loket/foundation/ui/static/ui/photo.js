/* The photo field: shrink on the phone, warn, send at once in resumable pieces, survive a lost signal or a
   killed tab. Without this file the same inputs post the original file with the form. */
(function () {
  "use strict";
  const SIDE = 1600, TARGET = 300 * 1024, PIECE = 32 * 1024, LIMIT = 15 * 1024 * 1024, DAY = 864e5;
  const doc = document;

  /* ---- shrinking ---- */

  function draw(source, width, height) {
    const scale = Math.min(1, SIDE / Math.max(width, height)), canvas = doc.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d", { alpha: false });
    pen.imageSmoothingQuality = "high";
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    if (source.close) source.close();
    return canvas;
  }

  const decode = (file) => (self.createImageBitmap
    ? createImageBitmap(file, { imageOrientation: "from-image" }).then((map) => draw(map, map.width, map.height))
    : Promise.reject());

  const decodeInOldBrowser = (file) => new Promise((done, failed) => {
    const image = new Image(), url = URL.createObjectURL(file);
    image.onload = () => { URL.revokeObjectURL(url); done(draw(image, image.naturalWidth, image.naturalHeight)); };
    image.onerror = failed;
    image.src = url;
  });

  const compress = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality))
    .then((blob) => (blob.size > TARGET && quality > 0.5 ? compress(canvas, quality - 0.12) : blob));

  function shrink(file) {
    return decode(file).catch(() => decodeInOldBrowser(file)).then((canvas) => {
      const flaw = judge(canvas);
      return compress(canvas, 0.82).then((blob) => {
        canvas.width = canvas.height = 0; /* gives the memory back on small phones */
        return { blob, flaw };
      });
    }, () => {
      /* PDF and HEIC cannot be drawn here; the server rebuilds them. Anything else is no photo. */
      if (/pdf|hei[cf]/i.test(file.type + file.name)) return { blob: file, flaw: "" };
      throw "rusak";
    });
  }

  /* Blur, darkness and glare from a small grey copy. They advise; the person decides. */
  function judge(canvas) {
    const w = 256, h = Math.max(3, Math.round(256 * canvas.height / canvas.width));
    const small = doc.createElement("canvas");
    small.width = w;
    small.height = h;
    const pen = small.getContext("2d", { willReadFrequently: true });
    pen.drawImage(canvas, 0, 0, w, h);
    const rgba = pen.getImageData(0, 0, w, h).data, grey = new Float32Array(w * h);
    let light = 0, white = 0, sum = 0, squares = 0, n = 0;
    for (let i = 0; i < grey.length; i++) {
      grey[i] = 0.3 * rgba[4 * i] + 0.59 * rgba[4 * i + 1] + 0.11 * rgba[4 * i + 2];
      light += grey[i];
      if (grey[i] > 250) white++;
    }
    for (let y = 1; y < h - 1; y++) for (let x = 1; x < w - 1; x++) {
      const k = y * w + x;
      const edge = grey[k - 1] + grey[k + 1] + grey[k - w] + grey[k + w] - 4 * grey[k];
      sum += edge;
      squares += edge * edge;
      n++;
    }
    if (light / grey.length < 55) return "gelap";
    if (squares / n - (sum / n) ** 2 < 60) return "buram";
    return white / grey.length > 0.25 ? "silau" : "";
  }

  /* ---- kept on the phone until the server has it (Android may kill the tab while the camera is open) ---- */

  const shelf = (mode, work) => new Promise((done, failed) => {
    const opening = indexedDB.open("loket", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("foto");
    opening.onerror = failed;
    opening.onsuccess = () => {
      const db = opening.result, deal = db.transaction("foto", mode), asked = work(deal.objectStore("foto"));
      deal.oncomplete = () => { db.close(); done(asked.result); };
      deal.onerror = failed;
    };
  }).catch(() => {});
  const keep = (photo) => shelf("readwrite", (box) => box.put(photo, photo.key));
  const drop = (key) => shelf("readwrite", (box) => box.delete(key));
  const everything = () => shelf("readonly", (box) => box.getAll()).then((photos) => photos || [], () => []);

  /* ---- sending ---- */

  const token = () => (doc.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "";

  const ask = (method, url, body, headers, progress) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = 30000;
    for (const name in headers) request.setRequestHeader(name, headers[name]);
    if (progress) request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => (request.status < 500 ? done(request) : failed());
    request.onerror = request.ontimeout = failed;
    request.send(body || null);
  });

  /* Waits 2, 4, 8 … 30 s, or until the phone says it is online again. */
  const pause = (failures) => new Promise((done) => {
    const go = () => { removeEventListener("online", go); clearTimeout(timer); done(); };
    const timer = setTimeout(go, Math.min(30000, 1000 * 2 ** failures));
    addEventListener("online", go);
  });

  function send(url, blob, tell, isWanted) {
    let offset = 0, failures = 0;
    const lost = () => { tell("putus", offset); return pause(++failures).then(whereAreWe); };
    const whereAreWe = () => (isWanted() ? ask("HEAD", url).then((answer) => {
      offset = +answer.getResponseHeader("Upload-Offset") || 0;
      return next();
    }, lost) : null);
    function next() {
      if (!isWanted()) return null;
      if (offset >= blob.size) return tell("selesai", blob.size);
      const from = offset;
      const headers = {
        "Upload-Offset": from, "Upload-Length": blob.size, "X-CSRFToken": token(),
        "Content-Type": "application/offset+octet-stream",
      };
      return ask("PATCH", url, blob.slice(from, from + PIECE), headers, (sent) => tell("kirim", Math.min(blob.size, from + sent)))
        .then((answer) => {
          if (answer.status === 409) return whereAreWe();
          if (answer.status >= 400) {
            /* only the server's own plain sentence is shown, never a page */
            const plain = /^text\/plain/.test(answer.getResponseHeader("Content-Type") || "");
            return tell("tolak", 0, plain && answer.responseText, answer.status);
          }
          failures = 0;
          offset = +answer.getResponseHeader("Upload-Offset");
          return next();
        }, lost);
    }
    return whereAreWe();
  }

  /* The server rebuilds the photo a moment later; a refusal then is shown here and not only by an officer. */
  function listenForRefusal(url, tell, round) {
    setTimeout(() => fetch(url, { cache: "no-store" }).then((answer) => answer.json()).then((file) => {
      if (file.state === "refused") tell("tolak", 0, file.sentence);
      else if (file.state === "received" && round < 6) listenForRefusal(url, tell, round + 1);
    }).catch(() => {}), 1000 * (round + 1));
  }

  /* ---- the field ---- */

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  function enhance(box) {
    const slug = box.dataset.foto, several = "banyak" in box.dataset, place = location.pathname + "#" + slug;
    const list = box.querySelector("[data-daftar]"), model = box.querySelector("template");
    const words = (name) => box.getAttribute("data-t-" + name);
    const inputs = [...box.querySelectorAll("input[type=file]")];

    inputs.forEach((input) => {
      input.classList.add("sr");
      input.removeAttribute("required");
      input.previousElementSibling.className = "tombol garis";
      input.addEventListener("change", () => {
        [...input.files].forEach(take);
        input.value = "";
      });
    });
    box.querySelector("[data-dengan-skrip]").hidden = false;

    function take(file) {
      const card = newCard();
      if (file.size > LIMIT) return card.tell("tolak", 0, words("besar"));
      card.say(words("kecil"));
      return shrink(file).then(({ blob, flaw }) => {
        const photo = { key: newKey(), blob, place, at: Date.now() };
        /* what was wrong is put right: the page stops saying it */
        box.classList.remove("salah");
        doc.querySelector(".salah") || doc.querySelectorAll("[data-galat]").forEach((old) => old.remove());
        if (flaw) card.warn(words(flaw));
        return keep(photo).then(() => card.send(photo));
      }, () => card.tell("tolak", 0, words("rusak")));
    }

    function newCard() {
      if (!several) [...list.children].forEach((old) => old.buang());
      const card = model.content.firstElementChild.cloneNode(true);
      const find = (name) => card.querySelector(name), bar = find("progress"), hidden = doc.createElement("input");
      let key = "", size = 1, own = null;
      card.photo = () => own;
      /* its key is posted under another name, and nothing more is sent from here */
      card.postpone = () => { hidden.name = slug + "__nanti"; key = ""; card.dataset.keadaan = "nanti"; };
      hidden.type = "hidden";
      hidden.name = slug + "__kunci";
      card.dataset.keadaan = "kecil";
      list.append(card);
      card.buang = () => {
        drop(key);
        key = "";
        card.remove();
      };
      find("[data-buang]").hidden = !several;
      find("[data-buang]").addEventListener("click", card.buang);
      find("[data-pakai]").addEventListener("click", () => { find("[data-awas]").hidden = true; });
      if (!several) box.querySelector("label span").textContent = words("ulang");

      const say = (text) => { find("[data-kabar]").textContent = text; };
      const warn = (text) => { find("[data-awas-teks]").textContent = text; find("[data-awas]").hidden = false; };
      function tell(state, sent, sentence, status) {
        if (card.dataset.keadaan === "nanti") return;
        card.dataset.keadaan = state;
        bar.max = size;
        bar.value = sent;
        bar.hidden = state === "tolak";
        if (state === "kirim") say(words("kirim").replace("{a}", Math.round(sent / 1024)).replace("{b}", Math.round(size / 1024)));
        else say(sentence || words(state));
        if (state === "tolak") {
          hidden.remove();
          find("[data-buang]").hidden = false;
          if (status !== 403) drop(key); /* 403: logged out meanwhile; sent after logging in */
        }
        /* the picture leaves the phone; only its key stays, in case the page is loaded anew before it is posted */
        if (state === "selesai") keep({ key, place, size, at: Date.now(), done: true, later: own && own.later });
        if (state === "tolak" || state === "selesai") doc.dispatchEvent(new Event("foto"));
      }
      function sendPhoto(photo) {
        key = photo.key;
        own = photo;
        size = photo.blob.size;
        hidden.value = key;
        card.append(hidden);
        const image = find("img");
        image.src = URL.createObjectURL(photo.blob);
        image.parentNode.hidden = !/^image/.test(photo.blob.type);
        const url = box.dataset.url + key + "/";
        card.dataset.keadaan = "kirim";
        return Promise.resolve(send(url, photo.blob, tell, () => key === photo.key)).then(() => {
          if (card.dataset.keadaan === "selesai") listenForRefusal(url, tell, 0);
        });
      }
      function recall(photo) {
        key = photo.key;
        size = photo.size;
        hidden.value = key;
        card.append(hidden);
        fetch(box.dataset.url + key + "/", { cache: "no-store" }).then((answer) => answer.json()).then((file) => {
          if (file.offset < size) card.buang();
          else if (file.state === "refused") tell("tolak", 0, file.sentence);
        }).catch(() => {});
        card.dataset.keadaan = "selesai";
        bar.max = bar.value = size;
        say(words("selesai"));
      }
      return { say, warn, tell, send: sendPhoto, recall };
    }

    /* The tab came back, or the page was opened again: go on where it stopped. */
    everything().then((photos) => photos.forEach((photo) => {
      const isOurs = photo.place === place;
      if (Date.now() - photo.at > DAY || (isOurs && photo.done && box.querySelector(".sudah-ada"))) drop(photo.key);
      else if (isOurs && photo.done) newCard().recall(photo);
      else if (isOurs) newCard().send(photo);
    }));
  }

  /* Pressing the button while a photo is on its way waits for it, and says so. The button is never disabled. */
  function waitForPhotos(form) {
    const busy = () => form.querySelector("[data-keadaan=kecil],[data-keadaan=kirim],[data-keadaan=putus]");
    let pressed = null;
    form.addEventListener("submit", (event) => {
      if (!busy()) return;
      event.preventDefault();
      const cards = [...form.querySelectorAll("[data-keadaan=kirim],[data-keadaan=putus]")];
      const later = form.querySelector("[data-nanti]"), button = event.submitter;
      if (later && button && !button.name && !form.querySelector("[data-keadaan=kecil]")) {
        leaveToLater(cards, later.dataset.nanti)
          .then((isKept) => (isKept ? form.requestSubmit(button) : wait(button)));
      } else wait(button);
    });
    function wait(button) {
      pressed = button;
      let line = form.querySelector("[data-tunggu]");
      if (!line) {
        line = doc.createElement("p");
        line.className = "catatan kunyit";
        line.dataset.tunggu = "";
        line.setAttribute("role", "status");
        form.querySelector(".kaki-aksi").prepend(line);
      }
      line.textContent = boxes[0].dataset.tTunggu;
      doc.dispatchEvent(new Event("foto")); /* it may have arrived or been refused by now */
    }
    doc.addEventListener("foto", () => {
      if (!pressed || busy()) return;
      const button = pressed;
      pressed = null;
      if (form.querySelector("[data-keadaan=tolak]")) form.querySelector("[data-tunggu]").remove();
      else form.requestSubmit(button);
    });
  }

  /* ---- going on while a photo is still being sent (interaction rule 7) ---- */

  /* The form is posted with the keys of what will come; the pages after it carry on. False where the phone
     cannot keep the photos: then the button waits as it always did. */
  function leaveToLater(cards, base) {
    /* marked on the photo itself: should it arrive meanwhile, what is kept of it stays one for later */
    return Promise.all(cards.map((card) => keep(Object.assign(card.photo(), { later: true })))).then(everything).then((kept) => {
      const keys = new Set(kept.filter((photo) => photo.later).map((photo) => photo.key));
      if (!cards.every((card) => keys.has(card.photo().key))) return false;
      localStorage.setItem("susulan", (localStorage.getItem("susulan") || "").replace(base, "") + base);
      cards.forEach((card) => card.postpone());
      return true;
    }).catch(() => false);
  }

  function carryOn(line) {
    const base = line.dataset.susulan, form = doc.getElementById("langkah");
    const open = new Map([[base]]); /* one for the phone's looking which they are */
    let pressed;
    const refused = doc.createElement("span");

    function show() {
      line.hidden = !open.size && !refused.textContent;
      line.querySelector("span").textContent = open.size ? line.dataset.tKirim.replace("{n}", open.size) : "";
      line.querySelector("span").after(refused);
    }
    function finish(photo, sentence) {
      open.delete(photo.key);
      drop(photo.key);
      if (sentence) refused.replaceChildren(Object.assign(doc.createElement("a"), { href: photo.place, textContent: sentence }));
      show();
      if (open.size) return;
      localStorage.setItem("susulan", (localStorage.getItem("susulan") || "").replace(base, ""));
      if (pressed && !sentence) form.requestSubmit(pressed);
      else if ("periksa" in line.dataset && !form.querySelector(":checked")) location.reload();
    }
    /* Logged out meanwhile: it stays on the phone for the page after logging in. */
    function putOff(photo) { open.delete(photo.key); show(); }
    function attach(photo, failures) {
      const [path, slug] = photo.place.split("#");
      const body = new URLSearchParams([[slug + "__kunci", photo.key]]);
      const headers = { "X-CSRFToken": token(), "Content-Type": "application/x-www-form-urlencoded" };
      return ask("POST", path + "susulan/", body, headers).then((answer) => {
        const plain = /^text\/plain/.test(answer.getResponseHeader("Content-Type") || "");
        if (answer.status === 204) finish(photo);
        else if (answer.status < 400 || answer.status === 403) putOff(photo);
        else finish(photo, plain ? answer.responseText : line.dataset.tTolak);
      }, () => pause(failures).then(() => attach(photo, failures + 1)));
    }
    everything().then((photos) => {
      open.delete(base);
      const ours = photos.filter((photo) => photo.later && photo.place.startsWith(base)
        && photo.place.split("#")[0] !== location.pathname);
      ours.forEach((photo) => open.set(photo.key, photo));
      show();
      ours.forEach((photo) => {
        const tell = (state, _sent, sentence, status) => {
          if (state === "selesai") attach(photo, 1);
          else if (state === "tolak") {
            if (status === 403) putOff(photo);
            else finish(photo, sentence || line.dataset.tTolak);
          }
        };
        if (photo.done) attach(photo, 1);
        else send(line.dataset.url + photo.key + "/", photo.blob, tell, () => true);
      });
      if (pressed && !open.size) form.requestSubmit(pressed);
    });
    /* Whoever sends before the photos are up waits for them. */
    if ("periksa" in line.dataset) form.addEventListener("submit", (event) => {
      if (!open.size) return;
      event.preventDefault();
      pressed = event.submitter;
      line.scrollIntoView();
    });
  }

  const boxes = [...doc.querySelectorAll("[data-foto]")];
  boxes.forEach(enhance);
  new Set(boxes.map((box) => box.closest("form"))).forEach((form) => form && waitForPhotos(form));
  doc.querySelectorAll("[data-susulan]").forEach(carryOn);
})();
