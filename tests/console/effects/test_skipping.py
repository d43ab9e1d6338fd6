"""Skips add up."""

from mfa_rehearsal.clock import PERIOD_S, seconds_left
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a

from tests.console.conftest import after


def test_a_second_skip_adds_to_the_first(world: World) -> None:
    ahead = after(world, a.SkipAhead(30), a.SkipAhead(40))
    assert (ahead.now, ahead.skipped_s) == (world.now + 70, 70)


def test_skipping_to_the_next_code_ends_at_its_first_second_and_adds_up(world: World) -> None:
    ahead = after(world, a.SkipAhead(PERIOD_S + 1), a.SkipToNextCode())
    assert ahead.skipped_s == ahead.now - world.now == 2 * PERIOD_S
    assert seconds_left(ahead.now) == PERIOD_S
