"""A run as plain data, and back: its beginning and its list of actions say it all.

A later version of this may lead elsewhere by the same actions. So a run says where it was when it
was written; where it isn't there again when it is read, it can't be continued.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulator.clock import UnixSeconds
from simulator.console import EDITIONS, Edition, read_action, write_action
from simulator.console.world import secrets_made
from simulator.lessons.drills import find_drill
from simulator.lessons.enrolment import enrolment
from simulator.lessons.masking import forgotten
from simulator.lessons.run import Run, begin_lesson, current, replay


def write_run(run: Run) -> dict[str, object]:
    """Return a run as data that JSON can hold."""
    return {
        "edition": run.start.edition,
        "lesson": run.lesson.slug,
        "prefers": run.prefers,
        "seed": run.start.seed,
        "begun": run.start.now,
        "actions": [write_action(action) for action in run.actions],
        "at": _place(run),
    }


def _place(run: Run) -> dict[str, object]:
    """Return where a run is, as a reader would say."""
    step, world = current(run), run.world
    return {
        "step": step.slug if step else "",
        "screen": world.console.screen,
        "view": world.handset.view,
        "presses": run.presses,
    }


def saved(run: Run) -> dict[str, object]:
    """Return a run as a browser may keep it: once it is over, without what was typed on the phone.

    A name or a key may be a real one. What this console showed itself is no secret.
    """
    data = write_run(run)
    if run.over:
        shown = secrets_made(run.world)
        data["actions"] = [write_action(forgotten(each, shown)) for each in run.actions]
    return data


def read_run(data: Mapping[str, Any]) -> Run:
    """Return the run that was written, played again from its beginning.

    Raises:
        KeyError, TypeError, ValueError: the data is not a run of this version, or not one that
            leads to the same place in it.
    """
    edition, place = read_edition(data["edition"]), data["at"]
    lesson = find_drill(edition, data["lesson"]) or enrolment(edition)
    begun = begin_lesson(lesson, str(data["seed"]), UnixSeconds(int(data["begun"])))
    actions = tuple(_read(dict(each)) for each in data["actions"])
    prefers = str(data["prefers"])
    lesson.before(prefers)  # raises where there is no such step any more
    run = replace(replay(begun, actions), prefers=prefers)
    if _place(run) != place:
        raise ValueError(f"the run was at {place}, and is at {_place(run)}")
    return run


def read_edition(name: str) -> Edition:
    """Return the edition of this name.

    Raises:
        ValueError: there is none.
    """
    for edition in EDITIONS:
        if edition == name:
            return edition
    raise ValueError(f"no such edition: {name}")


def _read(written: dict[str, Any]) -> Any:
    name = written.pop("action")
    return read_action(name, {key: str(value) for key, value in written.items()})
