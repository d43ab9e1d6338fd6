"""The coach as plain values: the steps, the current one's words, what went wrong and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from simulator import iam
from simulator.clock import PERIOD_S
from simulator.console.enrolling import CLASSIC_DEVICE_NAME
from simulator.console.world import World, root_devices
from simulator.iam.limits import CHECK_EITHER_SIDE_STEPS
from simulator.lessons import Run, Step, current
from simulator.views.times import span_text

GUIDES = {"today": "guide/", "classic": "classic/"}
"""Where the guide of each edition lies, seen from the site's root."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the guide says of one step; HTML with links from the site's root.

    Args:
        title: the heading without its number, as plain text.
        do: what to do.
        see: what one will see, or "".
        instead: what if not, or "".
    """

    title: str
    do: str = ""
    see: str = ""
    instead: str = ""


Guide = Mapping[str, Mapping[str, Words]]
"""The guide's words by edition and slug."""


def coach_values(run: Run, guide: Guide, root: str) -> dict[str, object]:
    """Return what the coach's template reads.

    Args:
        guide: the guide's words.
        root: the way from the page to the site's root, such as "../../../".
    """
    step, steps = current(run), run.lesson.steps
    words = guide[run.world.edition]
    number = steps.index(step) + 1 if step else len(steps)
    return {
        "count": f"Step {number} of {len(steps)}" if step else "Done",
        "heading": words[step.slug].title if step else "Rehearsed",
        "finished": step is None,
        "steps": [_step(run, each, words[each.slug], root) for each in steps],
        "guide": root + GUIDES[run.world.edition],
        "refused": _refused(run, root),
        "out_of_step": _out_of_step(run.world),
    }


def _step(run: Run, step: Step, words: Words, root: str) -> dict[str, object]:
    done = run.lesson.done(run.world)
    here = current(run)
    state = "done" if step.slug in done else "current" if step == here else "open"
    if step.instead_of and state == "open":
        state = "other"
    return {
        "slug": step.slug,
        "number": run.lesson.steps.index(step) + 1,
        "title": words.title,
        "state": state,
        "said": SAID[state],
        "current": step == here,
        "hint": step.hint,
        "words": {
            "do": Markup(words.do.replace(ROOT, root)),
            "see": Markup(words.see.replace(ROOT, root)),
            "instead": Markup(words.instead.replace(ROOT, root)),
        },
    }


SAID = {"done": ", done", "current": ", current step", "open": "", "other": ", the other way"}

ROOT = "root:/"
"""Stands in the guide's words for the way to the site's root."""


def _refused(run: Run, root: str) -> dict[str, str] | None:
    refusal = run.refusal
    if refusal is None:
        return None
    taken = iam.serial_number(run.world.account, CLASSIC_DEVICE_NAME)
    left_over = refusal.cause == "device-name-taken" and run.world.edition == "classic"
    return {
        "hint": refusal.hint,
        "href": f"{root}trouble/#{refusal.cause}",
        "serial": taken if left_over else "",
    }


def _out_of_step(world: World) -> str:
    offsets = [abs(device.offset_steps) for device in root_devices(world)]
    if not offsets or min(offsets) <= CHECK_EITHER_SIDE_STEPS:
        return ""
    return span_text(min(offsets) * PERIOD_S)
