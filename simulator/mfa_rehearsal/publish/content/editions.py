"""Words for one console, or for only the page or the coach, marked in a page's Markdown.

Rule: for `{today: Resync | 2020: Continue}`, the page shows both, labeled, and the coach shows the
one for the open edition. For `{page: Open the console. | coach: It is open.}`, the page and the
coach each show their own part. Either part may be missing. A list for only one edition follows one
of the lines in MARKS.
"""

import re
from typing import Final

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from mfa_rehearsal.console import Edition

CHOICE = re.compile(
    r" ?\{(?:today: (?P<today>[^|{}]*?))?(?:\s*\|\s*)?(?:2020:\s+(?P<classic>[^|{}]*?))?\}"
)
PLACE = re.compile(
    r"\{(?:page: (?P<page>[^|{}]*?))?(?:\s*\|\s*)?(?:coach:\s+(?P<coach>[^|{}]*?))?\}"
)
MARKS: Final[dict[Edition, str]] = {
    "today": "**In today's console**",
    "classic": "**In the 2020 console**",
}
BEFORE_ADMONITIONS = 28
"""After line endings are normalized (30), before HTML blocks are extracted (20)."""


def for_edition(text: str, edition: Edition) -> str:
    """Return a text for the coach, with the words of one edition only."""
    text = PLACE.sub(lambda found: found["coach"] or "", text)
    return CHOICE.sub(lambda found: _spaced(found, found[edition] or ""), text)


def for_page(text: str) -> str:
    """Return a text for the page, with the words of both editions, each labeled."""
    text = PLACE.sub(lambda found: found["page"] or "", text)
    return CHOICE.sub(lambda found: _spaced(found, _both(found["today"], found["classic"])), text)


def _spaced(found: re.Match[str], words: str) -> str:
    """Return the words after the space that preceded the mark, or "" without words."""
    return f" {words}" if words and found[0].startswith(" ") else words


def _both(today: str | None, classic: str | None) -> str:
    if today and classic and not today.endswith("."):
        return f"{today} (2020: {classic})"
    parts = (("Today:", today), ("2020:", classic))
    return " ".join(f"*{name}* {words}" for name, words in parts if words)


class Editions(Preprocessor):
    """Expands the marked words of a page."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the page with the words of both editions."""
        return for_page("\n".join(lines)).split("\n")


class EditionsExtension(Extension):
    """Adds `Editions` to Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name for it)
        """Register the preprocessor."""
        md.preprocessors.register(Editions(md), "editions", BEFORE_ADMONITIONS)


def makeExtension(**kwargs: object) -> EditionsExtension:  # noqa: N802  (Markdown's name for it)
    """Return the extension; Markdown finds it by this module's name."""
    return EditionsExtension(**kwargs)
