/* The regions' monthly form while it is filled in: what was typed is sent by htmx, row by row. This
   keeps the page in step with what the server has kept, and nothing typed is lost by a slip. */
"use strict";
(() => {
  const form = document.getElementById("formulir"), told = document.getElementById("tersimpan");
  if (!form || !told) return;
  let typed = false, sending = 0, leaving = false;
  let refused = form.querySelector(".is-invalid") !== null;

  /* A long text is sent while its writer pauses, not only when the field is left. */
  const PAUSE = 2000;
  let pause = 0;
  form.addEventListener("input", (event) => {
    typed = true;
    clearTimeout(pause);
    if (event.target.tagName === "TEXTAREA") {
      pause = setTimeout(() => event.target.dispatchEvent(new Event("change", { bubbles: true })), PAUSE);
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === told) { typed = false; sending += 1; }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.target !== told) return;
    sending -= 1;
    if (!event.detail.successful) typed = true;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== told || event.detail.xhr.responseURL === form.action) return;
    // Signed out meanwhile: the answer is the page to sign in.
    event.detail.shouldSwap = false;
    typed = true;
    told.replaceChildren(document.getElementById("sesi-berakhir").content.cloneNode(true));
  });

  /* Fields that were refused are marked; those that were kept count as unchanged from now on, so
     that a later request does not lay them over what somebody else has answered since. */
  const row = (name) => name.split("_").slice(1).join("_");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== told || !event.detail.requestConfig) return;
    form.querySelectorAll("[data-marked]").forEach((field) => {
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-invalid");
      delete field.dataset.marked;
    });
    const links = [...told.querySelectorAll("[data-refused]")];
    const wrong = new Set(links.map((link) => row(link.dataset.refused.replace("id_", ""))));
    links.forEach((link) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      field.classList.add("is-invalid");
      field.setAttribute("aria-invalid", "true");
      field.dataset.marked = "";
      const folded = field.closest("details");
      if (folded) folded.open = true;
    });
    refused = told.querySelector(".tone-bad") !== null;
    for (const [name, value] of event.detail.requestConfig.formData) {
      const before = form.elements[`initial-${name}`];
      if (before && !wrong.has(row(name))) before.value = value;
    }
  });

  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    if ((typed || sending || refused) && !leaving) event.preventDefault();
  });
})();
