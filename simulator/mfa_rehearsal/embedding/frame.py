"""The frame that shows the simulator in a page, from one line: `::mfa-rehearsal{start=lost-phone}`.

Rule: a line names only what differs from the site's options. What it says must exist: an unknown
word, edition or step is an error with the words that are known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from xml.etree.ElementTree import Element

from mfa_rehearsal.console import EDITIONS
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.publish.site.page_list import slugs

LINE = re.compile(r"^::mfa-rehearsal(?:\{(?P<words>[^{}]*)\})?\s*$")
"""The syntax of the generic directives that have been proposed for CommonMark."""

WORD = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?:\s+|$)""")
HEIGHT = re.compile(r"^\d+(?:px|%|r?em|[sdl]?vh)?$")

Loading = Literal["lazy", "eager"]


class LineError(ValueError):
    """A line that can't be followed; the message says what is wrong in it."""


@dataclass(frozen=True)
class Frame:
    """A frame in a page.

    Args:
        start: the step or drill that it opens at, or "" for the beginning.
        height: in pixels, or with a unit of CSS.
        loading: "lazy" starts the simulator when the frame is about to be seen.
        title: what screen readers call the frame.
    """

    edition: str = "today"
    start: str = ""
    height: str = "720"
    loading: str = "lazy"
    title: str = "Practice console, phone and coach"

    def __post_init__(self) -> None:
        """Check everything that a line can say."""
        _known("edition", self.edition, EDITIONS)
        _known("start", self.start, _starts(self.edition))
        _known("loading", self.loading, ("lazy", "eager"))
        if not HEIGHT.match(self.height):
            raise LineError(f"height={self.height} is neither pixels nor a length such as 80vh")

    def element(self, base: str) -> Element:
        """Return the frame as HTML.

        Args:
            base: the address of the simulator's folder, with a slash at the end.
        """
        slug = f"{self.start}/" if self.start else ""
        pixels = self.height.removesuffix("px")
        size = {"height": pixels} if pixels.isdigit() else {"style": f"height: {self.height}"}
        given = {"title": self.title, "width": "100%", "loading": self.loading} | size
        src = f"{base}{self.edition}/{slug}"
        return Element(
            "iframe", {"class": "mfa-rehearsal", "src": src, "allow": "fullscreen"} | given
        )


def read_line(line: str, default: Frame) -> Frame | None:
    """Return the frame that a line of a page asks for, or None if it is another line.

    Raises:
        LineError: it asks for something that doesn't exist.
    """
    found = LINE.match(line)
    if found is None:
        return None
    text = (found["words"] or "").strip()
    if rest := WORD.sub("", text):
        raise LineError(f"“{rest}” isn't a word, an equals sign and a value")
    return changed(default, {name: a or b or c for name, a, b, c in WORD.findall(text)})


def changed(frame: Frame, words: Mapping[str, str]) -> Frame:
    """Return a frame with other values.

    Raises:
        LineError: a word or a value is unknown.
    """
    for name in words:
        _known("the word", name, tuple(Frame.__dataclass_fields__))
    return replace(frame, **words)


def check_offered(frame: Frame, options: SiteOptions) -> None:
    """Check that a site offers what a frame opens at.

    Raises:
        LineError: it doesn't.
    """
    offered = _starts(frame.edition, options)
    if frame.start not in offered:
        what = f"start “{frame.start}”" if frame.start else f"the {frame.edition} edition"
        known = ", ".join(filter(None, offered)) or "nothing in this edition"
        raise LineError(f"{what} isn't among this site's lessons; it offers: {known}")


def _starts(edition: str, options: SiteOptions = OURS) -> tuple[str, ...]:
    """Return what a frame can open at: "" for the beginning, each step, each lesson."""
    return slugs(next(known for known in EDITIONS if known == edition), options)


def _known(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise LineError(f"{what} “{given}” is unknown; known are: {', '.join(filter(None, known))}")
