"""Time as a value: time steps, the seconds left in one, and later and earlier times."""

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
def test_time_steps_last_thirty_seconds_and_count_from_1970(now: int, step: int) -> None:
    assert time_step(UnixSeconds(now)) == step


@pytest.mark.parametrize(("now", "left"), [(0, 30), (1, 29), (29, 1), (30, 30)])
def test_seconds_left_count_down_from_thirty_to_one(now: int, left: int) -> None:
    assert seconds_left(UnixSeconds(now)) == left


def test_seconds_left_end_exactly_at_the_next_time_step() -> None:
    for now in range(3 * PERIOD_S):
        time = UnixSeconds(now)
        following = later(time, seconds_left(time))
        assert following == step_start(TimeStep(time_step(time) + 1))


def test_a_time_step_starts_in_its_first_second() -> None:
    assert time_step(step_start(TimeStep(7))) == 7
    assert time_step(later(step_start(TimeStep(7)), -1)) == 6


def test_later_also_goes_back_in_time() -> None:
    assert later(UnixSeconds(100), 30) == 130
    assert later(UnixSeconds(100), -30) == 70
