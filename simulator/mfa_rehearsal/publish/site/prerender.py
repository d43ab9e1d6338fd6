"""The simulator's pages before Python has started: one for each step that a reader can start at.

Rule: the same views that run in the browser draw them, without anything that only a running
simulator has: no secret, no code, no time.
"""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.paths import TRANSLATED
from mfa_rehearsal.publish.site import roads
from mfa_rehearsal.publish.site.head import make_head, read_runtime
from mfa_rehearsal.publish.site.page_list import MOMENT, SEED, slugs, way_up
from mfa_rehearsal.views import Guide, Head, ViewContext, page
from mfa_rehearsal.views.templates import ENVIRONMENT

def write_pages(out: Path, runtime: Path, *, quick: bool = False) -> None:
    """Write `<edition>/index.html` and `<edition>/<slug>/index.html` below a folder.

    The roads of the pages go into `roads/`, beside the editions.

    Args:
        runtime: the folder of the files that the pages load; see bundle.py.
        quick: for a site that is being written; see roads.py.
    """
    guide, known = read_guide(), read_runtime(runtime)
    pages = [(edition, slug) for edition in EDITIONS for slug in slugs(edition)]
    names = roads.write_roads(pages, guide, out / "roads", quick=quick)
    TRANSLATED.mkdir(parents=True, exist_ok=True)
    ENVIRONMENT.bytecode_cache = FileSystemBytecodeCache(str(TRANSLATED))
    for edition, slug in pages:
        path = out / edition / slug / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = make_head(known, way_up(slug))
        name = names.get((edition, slug))
        road = f"{way_up(slug)}roads/{name}" if name else ""
        path.write_text(draw_page(edition, slug, guide, head, road), encoding="utf-8")


def draw_page(edition: Edition, slug: str, guide: Guide, head: Head, road: str = "") -> str:
    """Return one page.

    Args:
        slug: the step or drill it opens at, or "" for the beginning.
        road: the address of what its next presses become, or "".
    """
    context = ViewContext(root=f"{way_up(slug)}../../", live=False)
    return page(open_at(edition, slug, SEED, MOMENT), guide, context, slug, head, road)
