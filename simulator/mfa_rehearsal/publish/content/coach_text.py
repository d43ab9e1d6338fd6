"""The guide's own words for the coach, read from its Markdown: nobody writes them twice.

Rule: a step is a heading of the second level with a number and the step's slug as its id; then
what to do, "You'll see", "If instead", a picture, a link to practise. A rule ends the last step.
A drill is a heading of the second level with its slug; then what one learns, how long it takes,
and its steps as a numbered list, each with its title in bold. editions.py says how words of one
edition alone are marked.
"""

import posixpath
import re
from functools import cache
from pathlib import Path

from markdown import Markdown

from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.publish.content.editions import for_edition
from mfa_rehearsal.publish.paths import DOCS
from mfa_rehearsal.views import ROOT, Chapter, Guide, Words

FOLDERS: dict[Edition, str] = {"today": "guide", "classic": "classic"}

HEADING = re.compile(r"^## \d+\. (?P<title>.+?) \{ #(?P<slug>[a-z-]+) \}$", re.MULTILINE)
PICTURE_OR_PRACTISE = re.compile(r"^(!\[.*|\[Practise this.*)$", re.MULTILINE)
PAGE_LINK = re.compile(r"\]\((?:(?P<page>[\w./-]+)\.md)?(?P<anchor>#[\w-]+)?\)")
DRILL = re.compile(r"^## (?P<title>.+?) \{ #(?P<slug>[a-z-]+) \}$", re.MULTILINE)
TAKES = re.compile(r"^Takes (\d+) minutes?\.$", re.MULTILINE)
ITEM = re.compile(
    r"^\d+\. \*\*(?P<title>.+?)\*\*(?P<do>.*?)(?=^\d+\. |\Z)", re.MULTILINE | re.DOTALL
)
SEE, INSTEAD, END = "**You'll see**", "**If instead**", "\n---\n"


@cache
def read_guide(docs: Path = DOCS) -> Guide:
    """Return the words of every step in both editions, read once in a build.

    Args:
        docs: the folder of the guide's pages.

    Raises:
        ValueError: a step lacks one of its parts; the words say which.
    """
    editions = {edition: _read_edition(docs, edition) for edition in EDITIONS}
    return Guide(editions, _read_drills(docs))


def _read_edition(docs: Path, edition: Edition) -> dict[str, Words]:
    text = (docs / FOLDERS[edition] / "index.md").read_text(encoding="utf-8")
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {
        heading["slug"]: _read_step(heading["title"], text[heading.end() : end], edition)
        for heading, end in zip(headings, ends, strict=True)
    }


def _read_step(title: str, body: str, edition: Edition) -> Words:
    folder = FOLDERS[edition]
    body = for_edition(body, edition)
    body = PICTURE_OR_PRACTISE.sub("", body.partition(END)[0])
    do, see_mark, rest = body.partition(SEE)
    see, instead_mark, instead = rest.partition(INSTEAD)
    if not (see_mark and instead_mark):
        raise ValueError(f"{folder}/index.md, “{title}”: needs {SEE} and {INSTEAD}, in this order")
    parts = (do, see_mark + see, instead_mark + instead)
    return Words(title, *(_html(part, folder) for part in parts))


def _read_drills(docs: Path) -> dict[str, Chapter]:
    text = (docs / "drills.md").read_text(encoding="utf-8")
    headings = list(DRILL.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {
        heading["slug"]: _read_drill(heading["title"], text[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    }


def _read_drill(title: str, body: str) -> Chapter:
    about, takes, steps = TAKES.split(body, maxsplit=1)
    lists = {edition: _read_list(for_edition(steps, edition)) for edition in EDITIONS}
    return Chapter(title, _html(about, "."), int(takes), lists)


def _read_list(steps: str) -> tuple[Words, ...]:
    return tuple(
        Words(item["title"].removesuffix("."), _html(item["do"], "."))
        for item in ITEM.finditer(PICTURE_OR_PRACTISE.sub("", steps))
    )


def _html(markdown: str, folder: str) -> str:
    linked = PAGE_LINK.sub(lambda link: f"]({_address(link, folder)})", markdown.strip())
    html: str = Markdown(extensions=["attr_list"]).convert(linked)
    html = html.replace('<a href="http', '<a target="_blank" rel="noopener" href="http')
    return html.replace(f'<a href="{ROOT}', f'<a target="_top" href="{ROOT}')


def _address(link: re.Match[str], folder: str) -> str:
    page = posixpath.normpath(posixpath.join(folder, link["page"] or "index"))
    page = page.removesuffix("index").strip("/")
    return f"{ROOT}{page}/{link['anchor'] or ''}"
