"""Routes pick up the phone that has the codes."""

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, begin_run, play
from mfa_rehearsal.lessons.drills.openings import at_the_code
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import code_routes, sign_in_routes

from tests.console.conftest import NOW


def at_the_code_with_an_empty_phone(edition: Edition) -> Run:
    run = follow(begin_run(edition, "a seed", NOW), at_the_code)
    for action in (a.TakeNewPhone(), a.SwapPhones()):
        run = play(run, action)
    assert run.world.handset.phone.entries == ()
    return run


@pytest.mark.parametrize("edition", EDITIONS)
def test_signing_in_swaps_an_empty_phone_for_the_one_with_the_entry(edition: Edition) -> None:
    run = follow(at_the_code_with_an_empty_phone(edition), sign_in_routes.into_console)
    assert run.refusal is None
    assert run.world.console.signed_in
    assert run.world.handset.phone.entries


def test_a_phone_that_has_the_codes_stays_in_the_hand() -> None:
    empty = at_the_code_with_an_empty_phone("today")
    with_entry = play(empty, a.SwapPhones())
    held = follow(with_entry, code_routes.hold_its_phone)
    assert held.world.handset == with_entry.world.handset


def test_there_is_no_swap_with_a_single_phone() -> None:
    run = follow(begin_run("today", "a seed", NOW), at_the_code)
    lost = play(run, a.LosePhone())
    assert follow(lost, code_routes.hold_its_phone).world.handset == lost.world.handset
