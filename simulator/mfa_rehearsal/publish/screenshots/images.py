"""Take the guide's pictures in the simulator: one for each step of each edition.

Each is taken in light and dark, whole and as a crop that is readable on a phone.

Rule: nothing is retouched.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from mfa_rehearsal.publish.loopback import serve
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.screenshots.framing import SMALL_WIDTH_PX, WIDTHS_PX, cropped, take
from mfa_rehearsal.publish.screenshots.moments import Moment, pictures
from mfa_rehearsal.publish.screenshots.png import as_webp, squeeze
from mfa_rehearsal.publish.screenshots.stage import Ground, browser, opened, still_app
from mfa_rehearsal.publish.site import assets

IMAGES = ROOT / "images"


def take_all(only: str = "") -> None:
    """Write images/<edition>/<slug>.png and the variants beside it, if it has changed.

    Args:
        only: part of the names of the pictures to take, or "" for all.
    """
    assets.build()
    with still_app() as folder, serve(folder) as address, browser() as chrome:
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


def write(path: Path, png: bytes) -> None:
    """Write a picture unless it is there already."""
    if path.exists() and path.read_bytes() == png:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png)
    print(f"{path.relative_to(ROOT)}  {len(png) // 1024} kB", flush=True)


if __name__ == "__main__":
    take_all(*sys.argv[1:2])
