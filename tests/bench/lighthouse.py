"""`python -m tests.bench.lighthouse`: Lighthouse's speed scores for the pages on an average phone.

Rule: the built site, from a host that compresses and keeps connections alive. Figures are medians
of N runs (default 5). Lighthouse simulates 1.6 Mbit/s, 150 ms and a processor four times slower.
"""

import os
import sys
from pathlib import Path
from statistics import median

from mfa_rehearsal.publish.paths import ROOT

from tests.bench import host
from tests.browser.audits import Outcome, audit

PAGES = ("", "guide/", "classic/", "practice/", "drills/", "trouble/", "why/")
WANTED = 0.95
FIGURES = {
    "first-contentful-paint": "first paint, ms",
    "largest-contentful-paint": "largest paint, ms",
    "total-blocking-time": "blocked, ms",
    "cumulative-layout-shift": "shift",
}
DECIMALS = {"cumulative-layout-shift": 3}


def main() -> None:
    """Measure, print a table, and fail if a page scores below WANTED."""
    runs = int(os.environ.get("N") or 5)
    site = Path(os.environ.get("SITE") or ROOT / "site")
    with host.serve(site) as server:
        addresses = [f"{server.address}/{page}" for page in PAGES]
        outcomes = [list(audit(addresses, ["performance"])) for _ in range(runs)]
    print(f"| Lighthouse, median of {runs} | score | {' | '.join(FIGURES.values())} |")
    print("|---|" + "---:|" * (1 + len(FIGURES)))
    scores = [
        show(page, found) for page, found in zip(PAGES, zip(*outcomes, strict=True), strict=True)
    ]
    sys.exit(min(scores) < WANTED)


def show(page: str, found: tuple[Outcome, ...]) -> float:
    """Print a page's row and return its score."""
    score = median(each.scores["performance"] for each in found)
    medians = {name: median(each.figures[name] for each in found) for name in FIGURES}
    figures = (f"{figure:.{DECIMALS.get(name, 0)}f}" for name, figure in medians.items())
    print(f"| /{page} | {score:.2f} | {' | '.join(figures)} |", flush=True)
    return score


if __name__ == "__main__":
    main()
