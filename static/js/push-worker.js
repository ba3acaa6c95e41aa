/* Shows what the portal sends while its pages are closed. It keeps nothing and answers no page. */
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let sent = {};
  try { sent = event.data ? event.data.json() : {}; } catch { /* shown as a bare notice below */ }
  event.waitUntil(self.registration.showNotification(sent.title || "Pesan baru di Hadir", {
    body: sent.body || "Buka Hadir untuk membacanya.",
    tag: sent.tag || "hadir",
    lang: sent.lang || "id",
    data: { url: sent.url || "/pesan/" },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  /* Only addresses of this portal, whatever the notice says. */
  const target = new URL(event.notification.data.url, self.location.origin);
  const url = target.origin === self.location.origin ? target.href : new URL("/pesan/", self.location.origin).href;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    const here = open.find((client) => client.url === url);
    if (here) return here.focus();
    return self.clients.openWindow(url);
  })());
});
