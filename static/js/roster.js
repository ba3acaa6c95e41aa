/* The roster's grid: filled by keys, touch and mouse. It only writes cells and one field per
   changed person; what a cell may hold, and every number, is the server's to say. */
"use strict";
(() => {
  const form = document.getElementById("roster"), grid = document.getElementById("kisi");
  if (!form || !grid) return;
  const BEFORE = 2; // the name and the share stand before the dates
  const MODES = { k: "WFO", r: "WFH", l: "WFA" };
  const LETTERS = { WFO: "k", WFH: "r", WFA: "l" };
  const days = grid.dataset.days.trim().split(" ");
  const dayWords = [...grid.tHead.rows[0].cells].slice(BEFORE).map((th) => th.firstElementChild.textContent);
  const rows = [...grid.tBodies[0].rows];
  const brushes = [...document.querySelectorAll(".brush[data-v], .brush[data-s]")];
  const places = brushes.filter((one) => one.dataset.key).map((one) => one.dataset.v);
  const shifts = brushes.filter((one) => one.dataset.s).map((one) => one.dataset.s);
  const brushOf = (name, value) => brushes.find((one) => one.dataset[name] === value);
  const told = document.getElementById("sel"), undoButton = document.getElementById("urung");
  const dialog = document.getElementById("catatan"), noteField = document.getElementById("catatan-isi");
  const news = document.getElementById("kabar");
  const say = (text) => { if (news) { news.textContent = ""; setTimeout(() => { news.textContent = text; }, 60); } };

  /* A cell: its place (`v`), shift (`s`) and note (`n`). */
  const letter = (td) => td.className[0];
  const read = (td) => ({ v: td.dataset.v || MODES[letter(td)] || "", s: td.dataset.s || "", n: td.dataset.n || "" });
  const keep = (td, name, value) => { if (value) td.dataset[name] = value; else delete td.dataset[name]; };
  const write = (td, cell) => {
    const mode = cell.v.split(":")[0], own = LETTERS[mode] || "q";
    const rest = td.className.split(" ").slice(1).filter((one) => one !== "n" && one !== "bad");
    td.className = [own, ...rest, ...(cell.n ? ["n"] : [])].join(" ");
    keep(td, "v", cell.v === mode && own !== "q" ? "" : cell.v);
    keep(td, "s", cell.s);
    keep(td, "n", cell.n);
    const desk = cell.v === mode ? "" : (brushOf("v", cell.v)?.dataset.number || "?");
    td.textContent = (own === "q" ? "?" : own.toUpperCase()) + desk;
    if (cell.s) {
      const mark = document.createElement("i");
      mark.textContent = brushOf("s", cell.s)?.dataset.code || "?";
      td.append(mark);
    }
  };
  const words = (td) => {
    if (letter(td) === "x") return "berhalangan";
    const cell = read(td), parts = [brushOf("v", cell.v)?.dataset.words || cell.v];
    if (cell.s) parts.push(brushOf("s", cell.s)?.dataset.words || "giliran");
    if (td.dataset.w) parts.push("ingin " + td.dataset.w);
    if (cell.n) parts.push("catatan: " + cell.n);
    if (td.classList.contains("bad")) parts.push("melanggar aturan");
    return parts.join(", ");
  };
  const column = (td) => td.cellIndex - BEFORE;
  const nameOf = (tr) => tr.cells[0].querySelector("strong").textContent;
  const at = (row, day) => rows[row]?.cells[day + BEFORE];

  /* One field per changed person, in form order of nothing: the server reads them by name. */
  const first = new Map(), inherited = new Map();
  const fieldOf = (tr) => form.querySelector(`input[name="row-${tr.dataset.p}"]`);
  rows.forEach((tr) => { const field = fieldOf(tr); if (field) inherited.set(tr, JSON.parse(field.value)); });
  let dirty = inherited.size > 0;
  const same = (one, other) => one.v === other.v && one.s === other.s && one.n === other.n;
  const put = (touched) => {
    new Set(touched.map((td) => td.parentNode)).forEach((tr) => {
      const sent = { ...(inherited.get(tr) || {}) };
      for (const td of [...tr.cells].slice(BEFORE)) {
        const now = first.has(td) ? read(td) : null, day = days[column(td)];
        if (now && (day in sent || !same(now, first.get(td)))) sent[day] = [now.v, now.s, now.n];
      }
      let field = fieldOf(tr);
      if (!Object.keys(sent).length) { field?.remove(); return; }
      if (!field) {
        field = document.createElement("input");
        field.type = "hidden";
        field.name = "row-" + tr.dataset.p;
        form.append(field);
      }
      field.value = JSON.stringify(sent);
    });
    dirty = Boolean(form.querySelector('input[name^="row-"]'));
    form.dispatchEvent(new CustomEvent("roster-changed"));
  };
  const done = [], undone = [];
  const move = (steps, side) => {
    steps.forEach((step) => write(step.td, step[side]));
    put(steps.map((step) => step.td));
    undoButton.disabled = !done.length;
    tell();
  };
  const change = (cells, make) => {
    const steps = [];
    for (const td of cells) {
      if (letter(td) === "x") continue;
      const before = read(td), after = { ...before, ...make(before) };
      if (same(before, after)) continue;
      if (!first.has(td)) first.set(td, before);
      steps.push({ td, before, after });
    }
    if (!steps.length) return;
    done.push(steps);
    undone.length = 0;
    move(steps, "after");
    say(steps.length > 1 ? `${steps.length} sel: ${words(steps[0].td)}` : words(steps[0].td));
  };
  const shiftTime = (from, to, side) => {
    const steps = from.pop();
    if (!steps) return;
    to.push(steps);
    move(steps, side);
    go(steps[0].td);
    say((side === "before" ? "Diurungkan: " : "Diulangi: ") + words(steps[0].td));
  };
  const undo = () => shiftTime(done, undone, "before"), redo = () => shiftTime(undone, done, "after");

  /* Where we are: one cell takes the focus, a rectangle around it may be selected. */
  let here = null, anchor = null, chosen = [];
  const tell = () => {
    if (!here) return;
    const label = `${nameOf(here.parentNode)}, ${dayWords[column(here)]}: ${words(here)}`;
    here.setAttribute("aria-label", label);
    told.textContent = chosen.length > 1 ? `${chosen.length} sel dipilih · ${label}` : label;
  };
  const select = () => {
    chosen.forEach((td) => { td.classList.remove("sel"); td.removeAttribute("aria-selected"); });
    const [top, bottom] = [rows.indexOf(anchor.parentNode), rows.indexOf(here.parentNode)].sort((a, b) => a - b);
    const [left, right] = [column(anchor), column(here)].sort((a, b) => a - b);
    chosen = [];
    for (let row = top; row <= bottom; row += 1) for (let day = left; day <= right; day += 1) chosen.push(at(row, day));
    if (chosen.length > 1) chosen.forEach((td) => { td.classList.add("sel"); td.setAttribute("aria-selected", "true"); });
  };
  const go = (td, extend = false, focus = true) => {
    if (!td) return;
    here?.setAttribute("tabindex", "-1");
    here = td;
    if (!extend || !anchor) anchor = td;
    td.setAttribute("tabindex", "0");
    select();
    tell();
    if (focus) td.focus({ preventScroll: false });
  };
  grid.setAttribute("role", "grid");
  grid.setAttribute("aria-multiselectable", "true");
  at(0, 0)?.setAttribute("tabindex", "0");
  grid.addEventListener("focusin", (event) => {
    const td = event.target.closest("tbody td");
    if (td && td !== here) go(td, false, false);
  });

  /* Keys. */
  const cycle = (cell) => ({ v: places[(places.indexOf(cell.v.split(":")[0]) + 1) % places.length] });
  const nextShift = (cell) => ({ s: ["", ...shifts][(shifts.indexOf(cell.s) + 2) % (shifts.length + 1)] });
  const note = () => {
    if (!here || letter(here) === "x") return;
    document.getElementById("catatan-untuk").textContent = told.textContent;
    noteField.value = read(here).n;
    dialog.returnValue = "";
    dialog.showModal();
    noteField.select();
  };
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "ya") change(chosen, () => ({ n: noteField.value.trim() }));
    here?.focus();
  });
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const typed = (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") return event.shiftKey ? redo : undo;
      return key === "y" ? redo : null;
    }
    if (event.altKey) return null;
    if (STEPS[key]) {
      const [down, right] = STEPS[key];
      return () => go(at(rows.indexOf(here.parentNode) + down, column(here) + right), event.shiftKey);
    }
    if (key === "Home" || key === "End") {
      return () => go(at(rows.indexOf(here.parentNode), key === "Home" ? 0 : days.length - 1), event.shiftKey);
    }
    const brush = brushOf("key", key) || brushOf("number", key);
    if (brush) return () => change(chosen, () => ({ v: brush.dataset.v }));
    if (key === "0" || key === "Backspace" || key === "Delete") return () => change(chosen, () => ({ v: "WFO" }));
    if (key === " ") return () => { const to = cycle(read(here)); change(chosen, () => to); };
    if (key === "g" && shifts.length) return () => { const to = nextShift(read(here)); change(chosen, () => to); };
    return key === "n" ? note : null;
  };
  grid.addEventListener("keydown", (event) => {
    const act = here && event.target.closest("tbody td") ? typed(event) : null;
    if (act) { event.preventDefault(); act(); }
  });

  /* Brushes: with a range they fill it, else they stay in the hand. */
  let brush = null;
  const dip = (one) => {
    brush = one;
    brushes.forEach((other) => other.setAttribute("aria-pressed", String(other === one)));
    grid.classList.toggle("painting", Boolean(one));
  };
  const paint = (cells, one) => change(cells, (cell) => (one.dataset.v ? { v: one.dataset.v } : { s: cell.s === one.dataset.s ? "" : one.dataset.s }));
  brushes.forEach((one) => one.addEventListener("click", () => {
    if (chosen.length > 1) { paint(chosen, one); here.focus(); } else dip(brush === one ? null : one);
  }));
  document.getElementById("catatan-buka").addEventListener("click", note);
  undoButton.addEventListener("click", undo);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && brush) dip(null); });

  /* Pointer: a mouse selects, a finger taps through the places; with a brush both paint. */
  let stroke = null;
  const cellUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("#kisi tbody td:not(.share)");
  grid.addEventListener("pointerdown", (event) => {
    const td = event.target.closest("tbody td:not(.share)");
    if (!td || event.button) return;
    const mouse = event.pointerType === "mouse";
    stroke = { mouse, painted: new Set(), from: td };
    if (!mouse) return;
    event.preventDefault();
    go(td, event.shiftKey);
    if (brush) { stroke.painted.add(td); paint([td], brush); }
  });
  grid.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const td = cellUnder(event);
    if (!td) return;
    if (brush) {
      if (!stroke.mouse && td === stroke.from && !stroke.painted.size) return;
      const fresh = [stroke.from, td].filter((one) => !stroke.painted.has(one));
      fresh.forEach((one) => stroke.painted.add(one));
      if (fresh.length) { paint(fresh, brush); go(td, false, false); }
    } else if (stroke.mouse && td !== here) go(td, true);
  });
  const lift = () => { stroke = null; };
  addEventListener("pointerup", (event) => {
    const was = stroke;
    lift();
    if (!was || was.mouse || was.painted.size) return;
    const td = cellUnder(event);
    if (td !== was.from) return;
    go(td);
    if (brush) paint([td], brush); else { const to = cycle(read(td)); change([td], () => to); }
  });
  addEventListener("pointercancel", lift);

  /* What the server counted: shares by person, marks on the cells it names. */
  const cellNamed = (name) => {
    const found = /plan-(\d+)-(\d{8})/.exec(name);
    const row = found ? rows.find((tr) => tr.dataset.p === found[1]) : null;
    return row ? row.cells[days.indexOf(found[2]) + BEFORE] : null;
  };
  let verdict = document.getElementById("hitungan").dataset.announce;
  const counted = () => {
    const part = document.getElementById("hitungan");
    const shares = new Map(part.dataset.shares.trim().split(" ").map((one) => one.split(":")));
    rows.forEach((tr) => { tr.cells[1].firstElementChild.textContent = shares.get(tr.dataset.p); });
    grid.querySelectorAll("td.bad").forEach((td) => td.classList.remove("bad"));
    part.querySelectorAll(".to-cell").forEach((link) => cellNamed(link.hash)?.classList.add("bad"));
    // Said only when the outcome is another one: not after every letter.
    if (part.dataset.announce === verdict) delete part.dataset.announce; else verdict = part.dataset.announce;
    tell();
  };
  document.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target?.id === "hitungan") counted(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.to-cell"), td = link && cellNamed(link.hash);
    if (td) { event.preventDefault(); go(td); }
  });
  if (location.hash) go(cellNamed(location.hash));

  /* Nothing typed is lost by a slip. */
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
})();
