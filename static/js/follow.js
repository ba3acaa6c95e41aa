/* Following a desk through this browser. Permission is asked by the click, never before; what the
   portal needs to be told to stop is kept in this browser and nowhere else. */
"use strict";
(() => {
  const box = document.querySelector("[data-follow]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const start = box.querySelector("[data-follow-start]");
  const end = box.querySelector("[data-follow-stop]");
  const said = box.querySelector("[data-follow-said]");
  const form = document.querySelector("[data-follow-form]");
  const place = "hadir-ikuti:" + box.dataset.follow.replace(/^\/en\//, "/");
  const say = (text) => { said.textContent = text; };
  const bytes = (key) => {
    const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const kept = () => { try { return localStorage.getItem(place); } catch { return null; } };
  const keep = (address) => {
    try {
      if (address) localStorage.setItem(place, address); else localStorage.removeItem(place);
    } catch { /* a browser that keeps nothing can still withdraw its permission */ }
  };
  const show = () => { end.hidden = !kept(); };
  const send = async (address, content) => {
    const answer = await fetch(address, {
      method: "POST", credentials: "omit",
      headers: content ? { "Content-Type": "application/json" } : {},
      body: content ? JSON.stringify(content) : null,
    });
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.errors ? Object.values(told.errors).flat()[0] : box.dataset.failed);
  };
  const subscribe = async () => {
    await navigator.serviceWorker.register(box.dataset.worker);
    const { pushManager } = await navigator.serviceWorker.ready;
    return await pushManager.getSubscription() || pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key),
    });
  };
  const during = (button, work) => button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      say(error instanceof TypeError || error instanceof DOMException ? box.dataset.failed : error.message);
    }
    button.removeAttribute("aria-busy");
    show();
  });

  box.hidden = false;
  if (Notification.permission === "denied") say(box.dataset.denied);
  else if (kept()) say(box.dataset.followed);
  show();
  during(start, async () => {
    if (await Notification.requestPermission() !== "granted") { say(box.dataset.refused); return; }
    const subscription = await subscribe();
    const wish = form.elements.kabar.value;
    const told = await (await send(box.dataset.follow, { wish, subscription })).json();
    keep(told.stop);
    say(told.message);
  });
  during(end, async () => {
    await send(kept(), null);
    keep(null);
    say(box.dataset.stopped);
  });
})();
