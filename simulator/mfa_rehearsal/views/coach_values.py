"""The coach as plain values: the steps, the current one's words, what went wrong and why."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from markupsafe import Markup, escape

from mfa_rehearsal.console import Action, World, write_action
from mfa_rehearsal.console.labels import LABELS
from mfa_rehearsal.lessons import Offer, Run, Step, current, way_ahead
from mfa_rehearsal.lessons.explanation import hint
from mfa_rehearsal.lessons.goals.history import just_refused
from mfa_rehearsal.lessons.lesson import first_case
from mfa_rehearsal.views.clock_values import clock_values
from mfa_rehearsal.views.controls import NAMED, how_to, names
from mfa_rehearsal.views.event_log_values import record_values
from mfa_rehearsal.views.evidence_values import evidence_values
from mfa_rehearsal.views.finish_values import finish_values
from mfa_rehearsal.views.guide import ROOT, Guide, Words
from mfa_rehearsal.views.view_context import Place
from mfa_rehearsal.views.warning_values import newly_locked_out, warning_values

GUIDES = {"today": "guide/", "classic": "classic/"}
"""Where the guide of each edition lies, seen from the site's root."""

Ahead = Iterator[tuple[World, Action]]
"""What a solution does from here, each action with the world before it."""

STRONG = re.compile(r"<strong>(.*?)</strong>")

ALWAYS_THERE = {"Undo", "Start over", "Show me", "Skip to the next code", "Account activity"}
"""Controls of the bar and the coach."""


def coach_values(run: Run, guide: Guide, place: Place) -> dict[str, object]:
    """Return what the coach's template reads."""
    root, utc_offset_s = place.root, place.utc_offset_s
    step, steps = current(run), run.lesson.steps
    words = guide.words_of(run.lesson)
    chapter = guide.drills.get(run.lesson.slug)
    number = steps.index(step) + 1 if step else len(steps)
    refused = _refused(run, root)
    clock = clock_values(run.world) if place.live else None
    left_over = _left_over(run.world)
    return {
        "count": f"Step {number} of {len(steps)}" if step else "Done",
        "heading": words[step.slug].title if step else "Rehearsal complete",
        "finished": finish_values(run, guide, root) if step is None else None,
        "shows": not run.lesson.real_time,
        "presses": run.presses,
        "drill": {"title": chapter.title, "about": _linked(chapter.about, root)}
        if chapter
        else None,
        "steps": [
            _step(run, each, number, words[each.slug], root)
            for number, each in enumerate(steps, start=1)
        ],
        "guide": root + GUIDES[run.world.edition],
        "refused": refused,
        "trouble": bool(refused or left_over or (clock and not clock["in_sync"])),
        "left_over": left_over,
        "warning": warning_values(run),
        "evidence": evidence_values(run, utc_offset_s),
        "clock": clock,
        "record": record_values(run, utc_offset_s, live=place.live),
    }


def _state(run: Run, step: Step) -> str:
    here = current(run)
    if step.slug in run.credits:
        return run.credits[step.slug]
    if step == here:
        return "current"
    if step.slug in run.passed or step.slug in run.lesson.taken(run.done):
        return "passed"
    return "other" if step.instead_of else "open"


def _step(run: Run, step: Step, number: int, words: Words, root: str) -> dict[str, object]:
    state = _state(run, step)
    offers = [_offer(offer) for offer in step.offers if offer.when(run.world)]
    values: dict[str, object] = {
        "slug": step.slug,
        "number": number,
        "title": words.title,
        "state": state,
        "said": SAID[state],
        "current": state == "current",
        "note": _marked(run.world, _note(run, step)),
        "hint": step.hint,
        "offers": offers,
    }
    if state == "current":
        values["words"] = _words(run, step, words, root)
    return values


def _note(run: Run, step: Step) -> str:
    """Return why a step was passed by, where the step before it does not say the same."""
    steps = run.lesson.steps
    before = steps[max(steps.index(step) - 1, 0)]
    words = run.passed.get(step.slug, "")
    return "" if before is not step and run.passed.get(before.slug) == words else words


def _words(run: Run, step: Step, words: Words, root: str) -> dict[str, object]:
    """Return the words of the current step: its own, or those of the case the run is in."""
    case = first_case(step.instead, run.world)
    do = _marked(run.world, case.words) if case else _linked(words.do, root)
    named = [" ".join(name.split()) for name in STRONG.findall(do)]
    ahead = way_ahead(run)
    first = _up_to_a_press(ahead)
    now = how_to(*first[-1]) if first else ""
    there = ALWAYS_THERE | {offer.label for offer in step.offers}
    on_the_way = chain(first, ahead)
    fits = bool(case) or (not newly_locked_out(run) and _come(set(named) - there, on_the_way))
    return {
        "do": do,
        "fits": fits,
        "next": "" if fits and _begins(named, now) else _sentence(run.world, now),
        "see": "" if case else _linked(words.see, root),
        "instead": "" if case else _linked(words.instead, root),
    }


def _up_to_a_press(ahead: Ahead) -> list[tuple[World, Action]]:
    """Return what is ahead up to the first thing that is not waiting."""
    first: list[tuple[World, Action]] = []
    for world, action in ahead:
        first.append((world, action))
        if how_to(world, action):
            break
    return first


def _come(named: set[str], ahead: Iterable[tuple[World, Action]]) -> bool:
    """Say whether these controls come on the way ahead, followed no farther than needed."""
    for world, action in ahead:
        if not named:
            break
        named = named - names(world, action)
    return not named


def _begins(named: list[str], now: str) -> bool:
    """Say whether words that name these controls begin with what is to be pressed now."""
    return not now or bool(named and named[0] in NAMED.findall(now))


def _sentence(world: World, how: str) -> Markup:
    return _marked(world, f"{how[:1].upper()}{how[1:]}." if how else "")


def _marked(world: World, words: str) -> Markup:
    """Return words of ours as HTML: AWS's names of this edition filled in, controls in bold."""
    text = str(escape(words.format_map(vars(LABELS[world.edition]))))
    return Markup(NAMED.sub(r"<strong>\1</strong>", text))


def _offer(offer: Offer) -> dict[str, str]:
    written = write_action(offer.action)
    action = str(written.pop("action"))
    name, value = next(iter(written.items()), ("", ""))
    return {"label": offer.label, "action": action, "name": name, "value": str(value)}


def _linked(html: str, root: str) -> Markup:
    return Markup(html.replace(ROOT, root))


SAID = {
    "done": ", done",
    "shown": ", shown by the coach",
    "passed": ", not needed",
    "current": ", current step",
    "open": "",
    "other": ", the other way",
}


def _refused(run: Run, root: str) -> dict[str, str] | None:
    if run.refusal is None:
        return None
    return {
        "cause": run.refusal.cause,
        "hint": hint(run),
        "href": f"{root}trouble/#{run.refusal.cause}",
    }


def _left_over(world: World) -> str:
    """Return the serial number of the unassigned device whose name was just refused, or ""."""
    if world.console.screen != "choose-device" or not just_refused(world, "device-name-taken"):
        return ""
    asked = world.activity[-1].resource
    left = (each for each in world.account.devices if each.user_name is None)
    return next((each.serial_number for each in left if each.serial_number == asked), "")
