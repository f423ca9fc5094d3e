{% load static %}/* Personal pages are never kept: phones are shared. */
"use strict";
const CACHE = "loket-{{ version }}";
const OFFLINE = "/luring/";
const KEEP = ["{% static "ui/resident.css" %}", "{% static "ui/resident.js" %}", "{% static "ui/photo.js" %}", OFFLINE];
const STATIC = "{% get_static_prefix %}";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEEP)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const forgetOld = (names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forgetOld).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(cacheFirst(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
});

async function cacheFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) (await caches.open(CACHE)).put(request, fresh.clone());
  return fresh;
}
