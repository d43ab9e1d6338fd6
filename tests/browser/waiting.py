"""Waits for a page that Playwright's own assertions cannot express."""

from typing import Any

from playwright.sync_api import Page

LONGEST_S = 30


def until(page: Page, script: str) -> Any:
    """Wait until a script returns something true, and return that.

    Playwright's `wait_for_function` needs `eval`, which the simulator's policy forbids.
    """
    for _ in range(LONGEST_S * 20):
        if found := page.evaluate(script):
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"never true within {LONGEST_S} seconds: {script}")


def next_frame(page: Page) -> None:
    """Wait until the page has drawn what it has just changed."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")


def let_pass(page: Page, seconds: float) -> None:
    """Give the page time for something that must not happen, or that nothing in it shows."""
    page.wait_for_timeout(1000 * seconds)
