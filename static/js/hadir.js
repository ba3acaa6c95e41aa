/* Hadir in the browser: the page works without it; with it the clock ticks, taps are not doubled,
   changes are announced and office pages stay fresh. No dependency. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text) => {
    const region = document.getElementById("kabar");
    if (!region || !text) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 60);
  };

  /* The server's clock: its stamp plus what has passed since; the device's own time is not shown. */
  let ahead = 0;
  const stamp = document.querySelector("[data-server-clock]");
  if (stamp) ahead = Date.parse(stamp.dataset.serverClock) - Date.now();
  const serverNow = () => Date.now() + ahead;
  const offsetMinutes = (iso) => {
    const found = /([+-])(\d\d):(\d\d)$/.exec(iso);
    return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
  };
  const zoned = (iso) => new Date(serverNow() + offsetMinutes(iso) * 60000);
  const tick = () => {
    all("[data-server-clock]").forEach((clock) => {
      const local = zoned(clock.dataset.serverClock).toISOString();
      const shown = local.slice(11, clock.dataset.seconds === undefined ? 16 : 19).replace(/:/g, ".");
      if (clock.textContent !== shown) clock.textContent = shown;
    });
    all("svg[data-day-line]").forEach((line) => {
      const low = Number(line.dataset.low), high = Number(line.dataset.high);
      const x = Math.min(Math.max((serverNow() / 1000 - low) / (high - low), 0), 1) * 100;
      const done = line.querySelector(".done");
      if (done) done.setAttribute("width", Math.max(x - parseFloat(done.getAttribute("x")), 0) + "%");
      line.querySelector(".now-stem").setAttribute("x1", x + "%");
      line.querySelector(".now-stem").setAttribute("x2", x + "%");
      line.querySelector(".now").setAttribute("cx", x + "%");
    });
  };
  if (stamp) { tick(); setInterval(tick, 1000); }

  /* One tap, one request. (check-in.js minds its own form and stops the event before this.) */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.busy) { event.preventDefault(); return; }
    form.dataset.busy = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("form[data-busy]").forEach((form) => { delete form.dataset.busy; });
    all("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  all("[data-print][hidden]").forEach((button) => { button.hidden = false; });

  /* Menus close by Escape and by a click elsewhere; the password can be looked at. */
  document.addEventListener("click", (event) => {
    all("details[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const reveal = event.target.closest("[data-reveal]");
    if (reveal) {
      const field = document.getElementById(reveal.dataset.reveal);
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      reveal.setAttribute("aria-pressed", String(hidden));
    }
    if (event.target.closest("[data-print]")) print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-menu][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  /* What is new is announced; what needs the eye gets the focus. */
  const settle = (root) => {
    const news = (root.matches && root.matches("[data-announce]")) ? root : root.querySelector("[data-announce]");
    if (news) say(news.dataset.announce);
    const target = root.querySelector("[data-focus]");
    if (target) target.focus();
  };
  settle(document);
  document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.elt));
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.hasAttribute("data-poll")) event.preventDefault();
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, () => say("Sambungan terputus. Isian Anda masih ada; coba lagi."));
  }
})();
