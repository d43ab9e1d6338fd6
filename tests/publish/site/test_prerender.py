"""The pages that load before Python does match golden files.

After an intended change, run GOLDEN=write make test and read the diff.
"""

import os
from pathlib import Path

import pytest
from markupsafe import Markup
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.lessons import guide_lessons
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.runtime import bundle
from mfa_rehearsal.publish.site.page_list import slugs, way_up
from mfa_rehearsal.publish.site.prerender import draw_page, write_pages
from mfa_rehearsal.views import Head, Linked

GOLDEN = ROOT / "tests" / "golden"
GUIDE = read_guide()
PAGES = [
    (edition, slug)
    for edition in EDITIONS
    for lesson in guide_lessons(edition)
    for slug in ("" if lesson.slug == "enrolment" else lesson.slug, *(s.slug for s in lesson.steps))
]


def head_of(slug: str) -> Head:
    """Return a head that, unlike the real one, doesn't change with the scripts."""
    runtime = f"{way_up(slug)}runtime/version/"
    files = {
        name: Linked(f"{runtime}{name}", f"sha256-of-{name}")
        for name in ("styles.css", "python.js", "app.js", "page.js")
    }
    inline = {name: Markup(f"the {name}") for name in ("map", "script", "restore", "style")}
    sizes, font = Markup("the sizes"), f"{runtime}inter.woff2"
    return Head(files, sizes, font, ("page.js",), inline, "the policy")


@pytest.mark.parametrize(("edition", "slug"), PAGES, ids=lambda part: part or "beginning")
def test_a_page_matches_the_approved_one(edition: Edition, slug: str) -> None:
    drawn = draw_page(edition, slug, GUIDE, head_of(slug))
    path = GOLDEN / edition / f"{slug or 'beginning'}.html"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def test_every_page_is_written_at_its_address(tmp_path: Path) -> None:
    write_pages(tmp_path, bundle.build())
    written = {path.relative_to(tmp_path).parent.as_posix() for path in tmp_path.rglob("*.html")}
    pages = {f"{edition}/{slug}".strip("/") for edition in EDITIONS for slug in slugs(edition)}
    assert written == pages
    assert "today/lost-phone" in pages
