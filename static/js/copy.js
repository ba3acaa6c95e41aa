/* Copying an address that is shown once. Without it, or without leave, the field is selected. */
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.querySelector("[data-copy-said]").textContent = "Tersalin";
      } catch {
        button.querySelector("[data-copy-said]").textContent = "Tekan Ctrl+C";
      }
    });
  }
})();
