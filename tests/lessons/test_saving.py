"""A run that is saved and read again is the same run."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import (
    Run,
    begin_lesson,
    current,
    guide_lessons,
    open_at,
    play,
    read_run,
    read_text,
    rewind,
    show_me,
    write_run,
)
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.saving import MAX_CHARACTERS, saved

from tests.console.conftest import NOW


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_lesson_can_be_saved_midway_and_read_again(edition: Edition) -> None:
    slugs = [step.slug for lesson in guide_lessons(edition) for step in lesson.steps]
    runs = [open_at(edition, slug, "a seed", NOW) for slug in slugs]
    runs += [show_me(show_me(begin_lesson(drill, "a seed", NOW))) for drill in drills(edition)]
    for run in runs:
        again = read_run(json.loads(json.dumps(write_run(run))))
        assert (again.world, again.actions, again.prefers) == (run.world, run.actions, run.prefers)
        assert again.lesson == run.lesson


def test_refused_actions_are_saved_too() -> None:
    run = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("1", "2"))
    again = read_run(write_run(run))
    assert again.refusal
    assert again.world.activity == run.world.activity


def test_a_run_saved_before_a_field_was_renamed_can_be_read() -> None:
    drill = next(each for each in drills("today") if each.slug == "new-phone")
    run = begin_lesson(drill, "a seed", NOW)
    device = run.world.account.devices[0]
    run = play(play(run, a.OpenMfaSection()), a.SelectDevice(device.serial_number))
    data = write_run(run)
    earlier = json.loads(json.dumps(data).replace('"serial_number":', '"serial":'))
    assert earlier != data
    assert read_run(earlier).world == run.world


@pytest.mark.parametrize(
    "change", [{"edition": "1999"}, {"actions": [{"action": "Fly"}]}, {"prefers": "a-former-step"}]
)
def test_data_that_is_not_a_run_of_this_version_is_refused(change: dict[str, object]) -> None:
    data = write_run(open_at("today", "", "a seed", NOW)) | change
    with pytest.raises(ValueError, match=r"not a run|no such"):
        read_run(data)


def test_a_run_that_leads_elsewhere_in_this_version_is_refused() -> None:
    data = write_run(open_at("today", "enter-two-codes", "a seed", NOW))
    moved = {**data, "at": {**read_at(data), "step": "submit-at-once"}}
    with pytest.raises(ValueError, match="submit-at-once"):
        read_run(moved)


def read_at(data: Mapping[str, Any]) -> dict[str, Any]:
    return dict(data["at"])


OLD_RUNS = json.loads(Path(__file__).with_name("runs-of-c22673f.json").read_text())
"""Runs from an old version, cut off anywhere, with the place they had reached.

That version did not save the place.
"""


@pytest.mark.parametrize("run", OLD_RUNS, ids=lambda run: f"{run['lesson']}-{run['at']['step']}")
def test_a_run_of_an_old_version_is_at_the_same_place_or_refused(run: dict[str, Any]) -> None:
    as_it_was_saved = {name: value for name, value in run.items() if name != "at"}
    with pytest.raises(ValueError, match="not a run of this version"):
        read_run(as_it_was_saved)
    try:
        again = read_run(run)
    except (TypeError, ValueError):
        return
    assert write_run(again)["at"] == run["at"]


def test_some_old_runs_can_be_read_and_some_cannot() -> None:
    assert {can_be_read(run) for run in OLD_RUNS} == {True, False}


def can_be_read(run: dict[str, Any]) -> bool:
    try:
        read_run(run)
    except (TypeError, ValueError):
        return False
    return True


# -- What a browser has stored may be anything ----------------------------------------------------

WHOLE: Mapping[str, Any] = write_run(
    play(play(open_at("today", "enter-two-codes", "a seed", NOW), a.Wait(5)), a.SkipAhead(600))
)
ODD = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


def read_or_refuse(text: str) -> Run | None:
    """Return the run that a text contains, or None if it is refused. Nothing else is raised."""
    try:
        return read_text(text)
    except ValueError:
        return None


@given(some.text() | ODD.map(json.dumps))
def test_any_text_is_a_run_or_is_refused(text: str) -> None:
    assert read_or_refuse(text) is None


@given(some.sampled_from(sorted(WHOLE)), ODD)
def test_a_run_with_one_odd_value_is_read_unchanged_or_refused(name: str, odd: object) -> None:
    run = read_or_refuse(json.dumps({**WHOLE, name: odd}))
    assert run is None or write_run(run)[name] == odd


@given(
    some.dictionaries(
        some.sampled_from(["action", "seconds", "offset_s", "entry_id", "text"]), ODD
    ),
    some.sampled_from(["Wait", "SkipAhead", "SetPhoneClock", "OpenEntry", "Scan", "Fly"]),
)
def test_an_action_with_odd_values_is_refused_or_leaves_a_valid_time(
    fields: dict[str, object], name: str
) -> None:
    actions = [*WHOLE["actions"], {"action": name} | fields]
    run = read_or_refuse(json.dumps({**WHOLE, "actions": actions}))
    assert run is None or run.start.now <= run.world.now


@pytest.mark.parametrize(
    "action",
    [
        {"action": "Wait", "seconds": 0},
        {"action": "Wait", "seconds": -30},
        {"action": "Wait", "seconds": "30"},
        {"action": "Wait", "seconds": 30.0},
        {"action": "Wait", "seconds": True},
        {"action": "Wait", "seconds": math.inf},
        {"action": "Wait", "seconds": math.nan},
        {"action": "Wait", "seconds": 10**17},
        {"action": "SkipAhead", "seconds": -1},
        {"action": "SkipAhead", "seconds": 10**6},
        {"action": "SetPhoneClock", "offset_s": 10**9},
        {"action": "OpenEntry", "entry_id": -1},
        {"action": "Scan", "text": ["otpauth://"]},
        {"action": "Scan", "text": "x", "shown": "True"},
        {"action": "GoHome", "more": 1},
        {"action": "Fly"},
        {"action": ["GoHome"]},
        {},
        "GoHome",
    ],
)
def test_an_action_that_no_control_sends_is_refused(action: object) -> None:
    assert read_or_refuse(json.dumps(WHOLE)) is not None
    assert read_or_refuse(json.dumps({**WHOLE, "actions": [action]})) is None


@pytest.mark.parametrize(
    "change",
    [
        {"begun": True},
        {"begun": str(NOW)},
        {"begun": -math.inf},
        {"begun": 10**12},
        {"seed": 5},
        {"seed": "x" * 101},
        {"lesson": "no-such-lesson"},
        {"actions": {}},
        {"actions": [{"action": "Wait", "seconds": 3 * 10**9}] * 2},
    ],
)
def test_a_start_that_no_page_makes_is_refused(change: dict[str, object]) -> None:
    assert read_or_refuse(json.dumps({**WHOLE, **change})) is None


DAY_S = 24 * 60 * 60
LONGEST_S = 100 * 366 * DAY_S
ENTRY = 200_000


@pytest.mark.parametrize(
    ("kind", "name", "lowest", "highest"),
    [
        ("Wait", "seconds", 1, LONGEST_S),
        ("SkipAhead", "seconds", 1, DAY_S),
        ("SetPhoneClock", "offset_s", -DAY_S, DAY_S),
        ("OpenEntry", "entry_id", 0, ENTRY),
    ],
)
def test_a_number_is_read_up_to_the_most_that_a_control_sends(
    kind: str, name: str, lowest: int, highest: int
) -> None:
    def is_read(number: int) -> bool:
        action = {"action": kind, name: number}
        data = {**write_run(begin_lesson(guide_lessons("today")[0], "a seed", NOW))}
        try:
            read_run({**data, "actions": [action]})
        except ValueError as refused:
            return "not from" not in str(refused)
        return True

    numbers = (lowest - 1, lowest, highest, highest + 1)
    assert [is_read(number) for number in numbers] == [False, True, True, False]


def test_the_clock_can_be_followed_back_and_ahead_but_not_by_nothing() -> None:
    run = begin_lesson(guide_lessons("today")[0], "a seed", NOW)
    for seconds in (-1, 1, 3600):
        moved = play(run, a.FollowClock(seconds))
        assert read_run(write_run(moved)).world == moved.world
    still = {**write_run(run), "actions": [{"action": "FollowClock", "seconds": 0}]}
    with pytest.raises(ValueError, match="not from 1 to"):
        read_run(still)


@pytest.mark.parametrize(
    ("change", "is_read"),
    [
        ({"seed": "x" * 100}, True),
        ({"seed": "x" * 101}, False),
        ({"begun": 0}, True),
        ({"begun": -1}, False),
        ({"begun": 2**33}, True),
        ({"begun": 2**33 + 1}, False),
    ],
)
def test_a_start_is_read_up_to_its_limits(change: dict[str, object], is_read: bool) -> None:
    begun = write_run(begin_lesson(guide_lessons("today")[0], "a seed", NOW))
    assert (read_or_refuse(json.dumps({**begun, **change})) is not None) == is_read


def test_text_is_read_up_to_its_limit() -> None:
    text = json.dumps(WHOLE)
    longest = text + " " * (MAX_CHARACTERS - len(text))
    assert read_or_refuse(longest) is not None
    with pytest.raises(ValueError, match="200001 characters are too many for a run"):
        read_text(f"{longest} ")


@pytest.mark.parametrize("text", ["[[[[]]]]", '[{"a":[[]]}]', "[[],[[[]]]]"])
def test_four_levels_are_too_many(text: str) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        read_text(text)


@pytest.mark.parametrize("text", ["[[[]]]", '[[["[["]],[[]]]'])
def test_three_levels_are_read_as_json(text: str) -> None:
    with pytest.raises(ValueError, match="not a run of this version"):
        read_text(text)


def test_a_run_says_where_it_is() -> None:
    run = play(open_at("today", "enter-two-codes", "a seed", NOW), a.OpenEntry(1))
    view = run.world.handset.view
    at = {"step": "enter-two-codes", "screen": "set-up-device", "view": view}
    assert write_run(run)["at"] == {**at, "presses": run.presses}
    for name, other in {"screen": "home", "view": "home", "presses": 0}.items():
        with pytest.raises(ValueError, match="and is now at"):
            read_run({**write_run(run), "at": {**at, "presses": run.presses, name: other}})


def test_only_a_run_that_is_over_is_stored_without_what_was_typed_on_the_phone() -> None:
    run = open_at("today", "type-the-secret-key", "a seed", NOW)
    for action in (a.ShowSecretKey(), a.OpenManualEntry(), a.AddByHand("me", "MFRGGZDF" * 8)):
        run = play(run, action)
    assert "MFRGGZDF" in json.dumps(saved(run))
    while current(run):
        run = show_me(run)
    assert "MFRGGZDF" not in json.dumps(saved(run))
    assert read_run(saved(run)).world.handset.phone.entries[0].account_name == "Typed entry"
    assert "MFRGGZDF" in json.dumps(write_run(run))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 30_000,
        json.dumps({**WHOLE, "seed": "x" * MAX_CHARACTERS}),
        '"' + "\\" * 50_000,
        "9" * 5_000,
    ],
    ids=["lists", "objects", "long", "open text", "digits"],
)
def test_text_that_is_too_long_or_too_deep_is_refused_unread(text: str) -> None:
    assert read_or_refuse(text) is None


def test_brackets_in_typed_text_do_not_count_as_nesting() -> None:
    run = play(open_at("today", "scan-the-qr-code", "a seed", NOW), a.OpenAuthenticator())
    for action in (a.AddAccount(), a.OpenCamera(), a.Scan('[[[["{\\"[[[')):
        run = play(run, action)
    assert read_text(json.dumps(write_run(run))).world == run.world


def test_rewinding_goes_back_to_a_number_of_presses() -> None:
    run = open_at("today", "show-the-qr-code", "a seed", NOW)
    assert rewind(run, 1).world.console.screen == "sign-in-password"
    assert rewind(run, 0).world == run.start
    assert rewind(run, 99) == run


def test_a_step_that_a_wait_completed_is_still_done_when_the_run_is_read() -> None:
    run = open_at("today", "late-at-the-door", "a seed", NOW)
    for seconds in (1, 90, 36_000):
        run = play(run, a.Wait(seconds))
    assert "walk-away" in run.done
    assert read_run(write_run(run)) == run
