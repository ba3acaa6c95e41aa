/* A framed state stays true while it is open: asked for again soon and then each minute while it is
   seen, and past its time it says so. Without script the absolute time and year stand there. */
"use strict";
(() => {
  const SOON = 3000, EVERY = 60000;
  let ahead = 0, tried = false;
  const main = () => document.querySelector("[data-embed]");

  const age = () => {
    /* Whose clock is right is known from the server's first answer, or from its silence. */
    if (!tried) return;
    const box = main(), until = Date.parse(box.dataset.validUntil);
    if (!until || until > Date.now() + ahead) return;
    const outdated = box.querySelector("[data-embed-outdated]").content.firstElementChild;
    box.querySelector("[data-embed-state]").replaceChildren(document.importNode(outdated, true));
    delete box.dataset.validUntil;
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, {
        credentials: "omit", signal: AbortSignal.timeout(8000),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const date = Date.parse(answer.headers.get("Date") || "");
      if (date) ahead = date - Date.now();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh.querySelector("[data-embed]");
      /* Only what changed is put in: a screen reader announces a new state, not every minute. */
      const state = main().querySelector("[data-embed-state]");
      const told = next.querySelector("[data-embed-state]");
      if (state.innerHTML !== told.innerHTML) state.innerHTML = told.innerHTML;
      main().querySelector(".live-line").textContent = next.querySelector(".live-line").textContent;
      main().dataset.validUntil = next.dataset.validUntil;
    } catch {
      /* The old state stands until its time is over. */
    }
    tried = true;
    age();
  };

  setInterval(age, 1000);
  setTimeout(ask, SOON * (0.5 + Math.random()));
  setInterval(ask, EVERY * (0.9 + Math.random() * 0.2));
  document.addEventListener("visibilitychange", ask);
})();
