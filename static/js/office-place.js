/* Fills an office's point with where this browser is. Only on a press of the button. */
"use strict";
(() => {
  const field = document.querySelector("[data-place]");
  const blank = document.querySelector("[data-place-ask]");
  if (!field || !blank || !navigator.geolocation) return;
  const WAIT_MS = 15000, DIGITS = 5;
  field.insertAdjacentElement("afterend", blank.content.firstElementChild.cloneNode(true));
  const box = field.nextElementSibling;
  const button = box.querySelector("button"), said = box.querySelector("[data-place-said]");
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = said.dataset.asking;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      field.value = coords.latitude.toFixed(DIGITS) + ", " + coords.longitude.toFixed(DIGITS);
      said.textContent = said.dataset.done + " ± " + Math.round(coords.accuracy) + " m.";
      button.disabled = false;
    }, () => {
      said.textContent = said.dataset.failed;
      button.disabled = false;
    }, { enableHighAccuracy: true, timeout: WAIT_MS });
  });
})();
