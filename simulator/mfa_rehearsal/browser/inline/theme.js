/**
 * Chooses the theme before anything is painted: the one in the address (`?theme=dark`), or else that
 * of the page around the frame, if this page may look at it. Without either, the system decides.
 *
 * Rule: it is inlined into the page. embedding.js follows later changes.
 */
(() => {
  const root = document.documentElement;
  const wanted = new URLSearchParams(location.search).get("theme");
  try {
    if (wanted) {
      if (/^(light|dark)$/.test(wanted)) root.dataset.theme = wanted;
      return;
    }
    const { color } = getComputedStyle(frameElement.parentElement);
    const [red, green, blue] = color
      .match(/^rgba?\((\d+), (\d+), (\d+)/)
      .slice(1)
      .map(Number);
    root.dataset.theme = 0.3 * red + 0.6 * green + 0.1 * blue > 127 ? "dark" : "light";
  } catch {
    // It isn't in a frame, or the page around it is on another host.
  }
})();
