/* An office's or a desk's page stays true while it is open: the changing part is asked for every
   few seconds (with jitter, by ETag, so that mostly nothing travels), not while hidden, until
   switched off. Only what changed is replaced and announced; a state past its time says so. */
"use strict";
(() => {
  const box = document.querySelector("[data-desk-live]");
  if (!box) return;
  const EVERY = 4000, SLOWEST = 60000;
  const outdated = box.querySelector("[data-desk-outdated]");
  const toggle = box.querySelector("[data-desk-switch]");
  const region = document.getElementById("kabar");
  let on = true, timer = 0, failures = 0, ahead = 0, seen = "", asking = false, tried = false;

  const words = (node) => (node ? node.textContent.trim().replace(/\s+/g, " ") : "");
  const say = (text) => {
    if (!region || !text) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 60);
  };

  /* What a citizen would be told about a card: its name and its states, without the times. */
  const told = (part) => {
    const summary = part.querySelector("[data-live-summary]");
    if (summary) return words(summary);
    const states = [...part.querySelectorAll(".desk-state strong")].map(words);
    return states.length ? words(part.querySelector("h1, h3")) + ": " + [...new Set(states)].join(", ") : "";
  };

  const swap = (old, fresh) => {
    const within = old.contains(document.activeElement) ? document.activeElement : null;
    const next = document.importNode(fresh, true);
    old.replaceWith(next);
    if (within) {
      const address = within.getAttribute("href");
      const again = (within.id && document.getElementById(within.id)) ||
        [...next.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === address);
      if (again) again.focus({ preventScroll: true });
    }
  };

  const parts = (body) => [...body.querySelectorAll("[data-part]")];
  const show = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-desk-body]");
    const body = box.querySelector("[data-desk-body]");
    if (!fresh || text === seen) return;
    const news = [];
    const before = new Map(parts(body).map((part) => [part.id, part]));
    const now = parts(fresh);
    for (const part of now) {
      const old = before.get(part.id), line = told(part);
      if (line && (!old || told(old) !== line)) news.push(line);
    }
    const same = now.length === before.size && now.every((part) => before.has(part.id));
    if (!same) swap(body, fresh);
    else {
      for (const part of now) {
        const old = before.get(part.id);
        /* A filter somebody is choosing in is left alone. */
        if (old.tagName !== "FORM" && old.outerHTML !== part.outerHTML) swap(old, part);
      }
    }
    if (seen && news.length) say(news.length > 3 ? news[0] : news.join(". "));
    seen = text;
    document.title = fresh.dataset.title + " · Hadir";
  };

  const age = () => {
    /* Whose clock is right is known from the server's first answer, or from its silence. */
    if (!tried) return;
    for (const service of box.querySelectorAll("[data-valid-until]")) {
      const state = service.querySelector(".desk-state");
      if (!state || Date.parse(service.dataset.validUntil) > Date.now() + ahead) continue;
      state.replaceWith(document.importNode(outdated.content.firstElementChild, true));
      service.removeAttribute("data-valid-until");
      seen = seen && "-";
    }
  };

  const plan = () => {
    clearTimeout(timer);
    const wait = Math.min(EVERY * 2 ** failures, SLOWEST);
    if (on && !document.hidden) timer = setTimeout(ask, wait * (0.75 + Math.random() * 0.25));
  };

  const ask = async () => {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const answer = await fetch(box.dataset.deskLive, {
        cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(8000),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const date = Date.parse(answer.headers.get("Date") || "");
      if (date) ahead = date - Date.now();
      show(await answer.text());
      failures = 0;
    } catch {
      failures = Math.min(failures + 1, 4);
    }
    asking = false;
    tried = true;
    age();
    plan();
  };

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    on = !on;
    toggle.setAttribute("aria-pressed", String(!on));
    if (on) ask(); else clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => { if (on && !document.hidden) ask(); });
  addEventListener("online", () => { failures = 0; if (on) ask(); });
  setInterval(age, 1000);
  plan();
})();
