"""The coach's text, read from the guide's Markdown so that nobody writes it twice.

Rule: a step is a level-three heading with a number and the step's slug as its id, followed by what
to do, "You'll see", "If instead", a picture and a practice link. A horizontal rule ends the last
step. Level-two headings group the steps, and only the page shows them. A drill is a level-two
heading with its slug, followed by what the reader learns, how long it takes, and its steps as a
numbered list, each with its title in bold. editions.py says how to mark words for one edition only.
"""

import posixpath
import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from xml.etree.ElementTree import Element

from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.publish.content.editions import MARKS, for_edition
from mfa_rehearsal.publish.content.sections import Level, Page, Section, begins_with
from mfa_rehearsal.publish.paths import DOCS
from mfa_rehearsal.views import ROOT, Chapter, Guide, Words

FOLDERS: dict[Edition, tuple[str, ...]] = {"today": ("guide", "passkey"), "classic": ("classic",)}
"""The folders of each edition's guides."""

NUMBER = re.compile(r"^\d+\. ")
PAGE_LINK = re.compile(r"(?:(?P<page>[\w./-]+)\.md)?(?P<anchor>#[\w-]+)?")
TAKES = re.compile(r"Takes (\d+) minutes?\.")
SEE, INSTEAD = "You'll see", "If instead"


@cache
def read_guide(docs: Path = DOCS) -> Guide:
    """Return the words of every step of every guide and drill; a build reads them once.

    Args:
        docs: the folder of the guide's pages.

    Raises:
        ValueError: a step lacks one of its parts; the message says which.
    """
    editions = {edition: _read_edition(docs, edition) for edition in EDITIONS}
    return Guide(editions, _read_drills(docs))


def _read_edition(docs: Path, edition: Edition) -> dict[str, Words]:
    pages = {
        folder: _page(docs / folder / "index.md", edition, folder, "h3")
        for folder in FOLDERS[edition]
    }
    return {
        each.slug: _read_step(page, each, folder)
        for folder, page in pages.items()
        for each in page.sections
    }


def _page(path: Path, edition: Edition, folder: str, level: Level) -> Page:
    """Return a page in one edition's words for the coach, with links from the site's root."""
    page = Page(for_edition(path.read_text(encoding="utf-8"), edition), level)
    for section in page.sections:
        for element in section.elements:
            for link in element.iter("a"):
                link.set("href", _link(link.get("href", ""), folder))
    return page


def _read_step(page: Page, section: Section, folder: str) -> Words:
    elements = takewhile(lambda element: element.tag != "hr", section.elements)
    body = [element for element in elements if not _is_picture_or_practice_link(element)]
    title = NUMBER.sub("", section.title)
    marks = [_mark(element) for element in body]
    if not (SEE in marks and INSTEAD in marks[marks.index(SEE) :]):
        raise ValueError(f"{folder}/index.md, “{title}”: needs {SEE} and {INSTEAD}, in this order")
    see, instead = marks.index(SEE), marks.index(INSTEAD)
    parts = (body[:see], body[see:instead], body[instead:])
    return Words(title, *(_html(page, part) for part in parts))


def _read_drills(docs: Path) -> dict[str, Chapter]:
    pages = {edition: _page(docs / "drills.md", edition, ".", "h2") for edition in EDITIONS}
    found = zip(*(page.sections for page in pages.values()), strict=True)
    return {
        sections[0].slug: _read_drill(pages, dict(zip(pages, sections, strict=True)))
        for sections in found
    }


def _read_drill(pages: dict[Edition, Page], sections: dict[Edition, Section]) -> Chapter:
    """Return the words of a drill from its section in each edition."""
    section = sections["today"]
    place, minutes = _takes(section)
    lists = {}
    for edition, page in pages.items():
        items = _items(sections[edition].elements[place + 1 :], edition)
        lists[edition] = tuple(_read_item(page, item) for item in items)
    return Chapter(section.title, _html(pages["today"], section.elements[:place]), minutes, lists)


def _takes(section: Section) -> tuple[int, int]:
    """Return the index of the element that says how long a drill takes, and the minutes."""
    for place, element in enumerate(section.elements):
        if found := TAKES.fullmatch(element.text or ""):
            return place, int(found[1])
    raise ValueError(f"drills.md, “{section.title}”: needs “Takes … minutes.”")


def _items(elements: list[Element], edition: Edition) -> Iterable[Element]:
    """Return the items of an edition's list: the one below its mark, or the only list."""
    marks = [_mark(element) for element in elements]
    if (mark := MARKS[edition].strip("*")) in marks:
        elements = elements[marks.index(mark) + 1 :]
    return next((element for element in elements if element.tag == "ol"), Element("ol"))


def _read_item(page: Page, item: Element) -> Words:
    """Return the words of a drill's step: a title in bold and what to do."""
    paragraph = begins_with(item, "p")
    body = item if paragraph is None else paragraph
    title, rest = body[0], Element("p")
    rest.text = (title.tail or "").lstrip()
    rest.extend(body[1:])
    more = [] if paragraph is None else item[1:]
    return Words("".join(title.itertext()).removesuffix("."), _html(page, [rest, *more]))


def _mark(element: Element) -> str:
    """Return the bold words at the start of a paragraph, or ""."""
    strong = begins_with(element, "strong")
    return "" if strong is None else "".join(strong.itertext())


def _is_picture_or_practice_link(element: Element) -> bool:
    return (
        begins_with(element, "img") is not None or element.find("a[@class='practice']") is not None
    )


def _html(page: Page, elements: Iterable[Element]) -> str:
    """Return elements as HTML, with links that open outside the simulator's frame."""
    html = page.html(elements)
    html = html.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')
    return html.replace(f'<a href="{ROOT}', f'<a target="_top" href="{ROOT}')


def _link(href: str, folder: str) -> str:
    """Return an address from the site's root if it is one of the guide's pages."""
    link = PAGE_LINK.fullmatch(href)
    return _address(link, folder) if link else href


def _address(link: re.Match[str], folder: str) -> str:
    page = posixpath.normpath(posixpath.join(folder, link["page"] or "index"))
    page = page.removesuffix("index").strip("/")
    return f"{ROOT}{page}/{link['anchor'] or ''}"
