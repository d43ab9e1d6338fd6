"""The guide's words, which the coach repeats: read from the Markdown when the site is built.

Rule: HTML whose links start at the site's root; ROOT is the placeholder for the path there.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons import Lesson
from mfa_rehearsal.lessons.guides import GUIDES

ROOT = "root:/"
"""Placeholder in links for the path to the site's root."""


@dataclass(frozen=True)
class Words:
    """What the guide says about one step.

    Args:
        title: the heading without its number, as plain text.
        do: what to do.
        see: what the reader will see, or "".
        instead: what to do if they don't, or "".
    """

    title: str
    do: str = ""
    see: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Chapter:
    """What the drills page says about one drill.

    Args:
        title: its heading, as plain text.
        about: what it teaches.
        minutes: how long it takes.
        steps: the words of its steps in order, by edition.
    """

    title: str
    about: str
    minutes: int
    steps: Mapping[Edition, tuple[Words, ...]]


@dataclass(frozen=True)
class Guide:
    """All the words: the guides' steps by edition and slug, and the drills by slug."""

    editions: Mapping[Edition, Mapping[str, Words]]
    drills: Mapping[str, Chapter]

    def words_of(self, lesson: Lesson) -> Mapping[str, Words]:
        """Return the words of a lesson's steps by slug."""
        slugs = [step.slug for step in lesson.steps]
        if lesson.slug in GUIDES:
            words = self.editions[lesson.edition]
            return {slug: words[slug] for slug in slugs}
        return dict(zip(slugs, self.drills[lesson.slug].steps[lesson.edition], strict=True))

    def as_data(self) -> dict[str, Any]:
        """Return all words as plain data, to be stored as JSON."""
        editions = {
            edition: {slug: asdict(words) for slug, words in steps.items()}
            for edition, steps in self.editions.items()
        }
        return {
            "editions": editions,
            "drills": {slug: asdict(each) for slug, each in self.drills.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the words read from stored data."""
        editions = {
            edition: {slug: Words(**words) for slug, words in steps.items()}
            for edition, steps in data["editions"].items()
        }
        drills = {slug: _chapter(each) for slug, each in data["drills"].items()}
        return cls(editions, drills)


def _chapter(data: Mapping[str, Any]) -> Chapter:
    steps = {
        edition: tuple(Words(**words) for words in each) for edition, each in data["steps"].items()
    }
    return Chapter(data["title"], data["about"], data["minutes"], steps)
