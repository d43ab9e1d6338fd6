"""The guide's own words for the coach, read from its Markdown: nobody writes them twice.

Rule: a step is a heading of the second level with a number and the step's slug as its id; then
what to do, "You'll see", "If instead", a picture, a link to practise. A rule ends the last step.
"""

import posixpath
import re
from dataclasses import asdict
from pathlib import Path

from markdown import Markdown

from simulator.console import EDITIONS, Edition
from simulator.views import ROOT, Guide, Words

DOCS = Path(__file__).parents[2] / "docs"
FOLDERS: dict[Edition, str] = {"today": "guide", "classic": "classic"}

HEADING = re.compile(r"^## \d+\. (?P<title>.+?) \{ #(?P<slug>[a-z-]+) \}$", re.MULTILINE)
PICTURE_OR_PRACTISE = re.compile(r"^(!\[.*|\[Practise this step\].*)$", re.MULTILINE)
PAGE_LINK = re.compile(r"\]\((?:(?P<page>[\w./-]+)\.md)?(?P<anchor>#[\w-]+)?\)")
SEE, INSTEAD, END = "**You'll see**", "**If instead**", "\n---\n"


def read_guide() -> Guide:
    """Return the words of every step in both editions.

    Raises:
        ValueError: a step lacks one of its parts; the words say which.
    """
    return {edition: _read_edition(FOLDERS[edition]) for edition in EDITIONS}


def as_data(guide: Guide) -> dict[str, dict[str, dict[str, str]]]:
    """Return the words as plain data, to be stored as JSON beside the code that shows them."""
    return {
        edition: {slug: asdict(words) for slug, words in steps.items()}
        for edition, steps in guide.items()
    }


def _read_edition(folder: str) -> dict[str, Words]:
    text = (DOCS / folder / "index.md").read_text(encoding="utf-8")
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {
        heading["slug"]: _read_step(heading["title"], text[heading.end() : end], folder)
        for heading, end in zip(headings, ends, strict=True)
    }


def _read_step(title: str, body: str, folder: str) -> Words:
    body = PICTURE_OR_PRACTISE.sub("", body.partition(END)[0])
    do, see_mark, rest = body.partition(SEE)
    see, instead_mark, instead = rest.partition(INSTEAD)
    if not (see_mark and instead_mark):
        raise ValueError(f"{folder}/index.md, “{title}”: needs {SEE} and {INSTEAD}, in this order")
    parts = (do, see_mark + see, instead_mark + instead)
    return Words(title, *(_html(part, folder) for part in parts))


def _html(markdown: str, folder: str) -> str:
    linked = PAGE_LINK.sub(lambda link: f"]({_address(link, folder)})", markdown.strip())
    html: str = Markdown(extensions=["attr_list"]).convert(linked)
    html = html.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')
    return html.replace(f'<a href="{ROOT}', f'<a target="_top" href="{ROOT}')


def _address(link: re.Match[str], folder: str) -> str:
    page = posixpath.normpath(posixpath.join(folder, link["page"] or "index"))
    page = page.removesuffix("index").strip("/")
    return f"{ROOT}{page}/{link['anchor'] or ''}"
