/* Subscribing this browser to notifications. Permission is asked by the click, never before. */
"use strict";
(() => {
  const form = document.querySelector("[data-push]");
  const said = document.querySelector("[data-push-said]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const say = (text) => { said.textContent = text; };
  const bytes = (key) => {
    const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const save = async (subscription) => {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
      body: JSON.stringify(subscription),
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return;
    const errors = told.errors ? Object.values(told.errors).flat() : [];
    throw new Error(errors[0] || "Portal tidak menjawab seperti biasa. Coba lagi sebentar lagi.");
  };
  form.hidden = false;
  say(Notification.permission === "denied"
    ? "Peramban ini melarang notifikasi dari Hadir. Izinkan di pengaturan situs pada peramban, lalu coba lagi."
    : "Peramban akan meminta izin Anda setelah tombol ditekan.");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      if (await Notification.requestPermission() !== "granted") {
        say("Izin tidak diberikan, jadi peramban ini tidak akan diberi tahu.");
        return;
      }
      await navigator.serviceWorker.register(form.dataset.worker);
      const worker = await navigator.serviceWorker.ready;
      const key = bytes(form.dataset.push);
      const old = await worker.pushManager.getSubscription();
      if (old) await old.unsubscribe();
      await save(await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
      location.reload();
    } catch (error) {
      say(error instanceof TypeError || error.name === "AbortError"
        ? "Sambungan ke layanan notifikasi gagal. Periksa jaringan, lalu coba lagi."
        : error.message);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
})();
