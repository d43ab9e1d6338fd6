"""The simulator, opened in a real browser at the moment of a picture.

Rule: it runs as readers get it; only time and chance stand still, so that the same simulator gives
the same picture again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.screenshots.framing import HEIGHT_PX
from mfa_rehearsal.publish.screenshots.moments import Moment
from mfa_rehearsal.publish.site import assets, prerender

Ground = Literal["light", "dark"]

NOW = 1_800_000_007
"""Seven seconds into a period: codes are fresh. Any such moment does."""

SCALE = 2
SCAN_MS = 1500
"""How long the camera has, to read what is lined up."""

SAME_CHANCE = b"crypto.getRandomValues = (array) => array.fill(7);\n"
"""Before the worker's own lines: every run draws the same secret key."""

MARKED = b"""
*, *::before, *::after { animation-play-state: paused !important; transition: none !important; }
* { caret-color: transparent !important; scrollbar-width: none !important; }
[data-next] { outline: 3px solid #0a6572 !important; outline-offset: 3px !important; }
.app--dark [data-next] { outline-color: #6cc3cf !important; }
"""
"""After the simulator's styles: nothing moves, and a ring marks the control that comes next."""


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
    """Start the system's Chromium, without a window."""
    with sync_playwright() as playwright:
        path = str(chromium.ensure())
        chrome = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        yield chrome
        chrome.close()


@contextmanager
def opened(
    chrome: Browser, edition: str, moment: Moment, ground: Ground, width_px: int
) -> Iterator[Page]:
    """Open the simulator at a moment: its clock stopped, Python started, the presses done.

    A code that the camera has found stays in view: `hold_still` sees to it.
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
    """Choose and name the device, where that comes next."""
    for choice in page.locator("[type=radio][data-next]").all():
        choice.check()
        for name in page.get_by_label("Device name").all():
            name.fill(DEVICE_NAME)


def press(page: Page) -> None:
    """Press the control that comes next, and wait for the page to change: two seconds at most.

    Not for a mark of `performance`: where the clock is stopped there are none.
    """
    practice = page.locator("#practice")
    before = practice.inner_html()
    page.locator("button[data-next]").first.click()
    for _ in range(20):
        page.wait_for_timeout(100)
        if practice.inner_html() != before:
            return
