"""Which entry typed digits come from, and how long ago it showed them."""

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later, step_start, time_step
from mfa_rehearsal.console import World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.evidence import origin_of

from tests.console.conftest import NOW

HOUR_PERIODS = 60 * 60 // PERIOD_S


def shown_before(periods: int) -> tuple[World, str, UnixSeconds]:
    """Return a world, a code that its phone showed so many periods ago, and when."""
    before = open_at("today", "enter-two-codes", "a seed", NOW).world
    (entry,) = before.handset.phone.entries
    code = authenticator.code(before.handset.phone, entry, before.now)
    world = apply(before, a.Wait(periods * PERIOD_S)) if periods else before
    return world, code, step_start(time_step(later(world.now, -periods * PERIOD_S)))


@pytest.mark.parametrize("periods", [0, 1, HOUR_PERIODS // 2, HOUR_PERIODS - 1])
def test_a_code_of_the_last_hour_is_traced_to_its_period(periods: int) -> None:
    world, code, shown_from = shown_before(periods)
    origin = origin_of(world, code)
    assert (origin.age_periods, origin.shown_from) == (periods, shown_from)
    assert origin.entry == world.handset.phone.entries[0]


def test_an_older_code_is_not_traced() -> None:
    world, code, _ = shown_before(HOUR_PERIODS)
    assert origin_of(world, code).entry is None
