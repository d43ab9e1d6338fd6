"""What is saved and read again is the same run."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from simulator.console import EDITIONS, Edition
from simulator.console import actions as a
from simulator.lessons import begin_lesson, open_at, play, read_run, rewind, show_me, write_run
from simulator.lessons.drills import drills
from simulator.lessons.enrolment import STEPS
from tests.console.conftest import NOW


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_lesson_can_be_saved_in_its_middle_and_read_again(edition: Edition) -> None:
    runs = [open_at(edition, step.slug, "a seed", NOW) for step in STEPS]
    runs += [show_me(show_me(begin_lesson(drill, "a seed", NOW))) for drill in drills(edition)]
    for run in runs:
        again = read_run(json.loads(json.dumps(write_run(run))))
        assert (again.world, again.actions, again.prefers) == (run.world, run.actions, run.prefers)
        assert again.lesson == run.lesson


def test_a_refused_action_is_part_of_what_is_saved() -> None:
    run = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("1", "2"))
    again = read_run(write_run(run))
    assert again.refusal
    assert again.world.activity == run.world.activity


@pytest.mark.parametrize(
    "change", [{"edition": "1999"}, {"actions": [{"action": "Fly"}]}, {"prefers": "a-step-of-old"}]
)
def test_what_is_not_a_run_of_this_version_is_refused(change: dict[str, object]) -> None:
    data = write_run(open_at("today", "", "a seed", NOW)) | change
    with pytest.raises((KeyError, ValueError)):
        read_run(data)


def test_a_run_that_leads_elsewhere_in_this_version_is_refused() -> None:
    data = write_run(open_at("today", "enter-two-codes", "a seed", NOW))
    moved = {**data, "at": {**read_at(data), "step": "submit-at-once"}}
    with pytest.raises(ValueError, match="submit-at-once"):
        read_run(moved)


def read_at(data: Mapping[str, Any]) -> dict[str, Any]:
    return dict(data["at"])


OLD_RUNS = json.loads(Path(__file__).with_name("runs-of-c22673f.json").read_text())
"""Runs of an old version, cut anywhere, with where they were in it, which it did not save."""


@pytest.mark.parametrize("run", OLD_RUNS, ids=lambda run: f"{run['lesson']}-{run['at']['step']}")
def test_a_run_of_an_old_version_is_at_the_same_place_or_refused(run: dict[str, Any]) -> None:
    as_it_was_saved = {name: value for name, value in run.items() if name != "at"}
    with pytest.raises(KeyError):
        read_run(as_it_was_saved)
    try:
        again = read_run(run)
    except (TypeError, ValueError):
        return
    assert write_run(again)["at"] == run["at"]


def test_of_the_old_runs_some_lead_elsewhere_and_some_do_not() -> None:
    assert {can_be_read(run) for run in OLD_RUNS} == {True, False}


def can_be_read(run: dict[str, Any]) -> bool:
    try:
        read_run(run)
    except (TypeError, ValueError):
        return False
    return True


def test_rewinding_goes_back_to_a_number_of_presses_and_no_farther() -> None:
    run = open_at("today", "show-the-qr-code", "a seed", NOW)
    assert rewind(run, 1).world.console.screen == "sign-in-password"
    assert rewind(run, 0).world == run.start
    assert rewind(run, 99) == run
