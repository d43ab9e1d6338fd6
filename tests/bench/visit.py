"""One reader's visits to one page: a first one, a second, one without a network; and the figures.

Rule: times are taken in the page, from navigation to the mark or from a press to the mark; what
asks for them waits in the page and disturbs nothing.
"""

import statistics
from dataclasses import dataclass

from playwright.sync_api import Page, Playwright

from tests.bench.columns import MARK, Column
from tests.bench.host import Bytes, Host, weigh
from tests.bench.profiles import Profile
from tests.bench.reader import Reader, opened, patience, reading

PRESSES = 40
PAUSE_MS = 100
SETTLED_MS = 2000
"""From the first answer until it is surely painted; and from a browser's own start, or a new
page's, until nothing of it is left to do: who visits a page has a browser that runs."""

KEPT_AFTER_S = 120
"""How long it may take until the browser keeps what it keeps. That is not measured."""

MEMORY = "mfa-rehearsal-start"
"""How the cache of Python's memory is named; see simulator/mfa_rehearsal/browser/snapshot.js."""

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
"""Waits for the site and for Python's memory, as a reader does who stays a while."""


@dataclass(frozen=True)
class Figures:
    """What one reader's visits gave; None where a page has no such thing."""

    sent: Bytes
    first_answer_ms: float
    first_screen_ms: float | None = None
    press_p50_ms: float | None = None
    press_p95_ms: float | None = None
    memory_bytes: float | None = None
    second_answer_ms: float | None = None
    offline_answer_ms: float | None = None


def measure(playwright: Playwright, host: Host, column: Column, profile: Profile) -> Figures:
    """Make all visits to a column's page."""
    with reading(playwright, column, profile) as reader:
        return visits(reader, host) if column.press else only_visit(reader, host)


def only_visit(reader: Reader, host: Host) -> Figures:
    """Return the figures of a floor: it has an answer and no more."""
    with opened(reader) as page:
        first_ms = answered_ms(reader, page, host)
        return Figures(weigh(host.sent_since_mark()), first_ms)


def visits(reader: Reader, host: Host) -> Figures:
    """Return all figures of a page that can be pressed."""
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
    """Open the address and return when it answered, counted from navigation."""
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
    """Visit with no network, and no server either: `set_offline` leaves service workers online."""
    reader.context.set_offline(True)
    host.away = True
    try:
        return again_ms(reader, host)
    finally:
        host.away = False


def press(page: Page, column: Column) -> list[float]:
    """Press again and again, and return how long each answer took."""
    script = PRESS.replace("HOW", column.press, 1)
    taken = []
    for _ in range(PRESSES):
        taken.append(float(page.evaluate(script)))
        page.wait_for_timeout(PAUSE_MS)
    return taken


def percentiles(values: list[float]) -> tuple[float, float]:
    """Return the 50th and the 95th."""
    return statistics.median(values), statistics.quantiles(values, n=20, method="inclusive")[-1]
