"""Time as a value: time steps, the seconds left in one, and moving back and forth."""

import pytest
from mfa_rehearsal.clock import (
    PERIOD_S,
    TimeStep,
    UnixSeconds,
    later,
    seconds_left,
    step_start,
    time_step,
)


@pytest.mark.parametrize(
    ("now", "step"), [(0, 0), (29, 0), (30, 1), (59, 1), (1111111109, 37037036)]
)
def test_a_time_step_lasts_thirty_seconds_and_counts_from_1970(now: int, step: int) -> None:
    assert time_step(UnixSeconds(now)) == step


@pytest.mark.parametrize(("now", "left"), [(0, 30), (1, 29), (29, 1), (30, 30)])
def test_the_seconds_left_run_from_thirty_down_to_one(now: int, left: int) -> None:
    assert seconds_left(UnixSeconds(now)) == left


def test_the_seconds_left_lead_exactly_to_the_next_time_step() -> None:
    for now in range(3 * PERIOD_S):
        moment = UnixSeconds(now)
        following = later(moment, seconds_left(moment))
        assert following == step_start(TimeStep(time_step(moment) + 1))


def test_a_time_step_starts_at_its_first_second() -> None:
    assert time_step(step_start(TimeStep(7))) == 7
    assert time_step(later(step_start(TimeStep(7)), -1)) == 6


def test_time_moves_both_ways() -> None:
    assert later(UnixSeconds(100), 30) == 130
    assert later(UnixSeconds(100), -30) == 70
