"""The simulator, opened in a real browser for a picture.

Rule: it runs as readers get it, but with fixed time and randomness, so the same simulator always
gives the same picture.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from mfa_rehearsal.console.world import PASSKEY
from mfa_rehearsal.lessons.solutions.passkey_lessons import NAME as PASSKEY_NAME
from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.screenshots.framing import HEIGHT_PX
from mfa_rehearsal.publish.screenshots.moments import Moment
from mfa_rehearsal.publish.site import assets, prerender

Ground = Literal["light", "dark"]

NOW = 1_800_000_007
"""Seven seconds into a period, when codes are fresh."""

SCALE = 2
SCAN_MS = 1500
"""How long the camera gets to read what is lined up."""

SAME_CHANCE = b"crypto.getRandomValues = (array) => array.fill(7);\n"
"""Runs before the worker's own code, so every run has the same secret key."""

MARKED = b"""
*, *::before, *::after { animation-play-state: paused !important; transition: none !important; }
* { caret-color: transparent !important; scrollbar-width: none !important; }
[data-next] { outline: 3px solid #0a6572 !important; outline-offset: 3px !important; }
.app--dark [data-next] { outline-color: #6cc3cf !important; }
.browser__place:has([data-next]) { outline: 3px solid #0a6572; outline-offset: 3px; z-index: 1; }
.browser__place [data-next] { outline: none !important; }
"""
"""Follows the simulator's styles: nothing moves, and a ring marks the control that comes next."""


@contextmanager
def still_app() -> Iterator[Path]:
    """Write a copy of the simulator in which nothing moves, without the guide.

    Its pages are drawn again because they contain the hash of each file.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for address, path in assets.files():
            copy = folder / address
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(hold_still(path.name, path.read_bytes()))
        app = folder / "practice/app"
        prerender.write_pages(app, app / "runtime")
        yield folder


def hold_still(name: str, content: bytes) -> bytes:
    """Return a file of the site as it is in the copy."""
    if name == "worker.js":
        return SAME_CHANCE + content
    if name == "scanner.js":
        return content.replace(b"FOUND_MS = 500", b"FOUND_MS = 600_000")
    return content + MARKED if name == "styles.css" else content


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium without a window."""
    with sync_playwright() as playwright:
        path = str(chromium.ensure())
        chrome = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        yield chrome
        chrome.close()


@contextmanager
def opened(
    chrome: Browser, edition: str, moment: Moment, ground: Ground, width_px: int
) -> Iterator[Page]:
    """Open the simulator at a moment: clock stopped, Python started, controls pressed.

    `hold_still` keeps a code that the camera has found in view.
    """
    window: ViewportSize = {"width": width_px, "height": HEIGHT_PX}
    page = chrome.new_page(viewport=window, device_scale_factor=SCALE, timezone_id="UTC")
    page.emulate_media(color_scheme=ground, reduced_motion="reduce")
    page.clock.set_fixed_time(NOW)
    page.goto(f"{edition}{moment.opens_at}/")
    page.locator("html[data-runtime=ready]").wait_for()
    fill_in(page)
    for _ in range(moment.presses):
        press(page)
    page.mouse.move(0, 0)
    if page.locator("[data-scan-status]").count():
        page.wait_for_timeout(SCAN_MS)
    yield page
    page.close()


def fill_in(page: Page) -> None:
    """Choose and name the device if that comes next."""
    for choice in page.locator(".kinds [type=radio][data-next]").all():
        choice.check()
        is_passkey = choice.get_attribute("value") == PASSKEY
        for name in page.get_by_label("Device name").all():
            name.fill(PASSKEY_NAME if is_passkey else DEVICE_NAME)


def press(page: Page) -> None:
    """Press the control that comes next, and wait up to two seconds for the page to change.

    It can't wait for a mark of `performance`, because a stopped clock sets none.
    """
    practice = page.locator("#practice")
    before = practice.inner_html()
    page.locator("button[data-next]").first.click()
    for _ in range(20):
        page.wait_for_timeout(100)
        if practice.inner_html() != before:
            return
