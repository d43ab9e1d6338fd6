"""The run follows the computer's clock: what moves with it, and what stays."""

from dataclasses import replace

import pytest
from mfa_rehearsal.authenticator import Phone
from mfa_rehearsal.clock import PERIOD_S, later
from mfa_rehearsal.console import World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.iam import VirtualMfaDevice
from mfa_rehearsal.iam.account import with_device
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.iam.time_shift import shift_codes, shift_dates
from mfa_rehearsal.lessons import begin_run
from mfa_rehearsal.lessons.drills.openings import two_phones
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import device_routes

from tests.console.conftest import NOW
from tests.webauthn.client import register

EDGE_S = CHECK_EITHER_SIDE_STEPS * PERIOD_S
LATE_S = 20 * PERIOD_S


@pytest.fixture
def started() -> World:
    """Return a world with two devices, two phones, an email and half-typed codes."""
    run = follow(begin_run("today", "a seed", NOW), two_phones)
    world = follow(run, device_routes.to_device_list).world
    removed = root_devices(world)[1].serial_number
    world = apply(apply(world, a.RemoveDevice(removed)), a.ConfirmRemove())
    return replace(world, console=replace(world.console, draft=("111111", "222222")))


def own(world: World) -> VirtualMfaDevice:
    (device,) = root_devices(world)
    return device


def out_of_sync(world: World, offset_steps: int, *, elsewhere: bool = False) -> World:
    """Return the world with its device out of sync, perhaps on the reader's real phone."""
    device = replace(own(world), offset_steps=offset_steps)
    world = replace(world, account=with_device(world.account, device))
    return replace(world, elsewhere=frozenset({device.serial_number})) if elsewhere else world


def moved(world: World, seconds: int) -> World:
    return apply(world, a.FollowClock(seconds))


def test_when_set_ahead_time_passes_and_the_past_stays(started: World) -> None:
    after = moved(started, 600)
    expected = replace(started, now=later(started.now, 600), clock_moved_s=600)
    assert after == expected


def test_moves_add_up(started: World) -> None:
    assert moved(moved(started, 600), -200).clock_moved_s == 400


def test_when_set_back_everything_is_as_long_ago_as_before(started: World) -> None:
    after = moved(started, -LATE_S)
    assert after.now == started.now - LATE_S
    assert [each.time for each in after.activity] == [e.time - LATE_S for e in started.activity]
    assert [each.time for each in after.mails] == [e.time - LATE_S for e in started.mails]
    assert started.mails
    for phone, before in (
        (after.handset.phone, started.handset.phone),
        (after.handset.other, started.handset.other),
    ):
        assert phone
        assert before
        times = [entry.added_at - LATE_S for entry in before.entries]
        assert [entry.added_at for entry in phone.entries] == times != []
    assert own(after) == shift_codes(shift_dates(own(started), -LATE_S), -LATE_S)


def test_half_typed_codes_are_dropped_when_set_back_and_stay_when_set_ahead(started: World) -> None:
    assert moved(started, -LATE_S).console == replace(started.console, draft=("", ""))
    assert moved(started, LATE_S).console == started.console


def test_no_time_is_before_1970(started: World) -> None:
    after = moved(started, -2 * NOW)
    assert (after.now, after.clock_moved_s) == (0, -started.now)
    assert {each.time for each in after.activity} == {each.time for each in after.mails} == {0}


def test_a_single_phone_has_no_other_after_a_move(world: World) -> None:
    assert moved(world, -60).handset.other is None


@pytest.mark.parametrize("seconds", [LATE_S, -LATE_S])
def test_a_move_that_explains_why_a_device_was_out_of_sync_puts_it_in_sync(
    started: World, seconds: int
) -> None:
    world = out_of_sync(started, seconds // PERIOD_S, elsewhere=True)
    assert own(moved(world, seconds)).offset_steps == 0


@pytest.mark.parametrize("off_s", [0, EDGE_S, -EDGE_S])
def test_a_move_explains_an_offset_within_what_a_check_allows(started: World, off_s: int) -> None:
    world = out_of_sync(started, (LATE_S + off_s) // PERIOD_S, elsewhere=True)
    no_entries = replace(world.handset, phone=replace(world.handset.phone, entries=()), other=None)
    assert own(moved(replace(world, handset=no_entries), LATE_S)).offset_steps == 0


def test_a_move_that_does_not_explain_the_offset_leaves_it_unchanged(started: World) -> None:
    steps = (LATE_S + EDGE_S) // PERIOD_S + 1
    world = out_of_sync(started, steps, elsewhere=True)
    assert own(moved(world, LATE_S)).offset_steps == steps


@pytest.mark.parametrize("steps", [0, CHECK_EITHER_SIDE_STEPS, -CHECK_EITHER_SIDE_STEPS])
def test_a_device_that_was_in_sync_stays_as_it_is_when_set_ahead(
    started: World, steps: int
) -> None:
    world = out_of_sync(started, steps, elsewhere=True)
    assert own(moved(world, EDGE_S)).offset_steps == steps


@pytest.mark.parametrize("in_hand", [True, False])
def test_a_wrong_clock_on_a_phone_in_this_run_explains_the_offset(
    started: World, in_hand: bool
) -> None:
    world = out_of_sync(started, LATE_S // PERIOD_S)
    phones = [world.handset.phone, world.handset.other or Phone()]
    key = own(world).secret
    phones.sort(key=lambda phone: any(entry.secret == key for entry in phone.entries))
    without, holder = phones[0], replace(phones[1], offset_s=LATE_S)
    phone, other = (holder, without) if in_hand else (without, holder)
    here = replace(world, handset=replace(world.handset, phone=phone, other=other))
    assert own(moved(here, LATE_S)).offset_steps == LATE_S // PERIOD_S


def test_the_readers_real_phone_is_in_sync_after_a_move_back(started: World) -> None:
    world = out_of_sync(started, 5, elsewhere=True)
    after = own(moved(world, -60))
    assert after.offset_steps == 0
    assert after.last_pair_step == own(world).last_pair_step
    assert after.create_date == own(world).create_date - 60


def test_a_phone_in_this_run_is_as_far_out_of_sync_after_a_move_back(started: World) -> None:
    assert own(moved(out_of_sync(started, 5), -60)).offset_steps == 5


def test_a_passkeys_date_moves_back_with_the_clock_but_not_ahead(started: World) -> None:
    world = replace(started, account=register(started.account, "root", "key", NOW))
    assert moved(world, -600).account.passkeys[0].create_date == later(NOW, -600)
    assert moved(world, 600).account.passkeys == world.account.passkeys
