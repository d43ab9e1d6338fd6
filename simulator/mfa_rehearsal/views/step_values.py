"""The steps of a lesson as plain values, and the words of the current one.

The coach shows the words if they fit the run, and otherwise the next thing to press.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from markupsafe import Markup, escape

from mfa_rehearsal.console import Action, World, write_action
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.lessons import Offer, Run, Step, current, way_ahead
from mfa_rehearsal.lessons.guides import GUIDES
from mfa_rehearsal.lessons.lesson import Credit, first_case
from mfa_rehearsal.lessons.solutions.passkey_lessons import NAME as PASSKEY_NAME
from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.views.controls import NAMED, how_to, names
from mfa_rehearsal.views.guide import ROOT, Words
from mfa_rehearsal.views.warning_values import newly_locked_out

StepState = Credit | Literal["passed", "current", "open", "other"]

SAID: Mapping[StepState, str] = {
    "done": ", done",
    "shown": ", shown by the coach",
    "passed": ", not needed",
    "current": ", current step",
    "open": "",
    "other": ", alternative",
}
"""What a screen reader says after the title of a step."""

Ahead = Iterator[tuple[World, Action]]
"""The rest of a solution from here: each action with the world before it."""

Offers = tuple[Offer, ...]

STRONG = re.compile(r"<strong>(.*?)</strong>")

SUGGESTED = re.compile(rf"(?<=<code>)(?:{DEVICE_NAME}|{PASSKEY_NAME})(?=</code>)")
"""The device names that the guides suggest."""

ALWAYS_THERE = {"Undo", "Start over", "Show me", "Skip to the next code", "Account activity"}
"""Controls in the bar and the coach."""


@dataclass(frozen=True, eq=False)
class OfferButton:
    """A button in the coach.

    Args:
        name: the one field of its action, or "".
        value: the value of that field.
    """

    label: str
    action: str
    name: str
    value: str


@dataclass(frozen=True, eq=False)
class StepWords:
    """The words of the current step.

    Args:
        do: what to do.
        fits: whether that is right for this run.
        next: what to press next, or "" if the words begin with it.
        see: what the reader will see, or "".
        instead: what to do if they don't, or "".
    """

    do: Markup
    fits: bool
    next: Markup
    see: Markup
    instead: Markup


@dataclass(frozen=True, eq=False)
class StepRow:
    """A step in the coach's list.

    Args:
        said: what a screen reader says after the title.
        note: why it was skipped, or "".
        words: the words of the current step; None for every other step.
    """

    slug: str
    number: int
    title: str
    state: StepState
    said: str
    note: Markup
    hint: str
    offers: tuple[OfferButton, ...]
    words: StepWords | None


def step_values(run: Run, words_of: Mapping[str, Words], root: str) -> tuple[StepRow, ...]:
    """Return a lesson's steps in order."""
    return tuple(
        _step(run, step, number, words_of[step.slug], root)
        for number, step in enumerate(run.lesson.steps, start=1)
    )


def linked(html: str, root: str) -> Markup:
    """Return the guide's words as HTML, with links relative to a page."""
    return Markup(html.replace(ROOT, root))


def _state(run: Run, step: Step) -> StepState:
    here = current(run)
    if step.slug in run.credits:
        return run.credits[step.slug]
    if step == here:
        return "current"
    if step.slug in run.passed or step.slug in run.lesson.taken(run.done):
        return "passed"
    return "other" if step.instead_of else "open"


def _step(run: Run, step: Step, number: int, words: Words, root: str) -> StepRow:
    state = _state(run, step)
    return StepRow(
        slug=step.slug,
        number=number,
        title=words.title,
        state=state,
        said=SAID[state],
        note=_marked(run.world, _note(run, step)),
        hint=step.hint,
        offers=tuple(_offer(offer) for offer in step.offers if offer.when(run.world)),
        words=_words(run, step, words, root) if state == "current" else None,
    )


def _note(run: Run, step: Step) -> str:
    """Return why a step was skipped, unless the step before it says the same."""
    steps = run.lesson.steps
    before = steps[max(steps.index(step) - 1, 0)]
    words = run.passed.get(step.slug, "")
    return "" if before is not step and run.passed.get(before.slug) == words else words


def _words(run: Run, step: Step, words: Words, root: str) -> StepWords:
    """Return the words of the current step, or those of the special case that the run is in."""
    case = first_case(step.instead, run.world)
    do = _marked(run.world, case.words) if case else linked(_by_own_rule(words.do, run), root)
    named = [" ".join(name.split()) for name in STRONG.findall(do)]
    ahead, offers = way_ahead(run), step.offers
    first = _up_to_a_press(ahead, offers)
    now = _how(offers, *first[-1]) if first else ""
    used = (_used(offers, *each) for each in chain(first, ahead))
    there = ALWAYS_THERE | {offer.label for offer in offers if offer.when(run.world)}
    fits = bool(case) or (not newly_locked_out(run) and _all_used(set(named) - there, used))
    return StepWords(
        do=do,
        fits=fits,
        next=_sentence(run.world, "" if fits and _begins(named, now) else now),
        see=linked("" if case else words.see, root),
        instead=linked("" if case else words.instead, root),
    )


def _by_own_rule(html: str, run: Run) -> str:
    """Return a guide's words with a name that the site's own rule allows. A drill's are its own."""
    rule = run.world.options.name_rule
    if rule is None or run.lesson.slug not in GUIDES:
        return html
    return SUGGESTED.sub(lambda _: str(escape(rule.example)), html)


def _up_to_a_press(ahead: Ahead, offers: Offers) -> list[tuple[World, Action]]:
    """Return the actions ahead, up to the first that is more than waiting."""
    first: list[tuple[World, Action]] = []
    for world, action in ahead:
        first.append((world, action))
        if _how(offers, world, action):
            break
    return first


def _how(offers: Offers, world: World, action: Action) -> str:
    """Return what to press for an action, on the page or in the coach, or ""."""
    offered = (f"press **{offer.label}**" for offer in offers if offer.action == action)
    return how_to(world, action) or next(offered, "")


def _used(offers: Offers, world: World, action: Action) -> set[str]:
    """Return the controls that an action uses, on the page and in the coach."""
    return names(world, action) | {offer.label for offer in offers if offer.action == action}


def _all_used(named: set[str], used: Iterable[set[str]]) -> bool:
    """Return whether all these controls are used, playing no more than needed."""
    for controls in used:
        if not named:
            break
        named = named - controls
    return not named


def _begins(named: list[str], now: str) -> bool:
    """Return whether words that name these controls begin with what to press now."""
    return not now or bool(named and named[0] in NAMED.findall(now))


def _sentence(world: World, how: str) -> Markup:
    return _marked(world, f"{how[:1].upper()}{how[1:]}." if how else "")


def _marked(world: World, words: str) -> Markup:
    """Return our words as HTML, with this edition's AWS names filled in and controls in bold."""
    text = str(escape(words.format_map(vars(LABELS[world.edition]))))
    return Markup(NAMED.sub(r"<strong>\1</strong>", text))


def _offer(offer: Offer) -> OfferButton:
    written = write_action(offer.action)
    action = str(written.pop("action"))
    name, value = next(iter(written.items()), ("", ""))
    return OfferButton(offer.label, action, name, str(value))
