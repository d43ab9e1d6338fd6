"""`python -m tests.bench.painting`: when a page's largest part is painted, beside plain Material.

Rule: the built site beside the same Markdown with plain Material, in turn, both from a host that
compresses. A page with a simulator in it, and the simulator's own, are held against the plain
page about it. N says how many rounds.
"""

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site import postbuild
from playwright.sync_api import Browser, sync_playwright

from tests.bench import building, host
from tests.bench.visit import LARGEST_PAINT, SETTLED_MS

PAGES = {
    "guide/": "guide/",
    "practice/": "practice/",
    "practice/app/today/": "practice/",
}
"""Pages of ours, each with the plain one that it is held against."""

MOST = 1.05
"""The largest paint may come so many times as late as on the plain page."""


def main() -> None:
    """Measure, print a table, and fail when a page is painted later than it may be."""
    rounds = int(os.environ.get("N") or 9)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        config = building.write_plain(Path(folder))
        building.build(config, folder)
        plain = Path(folder) / config.stem
        postbuild.write_copies(plain)
        browser = playwright.chromium.launch(
            executable_path=chromium.ensure(), args=list(chromium.FLAGS)
        )
        with host.serve(ROOT / "site") as ours, host.serve(plain) as theirs:
            taken = [
                {
                    page: (
                        largest_ms(browser, f"{ours.address}/{page}"),
                        largest_ms(browser, f"{theirs.address}/{beside}"),
                    )
                    for page, beside in PAGES.items()
                }
                for _ in range(rounds)
            ]
    print(f"| Largest paint, median of {rounds} | ms | plain Material, ms | ratio |")
    print("|---|--:|--:|--:|")
    ratios = [show(page, [each[page] for each in taken]) for page in PAGES]
    sys.exit(max(ratios) > MOST)


def largest_ms(browser: Browser, address: str) -> float:
    """Return when a page's largest part was painted, on a first visit."""
    context = browser.new_context()
    page = context.new_page()
    page.wait_for_timeout(SETTLED_MS)
    page.goto(address)
    page.wait_for_timeout(SETTLED_MS)
    taken_ms = float(page.evaluate(LARGEST_PAINT))
    context.close()
    return taken_ms


def show(page: str, taken: list[tuple[float, float]]) -> float:
    """Print a page's row and return the ratio."""
    ours = median(ours_ms for ours_ms, _ in taken)
    theirs = median(theirs_ms for _, theirs_ms in taken)
    print(f"| /{page} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} |", flush=True)
    return ours / theirs


if __name__ == "__main__":
    main()
