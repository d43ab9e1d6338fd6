"""`python -m tests.bench.painting`: the largest paint of pages, compared with plain Material.

Rule: the built site and the same Markdown with plain Material take turns, both from a host that
compresses. The page that embeds the simulator, and the simulator's own page, are compared with the
plain version of the embedding page. The limit holds for the pages that both have: a console, a
phone and the coach are more to paint than a page of text. N sets the rounds.

A paint happens at a frame, so a median jumps by 16 ms when two pages differ by less. The mean of
the middle half of the rounds does not.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import mean
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
"""Our pages, each with the plain page to compare it with."""

MOST = 1.05
"""The largest paint of a page may take at most this many times as long as with plain Material."""


def main() -> None:
    """Measure, print a table, and fail if a ratio is above MOST."""
    rounds = int(os.environ.get("N") or 25)
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
    print(f"| Largest paint, middle of {rounds} rounds | ms | plain Material, ms | ratio |")
    print("|---|--:|--:|--:|")
    ratios = {page: show(page, [each[page] for each in taken]) for page in PAGES}
    sys.exit(any(ratios[page] > MOST for page, beside in PAGES.items() if page == beside))


def largest_ms(browser: Browser, address: str) -> float:
    """Return the time of a page's largest paint on a first visit."""
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
    ours = middle(ours_ms for ours_ms, _ in taken)
    theirs = middle(theirs_ms for _, theirs_ms in taken)
    print(f"| /{page} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} |", flush=True)
    return ours / theirs


def middle(values: Iterable[float]) -> float:
    """Return the mean of the middle half of some values."""
    in_order = sorted(values)
    quarter = len(in_order) // 4
    return mean(in_order[quarter : len(in_order) - quarter])


if __name__ == "__main__":
    main()
