"""Words of one console or the other, and of the page or the coach, marked in a page's Markdown.

Rule: of `{today: Resync | 2020: Continue}` the page shows both, named, and the coach those of the
edition that is open. Of `{page: Open the console. | coach: It is open.}` each shows its own. Either
part may be missing. A list of one edition alone follows a line of MARKS.
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
"""After line ends are made one (30), before blocks of HTML are set aside (20)."""


def for_edition(text: str, edition: Edition) -> str:
    """Return a text as the coach says it, with the words of one edition alone."""
    text = PLACE.sub(lambda found: found["coach"] or "", text)
    return CHOICE.sub(lambda found: _spaced(found, found[edition] or ""), text)


def for_page(text: str) -> str:
    """Return a text as the page shows it, with the words of both editions, each named."""
    text = PLACE.sub(lambda found: found["page"] or "", text)
    return CHOICE.sub(lambda found: _spaced(found, _both(found["today"], found["classic"])), text)


def _spaced(found: re.Match[str], words: str) -> str:
    """Return words behind the blank that was before the mark; without words, neither."""
    return f" {words}" if words and found[0].startswith(" ") else words


def _both(today: str | None, classic: str | None) -> str:
    if today and classic and not today.endswith("."):
        return f"{today} (2020: {classic})"
    parts = (("Today:", today), ("2020:", classic))
    return " ".join(f"*{name}* {words}" for name, words in parts if words)


class Editions(Preprocessor):
    """Writes out the marked words of a page."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the page with both editions' words."""
        return for_page("\n".join(lines)).split("\n")


class EditionsExtension(Extension):
    """Adds `Editions` to a Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name for it)
        """Register it."""
        md.preprocessors.register(Editions(md), "editions", BEFORE_ADMONITIONS)


def makeExtension(**kwargs: object) -> EditionsExtension:  # noqa: N802  (Markdown's name for it)
    """Return the extension, for Markdown to find it by this module's name."""
    return EditionsExtension(**kwargs)
