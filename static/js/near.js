/* Offices from the nearest on: the browser asks for its place, fetches where all offices are, and
   sorts here. The place itself goes nowhere. Without an answer the list stays by region. */
"use strict";
(() => {
  const box = document.querySelector("[data-near]");
  if (!box || !navigator.geolocation) return;
  const MOST = 12, WAIT_MS = 15000, EARTH_KM = 6371;
  const button = box.querySelector("[data-near-sort]");
  const said = box.querySelector("[data-near-said]");
  const list = box.querySelector(".office-list");
  const blank = box.querySelector("[data-near-card]").content.firstElementChild;
  const language = document.documentElement.lang;
  const say = (what) => { said.textContent = said.dataset[what]; };

  const kilometres = (here, latitude, longitude) => {
    const turn = Math.PI / 180, sine = (angle) => Math.sin(angle * turn / 2) ** 2;
    const part = sine(latitude - here.latitude) +
      Math.cos(here.latitude * turn) * Math.cos(latitude * turn) * sine(longitude - here.longitude);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(part));
  };

  const located = () => new Promise((done, fail) => {
    navigator.geolocation.getCurrentPosition(done, fail, { timeout: WAIT_MS, maximumAge: 600000 });
  });

  const card = (office, cards) => {
    const known = cards.get(office.url) || document.importNode(blank, true);
    const link = known.querySelector("h3 a");
    link.href = office.url;
    link.textContent = office.name;
    const about = known.querySelector(".eyebrow");
    const digits = office.km < 10 ? 1 : 0;
    const km = office.km.toLocaleString(language, { maximumFractionDigits: digits });
    about.textContent = office.region + " · ± " + km + " km";
    return known;
  };

  const sort = async () => {
    say("asking");
    button.disabled = true;
    try {
      const [{ coords }, answer] = await Promise.all([located(), fetch(box.dataset.near, { credentials: "omit" })]);
      if (!answer.ok) throw new Error(String(answer.status));
      const { offices } = await answer.json();
      const cards = new Map([...list.children].map((one) => [one.querySelector("h3 a").getAttribute("href"), one]));
      for (const office of offices) office.km = kilometres(coords, office.latitude, office.longitude);
      offices.sort((one, other) => one.km - other.km);
      list.replaceChildren(...offices.slice(0, Math.max(MOST, cards.size)).map((office) => card(office, cards)));
      say("done");
    } catch {
      say("refused");
    }
    button.disabled = false;
  };

  button.hidden = false;
  button.addEventListener("click", sort);
})();
