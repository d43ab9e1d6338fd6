"""A page of the guide in the sections that Python-Markdown finds: each heading and its content.

Rule: one grammar. Headings, lists and links here are the same as on the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

EXTENSIONS = ("admonition", "attr_list", "md_in_html", "meta", "pymdownx.superfences", "tables")
"""The extensions in mkdocs.yml that decide where a block begins and ends."""

AFTER_ALL_OTHERS = -100
Level = Literal["h2", "h3"]
ENDS: Final[dict[Level, frozenset[str]]] = {
    "h2": frozenset({"h1", "h2"}),
    "h3": frozenset({"h1", "h2", "h3"}),
}
"""The headings that end a section: those of its own level and above."""


@dataclass(frozen=True)
class Section:
    """A heading and the content up to the next one of its level or above.

    Args:
        slug: the heading's id.
        title: the heading as plain text.
        elements: the content below it, as elements of the page.
    """

    slug: str
    title: str
    elements: list[Element] = field(default_factory=list)


class Page:
    """The sections of a page, and the HTML of any part of them."""

    def __init__(self, text: str, level: Level = "h2") -> None:
        """Read a page, including the front matter for MkDocs."""
        self._markdown = Markdown(extensions=list(EXTENSIONS))
        tree = Tree(self._markdown)
        self._markdown.treeprocessors.register(tree, "tree", AFTER_ALL_OTHERS)
        self._markdown.convert(text)
        self.sections = list(_sections(tree.root, level))

    def html(self, elements: Iterable[Element]) -> str:
        """Return elements of this page as HTML."""
        html = "".join(self._markdown.serializer(element) for element in elements)
        for processor in self._markdown.postprocessors:
            html = processor.run(html)
        return html.strip()


class Tree(Treeprocessor):
    """Remembers the elements of a page."""

    root = Element("div")

    def run(self, root: Element) -> None:
        """Store the elements after all other processors have run."""
        self.root = root


def begins_with(element: Element, tag: str) -> Element | None:
    """Return the first child of an element if it has this tag and no words before it."""
    if len(element) and element[0].tag == tag and not (element.text or "").strip():
        return element[0]
    return None


def _sections(root: Element, level: Level) -> Iterator[Section]:
    section: Section | None = None
    for element in root:
        if element.tag in ENDS[level]:
            if section:
                yield section
            section = _new_section(element) if element.tag == level else None
        elif section:
            section.elements.append(element)
    if section:
        yield section


def _new_section(heading: Element) -> Section:
    return Section(heading.get("id", ""), "".join(heading.itertext()).strip())
