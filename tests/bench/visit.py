"""One reader's visits to one page: the first, a second and one without a network.

Rule: times are measured in the page, from navigation or a press to the mark. The measuring script
waits in the page and disturbs nothing.
"""

import statistics
from dataclasses import dataclass, replace

from playwright.sync_api import Page, Playwright

from tests.bench.columns import LESSON, MARK, Column
from tests.bench.host import Bytes, Host, weigh
from tests.bench.profiles import Profile
from tests.bench.reader import Reader, opened, patience, reading

PRESSES = 40
PAUSE_MS = 100
SETTLED_MS = 2000
"""Enough for the first answer to be painted, and for a new browser or page to become idle, because
readers open a page in a browser that is already running."""

KEPT_AFTER_S = 120
"""How long the browser may take to store the site. That time is not measured."""

MEMORY = "mfa-rehearsal memory "
"""The name of the cache with Python's memory; see simulator/mfa_rehearsal/browser/snapshot.js."""

NEXT_MARK = f"""new Promise((resolve) => {{
  const observer = new PerformanceObserver((list) => {{
    const mark = list.getEntriesByName("{MARK}")[0];
    if (mark) {{ observer.disconnect(); resolve(mark.startTime); }}
  }});
  observer.observe({{ type: "mark", buffered: BUFFERED }});
}})"""
FIRST_ANSWER = f"() => {NEXT_MARK.replace('BUFFERED', 'true')}"
PRESS = f"""async () => {{
  const answered = {NEXT_MARK.replace("BUFFERED", "false")};
  const begun = performance.now();
  (HOW)();
  return (await answered) - begun;
}}"""
LARGEST_PAINT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
EARLY_PRESSES = f"""async () => {{
  const painted = await new Promise((resolve) => {{
    new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime))
      .observe({{ type: "paint", buffered: true }});
  }});
  const times = [];
  while (times.length < 5) {{
    const answered = {NEXT_MARK.replace("BUFFERED", "false")};
    document.querySelector("button[data-next]").click();
    times.push((await answered) - painted);
  }}
  return times;
}}"""
"""Returns when each of five presses was answered, in milliseconds after the first screen."""
PICTURE_KEPT = """() => Object.keys(localStorage).some((place) => {
  const [saved] = localStorage[place].split(" ", 1);
  const picture = localStorage[`${place}#picture`];
  return picture?.startsWith(saved) && picture.includes(JSON.stringify(document.title));
})"""
"""Whether the browser has stored how the run that it has saved looks."""

RESTORED = """async () => {
  const painted_ms = await new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime))
      .observe({ type: "paint", buffered: true });
  });
  const frame = () => new Promise(requestAnimationFrame);
  const isHidden = () => "restoring" in document.documentElement.dataset;
  if (!isHidden()) return [painted_ms, document.title];
  while (isHidden()) await frame();
  return [await frame(), document.title];
}"""
"""Returns when the first screen was painted, in milliseconds since navigation, and the page's title
then. The screen of a saved run is hidden until all of the page has arrived."""

KEPT = f"""async () => {{
  const end = performance.now() + {KEPT_AFTER_S * 1000};
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  await Promise.race([navigator.serviceWorker.ready, pause({KEPT_AFTER_S * 1000})]);
  while (performance.now() < end) {{
    const names = (await caches.keys()).filter((name) => name.startsWith("{MEMORY}"));
    for (const name of names) {{
      const kept = await (await caches.open(name)).keys();
      if (kept.some(({{ url }}) => url.includes("/memory?"))) return true;
    }}
    await pause(500);
  }}
  return Boolean(navigator.serviceWorker.controller);
}}"""
"""Waits until the site and Python's memory are stored, like a reader who stays a while."""


@dataclass(frozen=True)
class Figures:
    """The figures of one reader's visits; None for those that a page doesn't have."""

    sent: Bytes
    first_answer_ms: float
    first_screen_ms: float | None = None
    press_p50_ms: float | None = None
    press_p95_ms: float | None = None
    memory_bytes: float | None = None
    second_answer_ms: float | None = None
    offline_answer_ms: float | None = None
    first_press_ms: float | None = None
    fifth_press_ms: float | None = None
    kept_run_ms: float | None = None


def measure(playwright: Playwright, host: Host, column: Column, profile: Profile) -> Figures:
    """Make all visits to a column's page."""
    with reading(playwright, column, profile) as reader:
        figures = visits(reader, host) if column.press else only_visit(reader, host)
    if not column.ours:
        return figures
    with reading(playwright, column, profile) as reader:
        first_ms, fifth_ms, title = early_presses(reader, host)
        kept_ms = kept_run_ms(reader, host, title)
    return replace(figures, first_press_ms=first_ms, fifth_press_ms=fifth_ms, kept_run_ms=kept_ms)


def early_presses(reader: Reader, host: Host) -> tuple[float, float, str]:
    """Press what comes next as soon as the first screen is painted, and again after each answer.

    Returns:
        when the first and the fifth press were answered, and the title of the last screen, once
        the browser has stored how it looks.
    """
    with opened(reader) as page:
        page.wait_for_timeout(SETTLED_MS)
        with patience(reader, reader.profile.patience_s):
            page.goto(f"{host.address}/{LESSON}", wait_until="commit")
            answered = page.evaluate(EARLY_PRESSES)
            page.wait_for_function(PICTURE_KEPT, timeout=0)
            return float(answered[0]), float(answered[-1]), page.title()


def kept_run_ms(reader: Reader, host: Host, title: str) -> float:
    """Open the page again and return when the saved run's screen was painted.

    Raises:
        RuntimeError: the first thing painted was another screen.
    """
    with opened(reader) as page:
        page.wait_for_timeout(SETTLED_MS)
        with patience(reader, reader.profile.patience_s):
            page.goto(f"{host.address}/{LESSON}", wait_until="commit")
            painted_ms, painted = page.evaluate(RESTORED)
    if painted != title:
        raise RuntimeError(f"The saved run was at {title!r}; first painted was {painted!r}.")
    return float(painted_ms)


def only_visit(reader: Reader, host: Host) -> Figures:
    """Return the figures of a floor, which only has a first answer."""
    with opened(reader) as page:
        first_ms = answered_ms(reader, page, host)
        return Figures(weigh(host.sent_since_mark()), first_ms)


def visits(reader: Reader, host: Host) -> Figures:
    """Return all figures of a page with a button."""
    with opened(reader) as page:
        first_ms = answered_ms(reader, page, host)
        sent = weigh(host.sent_since_mark())
        with patience(reader, reader.profile.patience_s + KEPT_AFTER_S):
            page.wait_for_timeout(SETTLED_MS)
            screen_ms = float(page.evaluate(LARGEST_PAINT))
            kept = reader.column.offline and bool(page.evaluate(KEPT))
            presses = press(page, reader.column)
        memory_bytes = reader.memory_bytes
    p50_ms, p95_ms = percentiles(presses)
    second_ms = again_ms(reader, host)
    offline_ms = offline_again_ms(reader, host) if kept else None
    return Figures(sent, first_ms, screen_ms, p50_ms, p95_ms, memory_bytes, second_ms, offline_ms)


def answered_ms(reader: Reader, page: Page, host: Host) -> float:
    """Open the address and return the time of the first answer since navigation."""
    page.wait_for_timeout(SETTLED_MS)
    with patience(reader, reader.profile.patience_s):
        host.mark()
        page.goto(f"{host.address}/{reader.column.address}", wait_until="commit")
        return float(page.evaluate(FIRST_ANSWER))


def again_ms(reader: Reader, host: Host) -> float:
    """Open the address in a new page of the same browser."""
    with opened(reader) as page:
        return answered_ms(reader, page, host)


def offline_again_ms(reader: Reader, host: Host) -> float:
    """Visit without a network or server, because `set_offline` leaves service workers online."""
    reader.context.set_offline(True)
    host.away = True
    try:
        return again_ms(reader, host)
    finally:
        host.away = False


def press(page: Page, column: Column) -> list[float]:
    """Press the button repeatedly and return how long each answer took."""
    script = PRESS.replace("HOW", column.press, 1)
    taken = []
    for _ in range(PRESSES):
        taken.append(float(page.evaluate(script)))
        page.wait_for_timeout(PAUSE_MS)
    return taken


def percentiles(values: list[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=20, method="inclusive")[-1]
