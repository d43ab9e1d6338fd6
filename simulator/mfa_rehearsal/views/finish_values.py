"""The card at the end of a lesson: what the reader did, what was shown and where to go next.

Rule: each sentence is true of this run. The reader gets no praise for what the coach did.
"""

from collections import Counter
from dataclasses import dataclass

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from mfa_rehearsal.lessons.goals.history import was_without_mfa
from mfa_rehearsal.lessons.guides import GUIDES, offered_lessons
from mfa_rehearsal.lessons.passkey_enrollment import PASSKEY_ENROLLMENT
from mfa_rehearsal.views.guide import Guide

ALL_YOURS = {
    ENROLLMENT: "The root user has MFA, and you signed in with a code. Your real account works the"
    " same way.",
    PASSKEY_ENROLLMENT: "The root user has MFA, and you signed in with a passkey. Your real account"
    " works the same way.",
}
FIXED = "You caused the problem and fixed it."
"""What the card says when the reader did every step: of a guide's lesson, or of a drill."""

NO_MFA = (
    "The root user had no MFA for part of this run, so anyone with the password could have signed"
    " in."
)


TITLES = {
    ENROLLMENT: "Put an authenticator app on the root user",
    PASSKEY_ENROLLMENT: "Put a passkey on the root user",
}
"""What the guides' lessons are called beside drills, which have titles of their own."""


@dataclass(frozen=True, eq=False)
class NextLesson:
    """The lesson that comes after this one."""

    title: str
    href: str


@dataclass(frozen=True, eq=False)
class FinishValues:
    """What the card's template reads.

    Args:
        sentences: what the card says about this run.
        next: the next lesson that the site offers, or None after the last one. After a guide's
            lesson, the drills page comes next if it is there.
        drills_href: the drills page, or "" if the site doesn't offer all of its drills.
        is_guide: whether this was a guide's lesson.
    """

    sentences: tuple[str, ...]
    next: NextLesson | None
    drills_href: str
    is_guide: bool


def finish_values(run: Run, guide: Guide, root: str) -> FinishValues:
    """Return what the card's template reads."""
    is_guide = run.lesson.slug in GUIDES
    offers_all = not run.world.options.lessons
    return FinishValues(
        sentences=tuple(_sentences(run, is_guide=is_guide)),
        next=None if is_guide and offers_all else _next_lesson(run, guide, root),
        drills_href=f"{root}drills/" if offers_all else "",
        is_guide=is_guide,
    )


def _sentences(run: Run, *, is_guide: bool) -> list[str]:
    counts = Counter(run.credits.values())
    passed = sum(slug not in run.credits for slug in run.passed)
    total = counts.total() + passed
    said = []
    if counts["shown"]:
        said.append(
            f"The coach showed {counts['shown']} of {total} steps. Start over to do them yourself."
        )
    if passed and not is_guide:
        said.append(
            f"{passed} of {total} steps didn't happen this time. To see them, undo or start over."
        )
    if not said:
        said.append(ALL_YOURS.get(run.lesson.slug, FIXED))
    return [*said, NO_MFA] if was_without_mfa(run.start, run.world) else said


def _next_lesson(run: Run, guide: Guide, root: str) -> NextLesson | None:
    """Return the title and address of the next lesson in this edition, or None after the last."""
    edition: Edition = run.world.edition
    slugs = [lesson.slug for lesson in offered_lessons(edition, run.world.options)]
    after = slugs[slugs.index(run.lesson.slug) + 1 :]
    if not after:
        return None
    return NextLesson(lesson_title(after[0], guide), f"{root}practice/app/{edition}/{after[0]}/")


def lesson_title(slug: str, guide: Guide) -> str:
    """Return what a lesson is called among others."""
    return TITLES[slug] if slug in TITLES else guide.drills[slug].title
