"""From a run to what the reader sees: HTML, a title, and what a screen reader says."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import seconds_left
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.console.world import EDITIONS
from mfa_rehearsal.lessons import Run, current, next_action
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from mfa_rehearsal.lessons.explanation import hint
from mfa_rehearsal.views.clock_values import clock_values
from mfa_rehearsal.views.coach_values import GUIDES, coach_values
from mfa_rehearsal.views.console_values import console_values
from mfa_rehearsal.views.guide import Guide
from mfa_rehearsal.views.phone_values import phone_values
from mfa_rehearsal.views.templates import ENVIRONMENT
from mfa_rehearsal.views.times import span_text
from mfa_rehearsal.views.view_context import Place
from mfa_rehearsal.views.warning_values import warning_values


@dataclass(frozen=True)
class Drawn:
    """What a press becomes.

    Args:
        html: the inside of the element #practice.
        title: the document's title.
        spoken: what is said aloud of the change.
        redraw_in_s: seconds until codes change and it must be drawn again.
    """

    html: str
    title: str
    spoken: str
    redraw_in_s: int


@dataclass(frozen=True)
class Note:
    """A notice in the strip under the bar, perhaps with a button.

    Args:
        kind: what it is about, its name in the page.
    """

    kind: str
    text: str
    action: str = ""
    label: str = ""


def draw(
    run: Run, guide: Guide, place: Place, said: str = "", *, can_bring_back: bool = False
) -> Drawn:
    """Draw a run.

    Args:
        said: something to tell of the run itself, such as that it continues.
        can_bring_back: whether the reader has just started over, and may take that back.
    """
    coach = coach_values(run, guide, place)
    html = ENVIRONMENT.get_template("practice.html").render(
        bar=_bar(run, place, _notes(run, said, can_bring_back=can_bring_back)),
        console=console_values(run, place),
        phone=phone_values(run, place),
        coach=coach,
        next=type(next_action(run)).__name__,
    )
    title = f"{coach['count']}: {coach['heading']} · MFA Rehearsal"
    phone_now = authenticator.phone_time(run.world.handset.phone, run.world.now)
    spoken = f"{said} {_spoken(run, coach, place)}".strip()
    return Drawn(html, title, spoken, seconds_left(phone_now))


@dataclass(frozen=True)
class Head:
    """What stands in the head of a page.

    Args:
        runtime: the way to the folder of scripts and styles, ending in a slash.
        hashes: what each of its files must be, by its place in the folder.
        inline: what is written into the page: "map", "script" and "style".
        policy: the page's Content-Security-Policy.
    """

    runtime: str
    hashes: Mapping[str, str]
    inline: Mapping[str, Markup]
    policy: str


def page(run: Run, guide: Guide, place: Place, slug: str, head: Head) -> str:
    """Draw the whole page of a run, the one that loads before Python does.

    Args:
        slug: the step the page opens at, or "".
    """
    drawn = draw(run, guide, place)
    return ENVIRONMENT.get_template("page.html").render(
        edition=run.world.edition,
        slug=slug,
        title=drawn.title,
        head=head,
        root=place.root,
        guide=place.root + _guide_address(run, slug),
        practice=Markup(drawn.html),
    )


def _bar(run: Run, place: Place, notes: list[Note]) -> dict[str, object]:
    edition, step = run.world.edition, current(run)
    app = f"{place.root}practice/app/"
    return {
        "editions": [
            {"href": f"{app}{each}/", "name": LABELS[each].edition_name, "current": each == edition}
            for each in EDITIONS
        ],
        "notes": notes,
        "can_undo": run.can_undo,
        "can_skip": not run.lesson.real_time,
        "guide": place.root + _guide_address(run, step.slug if step else ""),
        "drill": run.lesson.slug != ENROLLMENT,
    }


def _notes(run: Run, said: str, *, can_bring_back: bool) -> list[Note]:
    """Return the notices of the strip: what happened to the run itself, and what was skipped."""
    back = ("BringBack", "Bring my run back") if can_bring_back else ("", "")
    notes = [Note("said", said, *back)] if said else []
    if run.world.skipped_s:
        text = (
            f"Skipped ahead {span_text(run.world.skipped_s)}. Your own phone may no longer match."
        )
        notes.append(Note("skipped", text))
    return notes


def _guide_address(run: Run, slug: str) -> str:
    """Return where the guide tells of a step, or the page of drills of this drill."""
    if run.lesson.slug != ENROLLMENT:
        return f"drills/#{run.lesson.slug}"
    return GUIDES[run.world.edition] + (f"#{slug}" if slug else "")


def _spoken(run: Run, coach: dict[str, object], place: Place) -> str:
    """Return what is said of the change. AWS's words of a refusal are an alert of their own."""
    if run.refusal:
        shown = run.refused_action is not None
        return f"{'' if shown else run.refusal.message} {hint(run)}".strip()
    said = [f"{coach['count']}: {coach['heading']}."]
    if warning := warning_values(run):
        said += [f"{warning['title']}.", warning["text"]]
    clock = clock_values(run.world) if place.live else None
    if clock and not clock["in_sync"]:
        said.append("Associated, but out of sync.")
    return " ".join(said)
