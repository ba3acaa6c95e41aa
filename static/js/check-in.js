/* The tap on /hari-ini/: one request per tap, the place if wished, and a tap that finds no line is
   kept on the device and sent later under the same key. Without this file the form posts by itself. */
"use strict";
(() => {
  const STORE = "hadir.taps", WISH = "hadir.place";
  const ANSWER_MS = 12000, PLACE_MS = 5000, AGAIN_MS = 20000;
  const card = () => document.getElementById("hari-ini");
  if (!card()) return;
  const stamp = document.querySelector("[data-server-clock]").dataset.serverClock;
  const ahead = Date.parse(stamp) - Date.now();
  let busy = false;

  /* What is kept holds no position and no code (it would be stale), and belongs to one person:
     devices are shared. */
  const kept = () => { try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; } };
  const store = (taps) => { try { localStorage.setItem(STORE, JSON.stringify(taps)); } catch { /* private mode: the open page keeps trying */ } };
  const mine = () => kept().filter((tap) => tap.person === card().dataset.person);
  const keep = (tap) => store([...kept().filter((other) => other.key !== tap.key), tap]);
  const forget = (key) => store(kept().filter((tap) => tap.key !== key));
  const today = (tap) => tap.date === card().dataset.date;

  /* crypto.randomUUID needs HTTPS; offices also open the portal by plain address. */
  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const clock = (iso) => {
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(stamp) || [0, "+", 0, 0];
    const shift = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    return new Date(Date.parse(iso) + shift * 60000).toISOString().slice(11, 16).replace(":", ".");
  };

  const show = (why) => {
    const box = card().querySelector("[data-unsent]"), taps = mine();
    box.hidden = taps.length === 0;
    if (box.hidden) return;
    const tap = taps.find((one) => !today(one)) || taps[0];
    const what = `Presensi ${tap.kind === "in" ? "masuk" : "pulang"} pukul ${clock(tap.tapped_at)}`;
    box.querySelector("[data-unsent-title]").textContent = today(tap) ? "Belum terkirim" : "Tidak jadi terkirim";
    box.querySelector("[data-unsent-text]").textContent = today(tap)
      ? `${what} tersimpan di perangkat ini dan dikirim sendiri begitu bisa${tap.coded ? ", tanpa kode layarnya" : ""}. ${why || "Biarkan halaman ini terbuka."}`
      : `${what} tanggal ${tap.date.split("-").reverse().join("-")} belum pernah sampai ke server dan harinya sudah lewat. Beri tahu atasan Anda supaya dikoreksi.`;
    const button = box.querySelector("[data-unsent-forget]");
    button.hidden = today(tap);
    button.onclick = () => { forget(tap.key); show(); };
  };

  const place = (form) => new Promise((resolve) => {
    const wish = form.querySelector("[data-with-place]");
    if (!wish.checked || !navigator.geolocation) { resolve({}); return; }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy }),
      () => resolve({}),
      { enableHighAccuracy: true, timeout: PLACE_MS, maximumAge: 30000 },
    );
  });

  const code = (form, mode) => {
    const field = form.elements.code;
    return field && mode === "WFO" && field.value.trim() ? { code: field.value } : {};
  };

  /* True when the server has answered for good; the card it sent takes the old one's place. */
  const send = async (tap, proof) => {
    const form = card().querySelector("[data-check-in]");
    const { key, kind, mode, tapped_at } = tap;
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ key, kind, mode, tapped_at, ...proof }),
      headers: { "HX-Request": "true", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      credentials: "same-origin",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("hari-ini");
    if (!next || ![200, 201, 422].includes(answer.status)) return answer;
    forget(key);
    const fresh = document.importNode(next, true);
    card().replaceWith(fresh);
    ready();
    document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { elt: fresh } }));
    return null;
  };

  const deliver = async (tap, proof, tapped) => {
    try {
      const answer = await send(tap, proof);
      if (!answer) return;
      const signedOut = answer.redirected || answer.status === 401 || answer.status === 403;
      if (signedOut && tapped) { location.assign("/masuk/?next=/hari-ini/"); return; }
      show(signedOut ? "Sesi Anda berakhir: muat ulang halaman ini, lalu masuk lagi." : "Server sedang terganggu.");
    } catch {
      show("Sambungan terputus; biarkan halaman ini terbuka.");
    }
  };

  const flush = async () => {
    if (busy || navigator.onLine === false) { show(); return; }
    busy = true;
    for (const tap of mine().filter(today)) await deliver(tap, {}, false);
    busy = false;
    show();
  };

  const ready = () => {
    const wish = card().querySelector("[data-with-place]");
    if (wish && navigator.geolocation) {
      wish.closest("[data-needs-script]").hidden = false;
      try { wish.checked = localStorage.getItem(WISH) !== "0"; } catch { wish.checked = true; }
      wish.addEventListener("change", () => { try { localStorage.setItem(WISH, wish.checked ? "1" : "0"); } catch { /* not remembered */ } });
    }
    show();
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-check-in]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    busy = true;
    const button = event.submitter;
    button.setAttribute("aria-busy", "true");
    const mode = form.querySelector("[name=mode]:checked").value;
    const proof = code(form, mode);
    /* Tapping again while the first tap waits sends that one: its moment is the true one. */
    const waiting = mine().find((one) => today(one) && one.kind === button.value && one.mode === mode);
    const tap = waiting || {
      person: card().dataset.person,
      date: card().dataset.date,
      key: form.elements.key.value,
      kind: button.value,
      mode,
      coded: Boolean(proof.code),
      tapped_at: new Date(Date.now() + ahead).toISOString(),
    };
    keep(tap);
    form.elements.key.value = uuid();
    if (navigator.onLine === false) show();
    else await deliver(tap, proof.code ? proof : await place(form), true);
    button.removeAttribute("aria-busy");
    busy = false;
  }, true);

  addEventListener("online", flush);
  setInterval(() => { if (mine().some(today)) flush(); }, AGAIN_MS);
  ready();
  flush();
})();
