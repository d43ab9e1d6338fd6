/**
 * Shows a saved run as it last looked, before anything is painted and long before Python is there.
 *
 * Rule: it is inlined into the page, after the picture that it replaces. The picture it shows has no
 * code, secret key or time, which may all have changed since.
 */
(() => {
  const { place, storage } = globalThis.savedRun;
  try {
    const [saved] = storage.getItem(place).split(" ", 1);
    const [drawn, ...picture] = storage.getItem(`${place}#picture`).split(" ");
    if (drawn !== saved) return;
    const { html, title } = JSON.parse(picture.join(" "));
    document.getElementById("practice").innerHTML = html;
    document.title = title;
  } catch {
    // There is no saved run, or the browser has no storage.
  } finally {
    delete document.documentElement.dataset.restoring;
  }
})();
