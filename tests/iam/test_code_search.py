"""Searching for a code's time step: which are tried, and in what order."""

import pytest
from mfa_rehearsal.clock import TimeStep
from mfa_rehearsal.iam.code_search import find_code, find_pair, nearest_first, search_window
from mfa_rehearsal.iam.limits import SEARCH_NEWER_STEPS, SEARCH_OLDER_STEPS
from mfa_rehearsal.iam.totp import code_number

KEY = b"12345678901234567890"
CENTER = TimeStep(60_000_000)


def test_the_nearest_time_steps_are_tried_first_and_older_before_newer() -> None:
    assert nearest_first(TimeStep(100), 3, 2) == [100, 99, 101, 98, 102, 97]


def test_the_search_for_a_pair_goes_outward_from_the_expected_time_step() -> None:
    steps = list(search_window(CENTER))
    distances = [abs(step - CENTER) for step in steps]
    assert distances == sorted(distances)
    assert (min(steps), max(steps)) == (CENTER - SEARCH_OLDER_STEPS, CENTER + SEARCH_NEWER_STEPS)


def test_no_time_step_before_the_first_is_tried() -> None:
    assert nearest_first(TimeStep(2), 3, 1) == [2, 1, 3]


@pytest.mark.parametrize("distance", [0, -2, 2])
def test_a_code_is_found_at_its_time_step(distance: int) -> None:
    step = TimeStep(CENTER + distance)
    assert find_code(KEY, code_number(KEY, step), nearest_first(CENTER, 2, 2)) == step


def test_a_code_outside_the_tried_time_steps_is_not_found() -> None:
    outside = TimeStep(CENTER + 3)
    assert find_code(KEY, code_number(KEY, outside), nearest_first(CENTER, 2, 2)) is None


def test_a_pair_is_found_at_its_second_code_and_only_in_order() -> None:
    first, second = code_number(KEY, TimeStep(CENTER - 1)), code_number(KEY, CENTER)
    steps = nearest_first(CENTER, 2, 2)
    assert find_pair(KEY, first, second, steps) == CENTER
    assert find_pair(KEY, second, first, steps) is None
