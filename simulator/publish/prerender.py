"""The simulator's pages as they stand before Python has started: one for each step to begin at.

Rule: drawn by the very views that run in the browser, without anything that only a running
simulator can know: no secret, no code, no time.
"""

from pathlib import Path

from simulator.clock import UnixSeconds
from simulator.console import EDITIONS, Edition
from simulator.lessons import enrolment, open_at
from simulator.lessons.drills import drills
from simulator.publish import bundle
from simulator.publish.guide import read_guide
from simulator.views import Guide, Place, page

SEED = "prerender"
MOMENT = UnixSeconds(1_800_000_000)
"""Any moment does: a page that is made beforehand shows none."""


def write_pages(out: Path) -> None:
    """Write `<edition>/index.html` and `<edition>/<slug>/index.html` below a folder."""
    guide, version = read_guide(), bundle.build().name
    for edition in EDITIONS:
        for slug in slugs(edition):
            path = out / edition / slug / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draw_page(edition, slug, guide, version), encoding="utf-8")


def slugs(edition: Edition) -> tuple[str, ...]:
    """Return what a page can be opened at: the beginning, each of the steps, each drill."""
    steps = (step.slug for step in enrolment(edition).steps)
    return ("", *steps, *(drill.slug for drill in drills(edition)))


def draw_page(edition: Edition, slug: str, guide: Guide, version: str) -> str:
    """Return one page.

    Args:
        slug: the step or drill it opens at, or "" for the beginning.
        version: name of the runtime folder that its scripts and styles lie in.
    """
    up = "../../" if slug else "../"
    place = Place(root=f"{up}../../", live=False)
    run = open_at(edition, slug, SEED, MOMENT)
    return page(run, guide, place, slug, f"{up}runtime/{version}/")
