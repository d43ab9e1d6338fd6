"""A saved run keeps the time that was skipped in it."""

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import begin_run, play
from mfa_rehearsal.lessons.saving import LONGEST_WAIT_S, read_run, write_run

from tests.console.conftest import NOW


def test_a_run_that_is_read_again_keeps_its_skipped_time() -> None:
    run = begin_run("today", "a seed", NOW)
    for action in (a.SkipAhead(3600), a.Wait(7), a.SkipToNextCode(), a.SkipAhead(30)):
        run = play(run, action)
    read = read_run(write_run(run))
    assert read.world.skipped_s == run.world.skipped_s > 3600
    assert read.world.now - read.world.skipped_s == NOW + 7


def test_skipped_time_counts_toward_the_longest_run() -> None:
    run = begin_run("today", "a seed", NOW)
    longest = play(play(run, a.Wait(LONGEST_WAIT_S - 1)), a.SkipAhead(1))
    assert read_run(write_run(longest)).world == longest.world
    with pytest.raises(ValueError, match="not from 0 to"):
        read_run(write_run(play(longest, a.SkipAhead(1))))
