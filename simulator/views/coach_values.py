"""The coach as plain values: the steps, the current one's words, what went wrong and why."""

from markupsafe import Markup

from simulator.console import write_action
from simulator.console.actions import ChooseDevice
from simulator.console.enrolling import CLASSIC_DEVICE_NAME
from simulator.lessons import Offer, Run, Step, current
from simulator.views.clock_values import clock_values
from simulator.views.guide import ROOT, Guide, Words
from simulator.views.place import Place
from simulator.views.record_values import evidence_values, record_values

GUIDES = {"today": "guide/", "classic": "classic/"}
"""Where the guide of each edition lies, seen from the site's root."""


def coach_values(run: Run, guide: Guide, place: Place) -> dict[str, object]:
    """Return what the coach's template reads."""
    root, utc_offset_s = place.root, place.utc_offset_s
    step, steps, done = current(run), run.lesson.steps, run.done
    words = guide.words_of(run.lesson)
    chapter = guide.drills.get(run.lesson.slug)
    number = steps.index(step) + 1 if step else len(steps)
    refused = _refused(run, root)
    clock = clock_values(run.world) if place.live else None
    return {
        "count": f"Step {number} of {len(steps)}" if step else "Done",
        "heading": words[step.slug].title if step else "Rehearsed",
        "finished": step is None,
        "shows": not run.lesson.real_time,
        "drill": {"title": chapter.title, "about": _linked(chapter.about, root)}
        if chapter
        else None,
        "drills": f"{root}drills/",
        "steps": [
            _step(each, number, words[each.slug], _state(each, step, done), root)
            for number, each in enumerate(steps, start=1)
        ],
        "guide": root + GUIDES[run.world.edition],
        "refused": refused,
        "trouble": bool(refused or (clock and not clock["in_step"])),
        "evidence": evidence_values(run, utc_offset_s),
        "clock": clock,
        "record": record_values(run, utc_offset_s, live=place.live),
    }


def _state(step: Step, here: Step | None, done: frozenset[str]) -> str:
    if step.slug in done:
        return "done"
    if step == here:
        return "current"
    return "other" if step.instead_of else "open"


def _step(step: Step, number: int, words: Words, state: str, root: str) -> dict[str, object]:
    return {
        "slug": step.slug,
        "number": number,
        "title": words.title,
        "state": state,
        "said": SAID[state],
        "current": state == "current",
        "hint": step.hint,
        "offers": [_offer(offer) for offer in step.offers],
        "words": {
            "do": _linked(words.do, root),
            "see": _linked(words.see, root),
            "instead": _linked(words.instead, root),
        },
    }


def _offer(offer: Offer) -> dict[str, str]:
    written = write_action(offer.action)
    action = str(written.pop("action"))
    name, value = next(iter(written.items()), ("", ""))
    return {"label": offer.label, "action": action, "name": name, "value": str(value)}


def _linked(html: str, root: str) -> Markup:
    return Markup(html.replace(ROOT, root))


SAID = {"done": ", done", "current": ", current step", "open": "", "other": ", the other way"}


def _refused(run: Run, root: str) -> dict[str, str] | None:
    if run.refusal is None:
        return None
    return {
        "hint": run.refusal.hint,
        "href": f"{root}trouble/#{run.refusal.cause}",
        "serial": _left_over(run),
    }


def _left_over(run: Run) -> str:
    """Return the serial number of the unassigned device whose name was asked for, or ""."""
    action, account = run.refused_action, run.world.account
    if not isinstance(action, ChooseDevice):
        return ""
    name = CLASSIC_DEVICE_NAME if run.world.edition == "classic" else action.name.strip()
    left = (d for d in account.devices if d.name == name and d.user_name is None)
    return next((device.serial_number for device in left), "")
