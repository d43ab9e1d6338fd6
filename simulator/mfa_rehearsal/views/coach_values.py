"""The coach as plain values: the steps, the current one's words, what went wrong and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mfa_rehearsal.console import Edition, World
from mfa_rehearsal.console.site_options import Contact, NameRule
from mfa_rehearsal.lessons import Lesson, Run, current
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from mfa_rehearsal.lessons.explanation import hint
from mfa_rehearsal.lessons.goals.history import just_refused
from mfa_rehearsal.lessons.passkey_enrollment import PASSKEY_ENROLLMENT
from mfa_rehearsal.views.clock_values import ClockValues, clock_values
from mfa_rehearsal.views.contact_values import contact_values
from mfa_rehearsal.views.event_log_values import EventLogValues, event_log_values
from mfa_rehearsal.views.evidence_values import evidence_values
from mfa_rehearsal.views.finish_values import FinishValues, finish_values
from mfa_rehearsal.views.guide import Guide
from mfa_rehearsal.views.step_values import StepRow, linked, step_values
from mfa_rehearsal.views.view_context import ViewContext
from mfa_rehearsal.views.warning_values import WarningValues, warning_values

PAGES: Mapping[tuple[str, Edition], str] = {
    (ENROLLMENT, "today"): "guide/",
    (ENROLLMENT, "classic"): "classic/",
    (PASSKEY_ENROLLMENT, "today"): "passkey/",
}
"""The address of each guide's page from the site's root, by lesson and edition."""


@dataclass(frozen=True, eq=False)
class Explanation:
    """What went wrong.

    Args:
        cause: its slug, which is the id of its heading on the troubleshooting page.
        hint: what happened and how to fix it.
        href: where to read more.
        evidence: a sentence about each refused code.
    """

    cause: str
    hint: str
    href: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class DrillHead:
    """The text above a drill's steps: its title and what it teaches."""

    title: str
    about: Markup


@dataclass(frozen=True, eq=False)
class CoachValues:
    """What the coach's templates read.

    Args:
        count: where the run is, such as "Step 3 of 13".
        heading: the title of the current step, or of the card at the end.
        finished: the card at the end, or None before it.
        can_show: whether there is a **Show me** button.
        presses: how many presses there were, so that each new refusal is brought into view.
        drill: the text above the steps, or None in the guide's lesson.
        guide_href: the page of this lesson.
        has_problem: whether something is shown above the current step: any of the next four, or
            the clock panel when the device is out of sync.
        explanation: what went wrong, or None.
        left_over: serial number of the unassigned device that has the name, or "".
        contact: whom to call, while the reader can't sign in and at the end; or None.
        name_rule: the site's own rule for device names, where the console asks for one; or None.
        clock: the clock panel; None on a prerendered page.
    """

    count: str
    heading: str
    finished: FinishValues | None
    can_show: bool
    presses: int
    drill: DrillHead | None
    steps: tuple[StepRow, ...]
    guide_href: str
    has_problem: bool
    explanation: Explanation | None
    left_over: str
    warning: WarningValues | None
    contact: Contact | None
    name_rule: NameRule | None
    clock: ClockValues | None
    event_log: EventLogValues


def coach_values(run: Run, guide: Guide, context: ViewContext) -> CoachValues:
    """Return what the coach's templates read."""
    root, utc_offset_s = context.root, context.utc_offset_s
    step, words_of = current(run), guide.words_of(run.lesson)
    explanation, left_over = _explanation(run, context), _left_over(run.world)
    warning, contact = warning_values(run), contact_values(run)
    clock = clock_values(run.world) if context.live else None
    out_of_sync = clock is not None and not clock.in_sync
    return CoachValues(
        count=_count(run),
        heading=words_of[step.slug].title if step else "Rehearsal complete",
        finished=None if step else finish_values(run, guide, root),
        can_show=not run.lesson.real_time,
        presses=run.presses,
        drill=_drill(run, guide, root),
        steps=step_values(run, words_of, root),
        guide_href=root + page_of(run.lesson),
        has_problem=bool(explanation or left_over or warning or contact or out_of_sync),
        explanation=explanation,
        left_over=left_over,
        warning=warning,
        contact=contact if step else run.world.options.contact,
        name_rule=_name_rule(run.world),
        clock=clock,
        event_log=event_log_values(run, utc_offset_s, live=context.live),
    )


def page_of(lesson: Lesson) -> str:
    """Return the address of the page that has a lesson's words, from the site's root."""
    return PAGES.get((lesson.slug, lesson.edition), f"drills/#{lesson.slug}")


def _count(run: Run) -> str:
    step, steps = current(run), run.lesson.steps
    return f"Step {steps.index(step) + 1} of {len(steps)}" if step else "Done"


def _drill(run: Run, guide: Guide, root: str) -> DrillHead | None:
    chapter = guide.drills.get(run.lesson.slug)
    return DrillHead(chapter.title, linked(chapter.about, root)) if chapter else None


def _explanation(run: Run, context: ViewContext) -> Explanation | None:
    if run.refusal is None:
        return None
    return Explanation(
        cause=run.refusal.cause,
        hint=hint(run),
        href=f"{context.root}trouble/#{run.refusal.cause}",
        evidence=evidence_values(run, context.utc_offset_s),
    )


def _name_rule(world: World) -> NameRule | None:
    asks = world.edition == "today" and world.console.screen in ("choose-device", "register-mfa")
    return world.options.name_rule if asks else None


def _left_over(world: World) -> str:
    """Return the serial number of the unassigned device whose name was just refused, or ""."""
    if world.console.screen != "choose-device" or not just_refused(world, "device-name-taken"):
        return ""
    asked = world.activity[-1].resource
    left = (each for each in world.account.devices if each.user_name is None)
    return next((each.serial_number for each in left if each.serial_number == asked), "")
