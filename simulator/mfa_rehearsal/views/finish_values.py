"""The card at the end of a lesson: what the reader did, what was shown and where to go next.

Rule: each sentence is true of this run. The reader gets no praise for what the coach did.
"""

from collections import Counter
from dataclasses import dataclass

from mfa_rehearsal.console import Edition
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from mfa_rehearsal.lessons.goals.history import was_without_mfa
from mfa_rehearsal.lessons.guides import GUIDES
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


@dataclass(frozen=True, eq=False)
class NextDrill:
    """The drill that comes after this one."""

    title: str
    href: str


@dataclass(frozen=True, eq=False)
class FinishValues:
    """What the card's template reads.

    Args:
        sentences: what the card says about this run.
        next: the next drill, or None after the last one and at the end of a guide's lesson.
        drills_href: the drills page.
        is_guide: whether this was a guide's lesson.
    """

    sentences: tuple[str, ...]
    next: NextDrill | None
    drills_href: str
    is_guide: bool


def finish_values(run: Run, guide: Guide, root: str) -> FinishValues:
    """Return what the card's template reads."""
    is_guide = run.lesson.slug in GUIDES
    return FinishValues(
        sentences=tuple(_sentences(run, is_guide=is_guide)),
        next=None if is_guide else _next_drill(run, guide, root),
        drills_href=f"{root}drills/",
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


def _next_drill(run: Run, guide: Guide, root: str) -> NextDrill | None:
    """Return the title and address of the next drill in this edition, or None after the last."""
    edition: Edition = run.world.edition
    slugs = [drill.slug for drill in drills(edition)]
    after = slugs[slugs.index(run.lesson.slug) + 1 :]
    if not after:
        return None
    href = f"{root}practice/app/{edition}/{after[0]}/"
    return NextDrill(guide.drills[after[0]].title, href)
