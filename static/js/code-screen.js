/* A code screen on a wall: hides its code the moment it has run out, asks for the next one, says
   when the server cannot be reached, and keeps the tablet awake. Written for old browsers. */
"use strict";
(() => {
  const page = () => document.querySelector("[data-code-screen]");
  const STEP_MS = 30000, AFTER_MS = 200, AGAIN_MS = 3000, ANSWER_MS = 8000;
  let from = 0, fromDate = 0, asking = false, askAt = 0, clockFrom = 0;

  /* One of the two stands still while a tablet sleeps, the other jumps when its clock is set. */
  const passed = () => Math.max(performance.now() - from, Date.now() - fromDate);
  const left = () => Number(page().dataset.leftMs) - passed();

  const clock = () => {
    const time = page().querySelector("[data-code-clock]");
    const shown = new Date(clockFrom + passed()).toISOString().slice(11, 19).replace(/:/g, ".");
    if (time.textContent !== shown) time.textContent = shown;
  };

  /* Counted from when the answer was asked for, so that a slow line shortens a code, never more. */
  const begin = (asked, askedDate) => {
    const time = page().querySelector("[data-code-clock]");
    const local = /^(.{19})/.exec(time.dataset.codeClock)[1];
    from = asked;
    fromDate = askedDate;
    clockFrom = Date.parse(local + "Z");
    /* SVG's own clock runs the bar and ends the code where no script does. */
    page().querySelectorAll("animate, set").forEach((step) => step.remove());
    tick();
  };

  const ask = async () => {
    if (asking || performance.now() < askAt) return;
    asking = true;
    const asked = performance.now(), askedDate = Date.now();
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), ANSWER_MS);
    try {
      const answer = await fetch(location.href, { method: "POST", cache: "no-store", credentials: "omit", signal: stop.signal });
      if (answer.status === 404) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-code-screen]");
      page().replaceWith(document.importNode(fresh, true));
      begin(asked, askedDate);
      askAt = performance.now() + 2 * AFTER_MS;
    } catch (error) {
      page().setAttribute("data-away", "");
      askAt = performance.now() + AGAIN_MS * (1 + Math.random());
    } finally {
      clearTimeout(late);
      asking = false;
    }
  };

  const tick = () => {
    const rest = left();
    if (rest <= 0) page().setAttribute("data-over", "");
    if (rest <= -AFTER_MS) ask();
    page().querySelector(".code-bar .left").setAttribute("width", String(Math.max(rest, 0) / STEP_MS * 100));
    clock();
  };

  const awake = () => {
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request("screen").catch(() => { /* the tablet's own setting decides */ });
  };

  begin(performance.now(), Date.now());
  setInterval(tick, 200);
  document.addEventListener("visibilitychange", () => { tick(); awake(); });
  addEventListener("online", () => { askAt = 0; tick(); });
  /* The first code may have aged on its way: it is asked for anew at once, which also tells the
     server that this screen is alive. */
  ask();
  awake();
})();
