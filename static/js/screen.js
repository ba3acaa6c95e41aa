/* A lobby's screen: asks for its changing part every 15 seconds (with jitter), turns its pages,
   blanks a state that has run out, and keeps the television awake. Written for old browsers. */
"use strict";
(() => {
  const box = document.querySelector("[data-screen]");
  if (!box) return;
  const EVERY_MS = 15000, ANSWER_MS = 10000, TURN_MS = 12000, FRESH_MS = 6 * 3600 * 1000;
  const outdated = document.querySelector("[data-screen-outdated]");
  const born = performance.now();
  let ahead = 0, heard = false, turn = 0, seen = "";

  const body = () => box.querySelector("[data-screen-body]");
  const now = () => Date.now() + ahead;

  const age = () => {
    body().querySelectorAll("[data-valid-until]").forEach((desk) => {
      if (Date.parse(desk.dataset.validUntil) > now()) return;
      desk.querySelector(".screen-state").replaceWith(document.importNode(outdated.content.firstElementChild, true));
      desk.removeAttribute("data-valid-until");
      seen = "";
    });
  };

  /* The clock of the office, by the server: unknown until it has answered. */
  const clock = () => {
    const face = body().querySelector("[data-screen-clock]");
    const zone = /([+-])(\d\d):(\d\d)$/.exec(face.dataset.screenClock);
    if (!heard || !zone) return;
    const offset = (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
    const time = new Date(now() + offset * 60000).toISOString().slice(11, 16);
    const shown = (document.documentElement.lang === "id" ? time.replace(":", ".") : time) + " " + face.dataset.zone;
    if (face.textContent !== shown) face.textContent = shown;
  };

  const show = () => {
    const pages = [...body().querySelectorAll("[data-screen-page]")];
    pages.forEach((page, number) => { page.hidden = number !== turn % pages.length; });
    const told = body().querySelector("[data-screen-turn]");
    /* The first number in the sentence is the turn, in every language. */
    if (told) told.textContent = told.textContent.replace(/\d+/, String(turn % pages.length + 1));
  };

  const ask = async () => {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), ANSWER_MS);
    let away = false;
    try {
      const answer = await fetch(box.dataset.screen, { cache: "no-cache", credentials: "omit", signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const date = Date.parse(answer.headers.get("Date") || "");
      if (date) { ahead = date - Date.now(); heard = true; }
      /* New styles and scripts reach a television that is never reloaded by hand. */
      if (performance.now() - born > FRESH_MS) { location.reload(); return; }
      const text = await answer.text();
      if (text !== seen) {
        const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-screen-body]");
        if (!fresh) throw new Error("no screen");
        body().replaceWith(document.importNode(fresh, true));
        seen = text;
        show();
      }
    } catch {
      away = true;
    }
    clearTimeout(late);
    body().querySelector(".screen-away").hidden = !away;
    tick();
    setTimeout(ask, EVERY_MS * (0.8 + Math.random() * 0.4));
  };

  const tick = () => { age(); clock(); };
  const awake = () => {
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request("screen").catch(() => { /* the television's own setting decides */ });
  };

  show();
  setInterval(tick, 1000);
  setInterval(() => { turn += 1; show(); }, TURN_MS);
  document.addEventListener("visibilitychange", awake);
  awake();
  ask();
})();
