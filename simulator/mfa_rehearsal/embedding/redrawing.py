"""The simulator's pages and roads, drawn again with what the owner of a site has set.

Rule: nothing else of the built simulator changes. The options are in each page, and the page sends
them to Python when it opens a run, so no file can be missing or older than the pages.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from html import escape

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.console.site_options import SiteOptions
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.publish.site import road_file
from mfa_rehearsal.publish.site.page_list import MOMENT, SEED, slugs, way_up
from mfa_rehearsal.publish.site.road_file import Page
from mfa_rehearsal.views import Guide, ViewContext, draw
from mfa_rehearsal.views.bar_values import guide_address

ROADS = "roads/"
WORDS = re.compile(r"runtime/words-[^/]+/guide\.json\.pack$")
PRACTICE = re.compile(
    r'(?<=<div id="practice" class="practice" aria-busy="false">\n).*(?=\n</div>)', re.DOTALL
)
TITLE = re.compile(r"(?<=<title>).*?(?=</title>)")
GUIDE_LINK = re.compile(r'(?<=<a href=")[^"]*(?=" target="_top">guide</a>)')
ROAD = re.compile(r' data-road="[^"]*"')
OPENING = "<html "

Files = Mapping[str, bytes]
"""Files of the simulator's folder by their place in it."""


@dataclass(frozen=True)
class Drawing:
    """What every page is drawn with."""

    guide: Guide
    options: SiteOptions


def redraw(app: Files, options: SiteOptions) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a simulator that has these options, from those of the built one."""
    drawing = Drawing(read_words(app), options)
    pages = [(edition, slug) for edition in EDITIONS for slug in slugs(edition, options)]
    roads = dict(zip(pages, _roads(pages, drawing), strict=True))
    for name, content in app.items():
        if not name.startswith(ROADS) and not name.endswith("index.html"):
            yield name, content
    for page, road in roads.items():
        name = file_of(page)
        yield name, _page(app[name].decode(), page, road, drawing).encode()
    yield from {
        f"{ROADS}{road_file.name_of(road)}": road for road in roads.values() if road
    }.items()


def file_of(page: Page) -> str:
    """Return the place of a page in the folder."""
    edition, slug = page
    return f"{edition}/{slug}/index.html" if slug else f"{edition}/index.html"


def read_words(app: Files) -> Guide:
    """Return the coach's words, which the built simulator contains."""
    name = next(name for name in app if WORDS.search(name))
    return Guide.from_data(json.loads(gzip.decompress(app[name])))


def _roads(pages: list[Page], drawing: Drawing) -> list[bytes]:
    draw_one = partial(road_file.packed, guide=drawing.guide, options=drawing.options)
    with ProcessPoolExecutor() as workers:
        return list(workers.map(draw_one, pages))


def _page(html: str, page: Page, road: bytes, drawing: Drawing) -> str:
    """Return a page of the built simulator with another first screen, road and options."""
    edition, slug = page
    root = f"{way_up(slug)}../../"
    run = open_at(edition, slug, SEED, MOMENT, drawing.options)
    drawn = draw(run, drawing.guide, ViewContext(root=root, live=False))
    html = _replaced(PRACTICE, drawn.html, html)
    html = _replaced(TITLE, escape(drawn.title), html)
    html = _replaced(GUIDE_LINK, root + guide_address(run, slug), html)
    return ROAD.sub("", html, count=1).replace(OPENING, _opening(slug, road, drawing.options), 1)


def _replaced(pattern: re.Pattern[str], text: str, html: str) -> str:
    """Return a page with a part replaced, which every page has."""
    html, count = pattern.subn(lambda _: text, html)
    assert count, f"a page without {pattern.pattern}"
    return html


def _opening(slug: str, road: bytes, options: SiteOptions) -> str:
    data = json.dumps(options.as_data(), separators=(",", ":"))
    address = f'data-road="{way_up(slug)}{ROADS}{road_file.name_of(road)}" ' if road else ""
    return f'{OPENING}data-options="{escape(data)}" {address}'
