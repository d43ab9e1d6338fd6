"""The bar as plain values: editions, notices and the tools for the run itself."""

from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import EDITIONS, Edition
from mfa_rehearsal.lessons import Run, current
from mfa_rehearsal.lessons.guides import GUIDES, offered_lessons
from mfa_rehearsal.views.coach_values import page_of
from mfa_rehearsal.views.times import span_text
from mfa_rehearsal.views.view_context import ViewContext


@dataclass(frozen=True, eq=False)
class EditionLink:
    """A link to an edition."""

    href: str
    name: str
    current: bool


@dataclass(frozen=True, eq=False)
class Note:
    """A notice in the strip under the bar, perhaps with a button.

    Args:
        kind: what it is about; also its name in the page.
    """

    kind: Literal["said", "skipped"]
    text: str
    action: str = ""
    label: str = ""


@dataclass(frozen=True, eq=False)
class BarValues:
    """What the bar's template reads.

    Args:
        can_skip: whether the reader can skip to the next code.
        guide_href: address of this step in the guide, or of this drill on the drills page.
    """

    editions: tuple[EditionLink, ...]
    notes: tuple[Note, ...]
    can_undo: bool
    can_skip: bool
    guide_href: str
    is_drill: bool


def bar_values(run: Run, context: ViewContext, said: str, *, can_bring_back: bool) -> BarValues:
    """Return what the bar's template reads."""
    step = current(run)
    return BarValues(
        editions=_editions(run, context),
        notes=tuple(_notes(run, said, can_bring_back=can_bring_back)),
        can_undo=run.can_undo,
        can_skip=not run.lesson.real_time,
        guide_href=context.root + guide_address(run, step.slug if step else ""),
        is_drill=run.lesson.slug not in GUIDES,
    )


def guide_address(run: Run, slug: str) -> str:
    """Return the address of a step in the guide, or of this drill on the drills page."""
    steps = {step.slug for step in run.lesson.steps} if run.lesson.slug in GUIDES else set()
    return page_of(run.lesson) + (f"#{slug}" if slug in steps else "")


def _editions(run: Run, context: ViewContext) -> tuple[EditionLink, ...]:
    """Return links to the editions in which the site offers a lesson."""
    options = run.world.options
    there = (edition for edition in EDITIONS if offered_lessons(edition, options))
    return tuple(_edition(run, context, edition) for edition in there)


def _edition(run: Run, context: ViewContext, edition: Edition) -> EditionLink:
    href = f"{context.root}practice/app/{edition}/"
    return EditionLink(href, LABELS[edition].edition_name, edition == run.world.edition)


def _notes(run: Run, said: str, *, can_bring_back: bool) -> list[Note]:
    """Return the strip's notices: what happened to the run itself, and how much was skipped."""
    back = ("BringBack", "Restore my run") if can_bring_back else ("", "")
    notes = [Note("said", said, *back)] if said else []
    if run.world.skipped_s:
        text = (
            f"Skipped ahead {span_text(run.world.skipped_s)}. Real phones may no longer match."
            " To use one, start over."
        )
        notes.append(Note("skipped", text))
    return notes
