/**
 * Remembers what is pressed before the page's scripts are there. controls.js presses it then.
 *
 * Rule: it is inlined into the page, so it is there as soon as the first screen is.
 */
(() => {
  /** @type {HTMLButtonElement[]} */
  const pressed = [];

  function remember(/** @type {MouseEvent} */ event) {
    const control = event.target.closest?.("#practice button");
    if (!control) return;
    event.preventDefault();
    if (event.detail < 2) pressed.push(control);
  }

  addEventListener("click", remember);

  /** Presses everything again, in order, now that somebody listens. */
  globalThis.pressEarly = () => {
    removeEventListener("click", remember);
    for (const control of pressed) control.click();
  };
})();
