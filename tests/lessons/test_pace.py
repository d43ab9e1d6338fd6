"""The minutes on the page of drills are computed from the presses that Show me makes and the words.

The paces are slower than those of a practiced hand (keystroke-level model of Card, Moran and
Newell: 0.28 s a key, 2.65 s to think, point and press) and a practiced eye (Brysbaert 2019: 238
words a minute), because readers do it for the first time.
"""

import re
from dataclasses import fields
from itertools import groupby
from math import ceil

import pytest
from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import EDITIONS, Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Lesson, begin_lesson, current, show_me
from mfa_rehearsal.lessons.drills import ORDER, find_drill
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.paths import DOCS
from mfa_rehearsal.views import Chapter

from tests.console.conftest import NOW

PRESS_S = 4
KEY_S = 0.5
WORDS_A_MINUTE = 200

TYPED = {"first", "second", "code", "name", "account_name", "digits"}
"""Fields that are typed; the secret key is pasted, and everything else is chosen with a press."""


@pytest.mark.parametrize("slug", ORDER)
def test_a_drill_takes_as_long_as_the_page_says(slug: str) -> None:
    chapter = read_guide().drills[slug]
    lessons = [drill for edition in EDITIONS if (drill := find_drill(edition, slug))]
    assert chapter.minutes == max(minutes(lesson, chapter) for lesson in lessons)


def test_the_table_says_the_same_as_the_drills() -> None:
    rows = re.findall(r"^\| \[.+\]\(#([a-z-]+)\) \|.*\| (\d+) \|$", page(), re.MULTILINE)
    assert rows == [(slug, str(each.minutes)) for slug, each in read_guide().drills.items()]


def test_the_four_core_drills_take_as_long_together_as_the_page_says() -> None:
    core = re.findall(r"^\d\. \[.+\]\(#([a-z-]+)\)$", page(), re.MULTILINE)
    assert core == ["pair-mistakes", "late-at-the-door", "lost-phone", "new-phone"]
    together = sum(read_guide().drills[slug].minutes for slug in core)
    assert f"Together they take {together} minutes:" in page()


def test_the_page_states_the_paces() -> None:
    paces = f"{PRESS_S} seconds a press, half a second a key, {WORDS_A_MINUTE} words a minute"
    assert paces in " ".join(page().split())


def page() -> str:
    return (DOCS / "drills.md").read_text(encoding="utf-8")


def minutes(lesson: Lesson, chapter: Chapter) -> int:
    """Return the minutes it takes to read all of it and to do what Show me does, without errors."""
    steps = chapter.steps[lesson.edition]
    read = chapter.about + " ".join(f"{words.title} {words.do}" for words in steps)
    words = len(re.sub(r"<[^>]+>", " ", read).split())
    kinds = groupby(solution(lesson), key=lambda action: isinstance(action, SKIPS))
    doing_s = sum(
        skipping(list(actions), lesson) if skips else sum(map(doing, actions))
        for skips, actions in kinds
    )
    return ceil(words / WORDS_A_MINUTE + doing_s / 60)


def solution(lesson: Lesson) -> tuple[Action, ...]:
    """Return everything the coach does to show each step."""
    run = begin_lesson(lesson, "a seed", NOW)
    while current(run):
        run = show_me(run)
    return run.actions


SKIPS = (a.SkipAhead, a.SkipToNextCode)


def skipping(skips: list[Action], lesson: Lesson) -> float:
    """Return how long it takes to let time pass: one press, unless it has to pass by itself."""
    if not lesson.real_time:
        return PRESS_S
    return sum(getattr(skip, "seconds", PERIOD_S) for skip in skips)


def doing(action: Action) -> float:
    """Return how long it takes to fill in the fields, each reached by a press, and to send them."""
    if isinstance(action, a.EnterCodes):
        return 0  # they are counted when they are sent
    typed = [str(getattr(action, each.name)) for each in fields(action) if each.name in TYPED]
    return PRESS_S * (1 + len(typed)) + KEY_S * len("".join(typed))
