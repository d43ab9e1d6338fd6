"""Take the guide's pictures from the simulator itself: one for each step of each edition.

Each is taken in light and in dark, and once more as a crop that can be read on a phone.

Rule: nothing is retouched. The simulator runs as readers get it, in a real browser; only time and
chance stand still, so that the same simulator gives the same bytes again.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, sync_playwright

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.lessons import guide_lesson
from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.loopback import serve
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.screenshots.png import as_webp, squeeze
from mfa_rehearsal.publish.site import assets

Ground = Literal["light", "dark"]

IMAGES = ROOT / "images"
NOW = 1_800_000_007
"""Seven seconds into a period: codes are fresh. Any such moment does."""

SCALE = 2
SMALL_WIDTH_PX = 1110
"""Width of the window for a crop: the console's column is narrow then, and its letters large."""

CROPS = ("topbar", "panel", "sign-in__card", "dialog", "phone__body", "rows")
"""Classes of what a crop is of: the innermost of these around the control that comes next."""

NEAREST = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in CROPS)
CROP_MARGIN_PX = 12
SCAN_MS = 1500
"""How long the camera has, to read what is lined up."""

HEIGHT_PX = 800
WIDTHS_PX = {("Console",): 1596, ("Console", "Phone"): 1280, ("Simulator",): 1280}
"""Widths of the window, by what is in the picture: the first two make it equally wide."""


@dataclass(frozen=True)
class Moment:
    """When and of what a picture is taken.

    Args:
        opens_at: slug of the step at which the simulator is opened.
        presses: how often the control that comes next is pressed before.
        shows: the regions in the picture, or "Simulator" for all there is.
        crop: CSS selector of the parts in the crop; "" for the part around what comes next.
    """

    opens_at: str
    presses: int = 0
    shows: tuple[str, ...] = ("Console",)
    crop: str = ""


BOTH = ("Console", "Phone")
MOMENTS = {
    "open-security-credentials": Moment(
        "open-security-credentials", presses=1, crop=".topbar, .menu__list"
    ),
    "choose-authenticator-app": Moment(
        "choose-authenticator-app", crop=".panel:has(.kinds), .dialog, .actions:has([data-next])"
    ),
    "confirm-success": Moment("confirm-success", crop="#console-notice, #mfa-section, .dialog"),
    "find-the-mfa-section": Moment("find-the-mfa-section", presses=1),
    "open-the-authenticator": Moment("open-the-authenticator", presses=1, shows=BOTH),
    "scan-the-qr-code": Moment("scan-the-qr-code", presses=2, shows=BOTH),
    "type-the-secret-key": Moment("type-the-secret-key", presses=2, shows=BOTH),
    "see-the-codes": Moment("see-the-codes", shows=BOTH, crop=".phone__body"),
    "enter-two-codes": Moment("submit-at-once", shows=BOTH),
    "submit-at-once": Moment("submit-at-once", shows=BOTH),
}
"""A step's picture is taken before its last press. Those not named here have but one."""

WHOLE = Moment("scan-the-qr-code", presses=2, shows=("Simulator",))

SAME_CHANCE = b"crypto.getRandomValues = (array) => array.fill(7);\n"
"""Before the worker's own lines: every run draws the same secret key."""

MARKED = b"""
*, *::before, *::after { animation-play-state: paused !important; transition: none !important; }
* { caret-color: transparent !important; scrollbar-width: none !important; }
[data-next] { outline: 3px solid #0a6572 !important; outline-offset: 3px !important; }
.app--dark [data-next] { outline-color: #6cc3cf !important; }
"""
"""After the simulator's styles: nothing moves, and a ring marks the control that comes next."""


def take_all(only: str = "") -> None:
    """Write images/<edition>/<slug>.png and the variants beside it, those that have changed.

    Args:
        only: a part of the names of those to take, or "" for all.
    """
    assets.build()
    with web_app() as folder, serve(folder, hold_still) as address, browser() as chrome:
        for place, moment in pictures():
            if only in place:
                take_variants(chrome, f"{address}/practice/app", place, moment)


GROUNDS: tuple[tuple[Ground, str], ...] = (("light", ""), ("dark", "-dark"))


def take_variants(chrome: Browser, address: str, place: str, moment: Moment) -> None:
    """Write a picture in light and dark, whole and as a crop."""
    edition = f"{address}/{place.partition('/')[0]}/"
    for ground, ending in GROUNDS:
        with opened(chrome, edition, moment, ground, WIDTHS_PX[moment.shows]) as page:
            png = take(page, moment.shows)
        if ground == "light":
            write(IMAGES / f"{place}.png", png)
        write(IMAGES / f"{place}{ending}.webp", as_webp(png))
        with opened(chrome, edition, moment, ground, SMALL_WIDTH_PX) as page:
            crop = squeeze(page.screenshot(clip=cropped(page, moment.crop)))
        write(IMAGES / f"{place}-small{ending}.webp", as_webp(crop))


def pictures() -> Iterator[tuple[str, Moment]]:
    """Return each picture's place below images/, without suffix, and its moment."""
    yield "today/simulator", WHOLE
    for edition in EDITIONS:
        for step in guide_lesson(edition).steps:
            yield f"{edition}/{step.slug}", MOMENTS.get(step.slug, Moment(step.slug))


@contextmanager
def web_app() -> Iterator[Path]:
    """Lay the simulator's files out as on the site, without the guide: it needs the pictures."""
    with TemporaryDirectory() as folder:
        for address, path in assets.files():
            copy = Path(folder) / address
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        yield Path(folder)


def hold_still(name: str, content: bytes) -> bytes:
    """Return a file of the site as it is sent for a picture."""
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


def take(page: Page, shows: tuple[str, ...]) -> bytes:
    """Return a picture of some regions, as PNG."""
    if shows == ("Simulator",):
        return squeeze(page.screenshot())
    boxes = [page.get_by_role("region", name=name, exact=True).bounding_box() for name in shows]
    clip = around([box for box in boxes if box])
    return squeeze(page.screenshot(clip=clip), cut_foot=shows == ("Console",))


def cropped(page: Page, parts: str) -> FloatRect:
    """Return the box of what a picture is about, small enough to be read on a phone."""
    following = page.locator("[data-next]").first
    if following.count():
        following.scroll_into_view_if_needed()
    nearest = following.locator(f"xpath=ancestor-or-self::*[{NEAREST}][1]")
    console = page.get_by_role("region", name="Console", exact=True)
    wanted = page.locator(parts).all() if parts else nearest.all() or [console]
    box = around([box for part in wanted if (box := part.bounding_box())])
    top = max(box["y"] - CROP_MARGIN_PX, 0)
    left = max(box["x"] - CROP_MARGIN_PX, 0)
    height = min(box["height"] + 2 * CROP_MARGIN_PX, HEIGHT_PX - top)
    width = min(box["width"] + 2 * CROP_MARGIN_PX, SMALL_WIDTH_PX - left)
    return {"x": left, "y": top, "width": width, "height": height}


def around(boxes: list[FloatRect]) -> FloatRect:
    """Return the smallest box that holds all boxes."""
    left, top = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def write(path: Path, png: bytes) -> None:
    """Write a picture, unless it stands there already."""
    if path.exists() and path.read_bytes() == png:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png)
    print(f"{path.relative_to(ROOT)}  {len(png) // 1024} kB", flush=True)


if __name__ == "__main__":
    take_all(*sys.argv[1:2])
