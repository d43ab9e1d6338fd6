"""A run as plain data, and back: its start and its list of actions are enough.

A later version may lead elsewhere with the same actions. So a run records where it was when it was
written; if replaying it doesn't lead there, it can't be continued.

Rule: what is read may be anything, because a browser stored it. A run is read only if a reader's
presses could have made it; anything else is a `ValueError` before it is played.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import EDITIONS, Action, Edition, read_action, write_action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.randomness import secrets_made
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.lessons.guides import find_lesson
from mfa_rehearsal.lessons.masking import redacted
from mfa_rehearsal.lessons.run import Run, begin_lesson, current, replay

Kind = TypeVar("Kind")


def write_run(run: Run) -> dict[str, object]:
    """Return a run as data that can be written as JSON."""
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
    """Return where a run is, as a reader would describe it."""
    step, world = current(run), run.world
    return {
        "step": step.slug if step else "",
        "screen": world.console.screen,
        "view": world.handset.view,
        "presses": run.presses,
    }


def saved(run: Run) -> dict[str, object]:
    """Return a run as a browser may store it: once it is over, without what was typed on the phone.

    A name or a key may be real. One that this console showed is no secret.
    """
    data = write_run(run)
    if run.over:
        shown = secrets_made(run.world)
        data["actions"] = [write_action(redacted(each, shown)) for each in run.actions]
    return data


def read_text(text: str, options: SiteOptions = OURS) -> Run:
    """Return the run that a browser stored as text, if this site offers its lesson.

    Raises:
        ValueError: it is not the text of a run of this version.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{len(text)} characters are too many for a run")
    if _depth(text) > MAX_DEPTH:
        raise ValueError("nested too deeply for a run")
    return read_run(json.loads(text), options)


def read_run(data: object, options: SiteOptions = OURS) -> Run:
    """Return the run that was written, replayed from its start.

    Raises:
        ValueError: the data is not a run of this version, or it leads to another place now.
    """
    try:
        return _read(_typed(data, dict), options)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a run of this version: {error!r}") from error


def _read(data: Mapping[str, Any], options: SiteOptions) -> Run:
    edition = read_edition(data["edition"])
    slug, seed, prefers = (_typed(data[name], str) for name in ("lesson", "seed", "prefers"))
    lesson = find_lesson(edition, slug)
    if lesson is None or not options.offers(slug) or len(seed) > MAX_SEED_CHARACTERS:
        raise ValueError(f"no such lesson or seed: {slug}")
    begun = _within(_typed(data["begun"], int), 0, LATEST_START)
    actions = tuple(_read_action(_typed(each, dict)) for each in _typed(data["actions"], list))
    times = (each.seconds for each in actions if isinstance(each, CLOCK_ACTIONS))
    _within(sum(seconds for seconds in times if seconds > 0), 0, LONGEST_WAIT_S)
    lesson.before(prefers)  # raises if there is no such step
    begun_run = begin_lesson(lesson, seed, UnixSeconds(begun), options)
    run = replace(replay(begun_run, actions), prefers=prefers)
    if _place(run) != data["at"]:
        raise ValueError(f"the run was at {data['at']} and is now at {_place(run)}")
    return run


def read_edition(name: str) -> Edition:
    """Return the edition with this name.

    Raises:
        ValueError: there is no such edition.
    """
    for edition in EDITIONS:
        if edition == name:
            return edition
    raise ValueError(f"no such edition: {name}")


def _read_action(written: Mapping[str, Any]) -> Action:
    """Return an action after checking that each value has its field's type."""
    sent = {RENAMED.get(name, name): value for name, value in written.items() if name != "action"}
    made = read_action(_typed(written["action"], str), {k: str(v) for k, v in sent.items()})
    for field in fields(made):
        if field.name in sent:
            _typed(sent.pop(field.name), type(getattr(made, field.name)))
    if sent:
        raise ValueError(f"no such fields: {sorted(sent)}")
    return _possible(made)


def _possible(action: Action) -> Action:
    """Return an action if a control can have sent it."""
    match action:
        case a.Wait(seconds=seconds):
            _within(seconds, 1, LONGEST_WAIT_S)
        case a.FollowClock(seconds=seconds):
            _within(abs(seconds), 1, LONGEST_WAIT_S)
        case a.SkipAhead(seconds=seconds):
            _within(seconds, 1, DAY_S)
        case a.SetPhoneClock(offset_s=offset_s):
            _within(offset_s, -DAY_S, DAY_S)
        case a.OpenEntry(entry_id=entry_id):
            _within(entry_id, 0, MAX_CHARACTERS)
    return action


def _typed(value: object, kind: type[Kind]) -> Kind:
    """Return a value if it has exactly this type: a bool is not an int."""
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__}, not {kind.__name__}")
    return value


def _within(number: int, lowest: int, highest: int) -> int:
    if not lowest <= number <= highest:
        raise ValueError(f"not from {lowest} to {highest}")
    return number


def _depth(text: str) -> int:
    """Return how deeply JSON is nested. Too deep, and Python's own parser runs out of stack."""
    depth = deepest = 0
    for mark in MARKS.findall(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        deepest = max(deepest, depth)
    return deepest


RENAMED: Final[Mapping[str, str]] = {"serial": "serial_number"}
"""Fields of actions that had other names in runs saved earlier."""

CLOCK_ACTIONS = (a.Wait, a.SkipAhead, a.FollowClock)
"""Actions that move the run's clock."""

MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
"""Strings in JSON, whose brackets don't count, and brackets."""

MAX_CHARACTERS: Final = 200_000
"""More than any reader reaches: about five thousand presses, played in seconds in the browser."""

MAX_DEPTH: Final = 3
"""A run, its list of actions, one action."""

MAX_SEED_CHARACTERS: Final = 100
DAY_S: Final = 24 * 60 * 60
"""No control skips more time than this, or sets a clock wrong by more."""

LONGEST_WAIT_S: Final = 100 * 366 * DAY_S
LATEST_START: Final = 2**33
"""In the year 2242. Even after the longest wait, the world's time is still a valid date."""
