"""Waits for a page that Playwright's own assertions cannot express."""

from typing import Any

from playwright.sync_api import FrameLocator, Page, expect

LONGEST_S = 30

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


def run_until_started_or_failed(page: Page) -> None:
    """Let the page's time pass until it has started or has given up, and no longer.

    A page that gives up looks for the reason within time limits of its own. They must not pass
    here, because a slow machine needs that time.
    """
    html = page.locator("html")
    for _ in range(LONGEST_S * 20):
        if html.get_attribute("data-runtime") != "starting":
            return
        page.clock.run_for(2_000)
    raise AssertionError("the page is still starting")


def show_all(where: Page | FrameLocator) -> None:
    """Press Show me up to the lesson's end, and only when everything pressed before is answered.

    The simulated camera sends its own messages, so a changed title doesn't show that a press is
    answered.
    """
    coach = where.get_by_role("region", name="Coach")
    pending = where.locator("[data-pending]")
    while not coach.locator("[data-finished]").count():
        coach.get_by_role("button", name="Show me", exact=True).click()
        expect(pending).to_have_count(0)


def next_frame(page: Page) -> None:
    """Wait until the page has drawn what it has just changed."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")


def let_pass(page: Page, seconds: float) -> None:
    """Give the page time for something that must not happen, or that nothing in it shows."""
    page.wait_for_timeout(1000 * seconds)
