"""Turns a run into what the reader sees: HTML, a title and what a screen reader says."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import seconds_left
from mfa_rehearsal.lessons import Run, next_action
from mfa_rehearsal.lessons.explanation import hint
from mfa_rehearsal.views.bar_values import bar_values, guide_address
from mfa_rehearsal.views.coach_values import CoachValues, coach_values
from mfa_rehearsal.views.console_values import console_values
from mfa_rehearsal.views.guide import Guide
from mfa_rehearsal.views.phone_values import phone_values
from mfa_rehearsal.views.templates import ENVIRONMENT
from mfa_rehearsal.views.view_context import ViewContext


@dataclass(frozen=True)
class Drawn:
    """A drawn run.

    Args:
        html: the content of the element #practice.
        title: the document's title.
        spoken: what a screen reader says about the change.
        redraw_in_s: seconds until the codes change and the run must be drawn again.
    """

    html: str
    title: str
    spoken: str
    redraw_in_s: int


def draw(
    run: Run, guide: Guide, context: ViewContext, said: str = "", *, can_bring_back: bool = False
) -> Drawn:
    """Draw a run.

    Args:
        said: a message about the run itself, such as that it was resumed.
        can_bring_back: whether the reader just started over and can still restore the old run.
    """
    coach = coach_values(run, guide, context)
    following = next_action(run)
    html = ENVIRONMENT.get_template("practice.html").render(
        bar=bar_values(run, context, said, can_bring_back=can_bring_back),
        console=console_values(run, context, following),
        phone=phone_values(run, context),
        coach=coach,
        next=type(following).__name__,
    )
    title = f"{coach.count}: {coach.heading} · MFA Rehearsal"
    phone_now = authenticator.phone_time(run.world.handset.phone, run.world.now)
    spoken = f"{said} {_spoken(run, coach)}".strip()
    return Drawn(html, title, spoken, seconds_left(phone_now))


@dataclass(frozen=True)
class Linked:
    """A file that a page loads: its relative address, and its hash as browsers write it."""

    address: str
    hash: str


@dataclass(frozen=True)
class Head:
    """What the head of a page contains.

    Args:
        files: the files of the runtime, by name.
        sizes: the bytes of the largest of them by name, as JSON.
        font: the address of the typeface.
        first_scripts: the scripts that answer the first press, besides the page's own two.
        inline: what is written into the page itself: "map", "script", "restore" and "style".
        policy: the page's Content-Security-Policy.
    """

    files: Mapping[str, Linked]
    sizes: Markup
    font: str
    first_scripts: tuple[str, ...]
    inline: Mapping[str, Markup]
    policy: str


def page(
    run: Run, guide: Guide, context: ViewContext, slug: str, head: Head, road: str = ""
) -> str:
    """Draw the whole page of a run, which loads before Python does.

    Args:
        slug: the step that the page opens at, or "".
        road: the address of what its next presses become, or "".
    """
    drawn = draw(run, guide, context)
    return ENVIRONMENT.get_template("page.html").render(
        edition=run.world.edition,
        slug=slug,
        title=drawn.title,
        head=head,
        road=road,
        root=context.root,
        guide=context.root + guide_address(run, slug),
        practice=Markup(drawn.html),
    )


def _spoken(run: Run, coach: CoachValues) -> str:
    """Return what a screen reader says. The console announces AWS's refusals itself, as alerts."""
    if run.refusal:
        shown = run.refused_action is not None
        return f"{'' if shown else run.refusal.message} {hint(run)}".strip()
    said = [f"{coach.count}: {coach.heading}."]
    if coach.warning:
        said += [f"{coach.warning.title}.", coach.warning.text]
    if coach.clock and not coach.clock.in_sync:
        said.append("Associated, but out of sync.")
    return " ".join(said)
