"""`python -m tests.bench.startup`: how much time each start-up trick saves.

Rule: each trick is switched off separately, and all the small ones together. Each of N rounds (20)
starts every variant once, in a fresh browser context, and compares it with that round's start with
everything on. TRICKS=fast-import,stubs measures only these.
"""

import os
import statistics
from pathlib import Path

from mfa_rehearsal.publish import chromium, loopback
from mfa_rehearsal.publish.paths import CACHE
from mfa_rehearsal.publish.runtime.startup.switches import PREFIX, TRICKS, VARIABLE
from mfa_rehearsal.publish.site import assets, precache, serving
from playwright.sync_api import Browser, sync_playwright

SITES = CACHE / "bench-startup"
SMALL = ("dataclass-code", "fast-import")
SETTLED_MS = 500
MARKS = """() => new Promise((resolve) => {
  const first = (name) => performance.getEntriesByName(name)[0]?.startTime;
  const look = () => {
    const marks = [first("practice:ready"), first("practice:answered")];
    if (marks.every(Boolean)) resolve(marks); else setTimeout(look, 20);
  };
  look();
})"""


def main() -> None:
    """Build a site for each variant, visit them in turn and print a table."""
    rounds = int(os.environ.get("N") or 20)
    chosen = (os.environ.get("TRICKS") or ",".join(TRICKS)).split(",")
    without = {"all on": (), **{name: (name,) for name in chosen}, "small ones": SMALL}
    sites = {name: build(name, off) for name, off in without.items()}
    taken = visit_all(sites, rounds)
    print(f"| Without, {rounds} rounds | ready, ms | ratio | fastest quarter", end=" ")
    print("| answered, ms | ratio | fastest quarter |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, marks in taken.items():
        print(f"| {name} | {' | '.join(columns(marks, taken['all on']))} |")


def build(name: str, off: tuple[str, ...]) -> Path:
    """Build the simulator with some tricks switched off, and return the folder to serve."""
    os.environ[VARIABLE] = ",".join(f"{PREFIX}{trick}" for trick in off)
    out = SITES / name / "made"
    assets.build(out)
    site = SITES / name / "site"
    serving.copy_files([(address, str(path)) for address, path in assets.files(out)], site)
    precache.write_uninstaller(site)
    return site


def visit_all(sites: dict[str, Path], rounds: int) -> dict[str, list[list[float]]]:
    """Return the marks of each site's starts, without an uncounted first round."""
    taken: dict[str, list[list[float]]] = {name: [] for name in sites}
    with sync_playwright() as playwright:
        path = str(chromium.ensure())
        browser = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        for round in range(rounds + 1):
            for name, site in sites.items():
                with loopback.serve(site) as address:
                    marks = visit(browser, f"{address}/practice/app/today/")
                if round:
                    taken[name].append(marks)
        browser.close()
    return taken


def visit(browser: Browser, address: str) -> list[float]:
    """Return when Python could answer and when its first answer was drawn, since navigation."""
    context = browser.new_context()
    page = context.new_page()
    page.wait_for_timeout(SETTLED_MS)
    page.goto(address)
    marks: list[float] = page.evaluate(MARKS)
    context.close()
    return marks


def columns(marks: list[list[float]], on: list[list[float]]) -> list[str]:
    """Return medians, median ratios per round, and ratios of the fastest quarters.

    On a busy machine, the fastest quarter of the starts was disturbed least.
    """
    shown = []
    for mark in (0, 1):
        taken, with_all = [each[mark] for each in marks], [each[mark] for each in on]
        ratios = [ours / theirs for ours, theirs in zip(taken, with_all, strict=True)]
        shown += [f"{statistics.median(taken):.0f}", f"{statistics.median(ratios):.3f}"]
        shown += [f"{quarter(taken) / quarter(with_all):.3f}"]
    return shown


def quarter(taken: list[float]) -> float:
    """Return the time within which a quarter of the starts finished."""
    return statistics.quantiles(taken, n=4)[0] if len(taken) > 1 else taken[0]


if __name__ == "__main__":
    main()
