"""Waits for a page that Playwright's own assertions cannot express, or for which they take longer.

An assertion that fails at first looks again after 100, 250 and 500 milliseconds, and then once a
second. What every test waits for is noticed here when it happens.
"""

from typing import Any

from playwright.sync_api import Error, FrameLocator, Page

LONGEST_S = 30
READY_MS = 40_000
"""How long a slow machine may take to start Python."""

ANSWERED_MS = 10_000
"""How long it may take to answer a press."""

SETTLED = """(html, [selector, isThere, limit_ms]) => new Promise((settle, refuse) => {
  const document = html.ownerDocument;
  const look = () => {
    if ((document.querySelector(selector) !== null) !== isThere) return;
    observer.disconnect();
    settle();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  AbortSignal.timeout(limit_ms).onabort = () =>
    refuse(new Error(`after ${limit_ms} ms still ${isThere ? "no " : ""}${selector}`));
  look();
})"""
"""A test that sets the page's clock doesn't set that of `AbortSignal`."""

COUNT_FETCHES = """(() => {
  const { fetch } = window;
  window.asked = window.answered = 0;
  window.fetch = (...how) => {
    asked++;
    return fetch(...how).finally(() => answered++);
  };
})()"""
"""Counts what the page fetches, so that a test can wait for it."""


def until(page: Page, script: str) -> Any:
    """Wait until a script returns something true, and return that.

    Playwright's `wait_for_function` needs `eval`, which the simulator's policy forbids.
    """
    for _ in range(LONGEST_S * 20):
        if found := page.evaluate(script):
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"never true within {LONGEST_S} seconds: {script}")


PYTHON_IS_READY = "performance.getEntriesByName('practice:ready').length > 0"


def run_until_started_or_failed(page: Page) -> None:
    """Let the page's time pass until it has started or has given up, and no longer.

    A page that gives up looks for the reason within time limits of its own. They must not pass
    here, because a slow machine needs that time. Nor must the limit of Python's first answer:
    something evaluated in its worker waits until it has answered.
    """
    html = page.locator("html")
    for _ in range(LONGEST_S * 20):
        if html.get_attribute("data-runtime") != "starting":
            return
        if page.evaluate(PYTHON_IS_READY):
            for worker in page.workers:
                worker.evaluate("null")
        page.clock.run_for(2_000)
    raise AssertionError("the page is still starting")


def until_there(where: Page | FrameLocator, selector: str, limit_ms: int = READY_MS) -> None:
    """Wait until a page or a frame has something that a selector finds."""
    _until_settled(where, selector, True, limit_ms)


def until_ready(where: Page | FrameLocator) -> None:
    """Wait until Python has given its first answer."""
    until_there(where, "html[data-runtime=ready]")


def until_answered(where: Page | FrameLocator) -> None:
    """Wait until everything that was pressed is answered."""
    _until_settled(where, "[data-pending]", False, ANSWERED_MS)


def _until_settled(
    where: Page | FrameLocator, selector: str, is_there: bool, limit_ms: int
) -> None:
    """Wait in the page, and in the next one if the browser leaves it."""
    while True:
        try:
            where.locator("html").evaluate(SETTLED, [selector, is_there, limit_ms])
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
        else:
            return


def show_all(where: Page | FrameLocator) -> None:
    """Press Show me up to the lesson's end, and only when everything pressed before is answered.

    The simulated camera sends its own messages, so a changed title doesn't show that a press is
    answered.
    """
    coach = where.get_by_role("region", name="Coach")
    while not coach.locator("[data-finished]").count():
        coach.get_by_role("button", name="Show me", exact=True).click()
        until_answered(where)


def next_frame(page: Page) -> None:
    """Wait until the page has drawn what it has just changed."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")


def let_pass(page: Page, seconds: float) -> None:
    """Give the page time for something that must not happen, or that nothing in it shows."""
    page.wait_for_timeout(1000 * seconds)
