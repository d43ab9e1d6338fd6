"""Questions about clocks and pairs, at the values where their answers change."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.lessons.goals import sync
from mfa_rehearsal.lessons.goals.history import RESYNC

from tests.lessons.goals.worlds import (
    ASSIGNED,
    ENROLLED,
    at,
    with_console,
    with_device,
    with_phone,
)

ENTERING = at("enter-two-codes")


def ending_with(world: World, event: Event) -> World:
    return replace(world, activity=(*world.activity, event))


@pytest.mark.parametrize("steps", [-3, -2, 0, 2, 3])
def test_a_clock_is_ahead_or_behind_beyond_two_time_steps(steps: int) -> None:
    world = with_device(ENROLLED, offset_steps=steps)
    assert sync.enrolled_ahead(world) == (steps > 2)
    assert sync.enrolled_behind(world) == (steps < -2)
    assert sync.assigned_out_of_sync(world) == (abs(steps) > 2)
    assert sync.assigned_in_sync(world) == sync.assigned_in_true_sync(world) == (abs(steps) <= 2)


def test_assigned_ahead_or_late_is_about_the_last_event() -> None:
    ahead = ending_with(with_device(ENROLLED, offset_steps=3), ASSIGNED)
    assert sync.assigned_ahead(ahead)
    assert sync.assigned_late(ahead)
    assert not sync.assigned_in_time(ahead)
    assert not sync.assigned_in_true_time(ahead)
    in_time = ending_with(ENROLLED, ASSIGNED)
    assert sync.assigned_in_time(in_time)
    assert sync.assigned_in_true_time(in_time)
    assert not sync.assigned_ahead(in_time)
    assert not sync.assigned_late(in_time)
    resynced = ending_with(ENROLLED, replace(ASSIGNED, name=RESYNC))
    assert not sync.assigned_in_time(resynced)
    assert not sync.assigned_in_true_time(resynced)


@pytest.mark.parametrize("offset_s", [-1, 0, 1])
def test_a_clock_is_right_to_the_second(offset_s: int) -> None:
    world = with_phone(ENROLLED, offset_s=offset_s)
    assert sync.clock_is_right(world) == sync.in_true_sync(world) == (offset_s == 0)
    assert sync.assigned_with_right_clock(world) == (offset_s == 0)
    assert sync.clock_is_fast(world) == (offset_s > 0)
    assert not sync.clock_not_fast(world)
    assert sync.clock_not_fast(with_phone(ENTERING, offset_s=offset_s)) == (offset_s <= 0)


def test_a_resync_has_just_brought_a_device_into_sync_here_or_there() -> None:
    resync = replace(ASSIGNED, name=RESYNC)
    inside = with_console(ending_with(ENROLLED, resync), signed_in=True)
    outside = with_console(inside, signed_in=False)
    assert (sync.synced_in_console(inside), sync.synced_at_sign_in(inside)) == (True, False)
    assert (sync.synced_in_console(outside), sync.synced_at_sign_in(outside)) == (False, True)
    assert sync.resynced(inside)
    assert sync.resynced_in_true_time(inside)
    assert sync.synced_in_true_time(inside)
    out = with_device(inside, offset_steps=3)
    assert not any(goal(out) for goal in RESYNCED)
    assert not any(goal(ending_with(ENROLLED, ASSIGNED)) for goal in RESYNCED)
    fast = with_phone(inside, offset_s=1)
    assert sync.synced_in_console(fast)
    assert not sync.synced_in_true_time(fast)


RESYNCED = (
    sync.synced_in_console,
    sync.synced_at_sign_in,
    sync.resynced,
    sync.resynced_in_true_time,
    sync.synced_in_true_time,
)


def shown_before(world: World, ages: tuple[int, int]) -> World:
    """Return a world with the codes in its fields that the phone showed so many periods ago."""
    phone = world.handset.phone
    (entry,) = phone.entries
    codes = (authenticator.code(phone, entry, later(world.now, -30 * age)) for age in ages)
    return with_console(world, draft=tuple(codes))


@pytest.mark.parametrize(
    ("ages", "late"),
    [((3, 2), False), ((4, 3), True), ((59, 58), True), ((60, 59), False), ((3, 4), False)],
)
def test_a_pair_is_late_from_ninety_seconds_to_half_an_hour(
    ages: tuple[int, int], late: bool
) -> None:
    assert sync.late_pair(shown_before(ENTERING, ages)) == late


def test_a_late_pair_needs_a_wizard_and_both_codes() -> None:
    late = shown_before(ENTERING, (5, 4))
    assert not sync.late_pair(with_console(late, pending=""))
    assert not sync.late_pair(with_console(late, draft=(late.console.draft[0], "")))


@pytest.mark.parametrize(("ago", "waited"), [(1, True), (0, False), (-1, False)])
def test_a_resync_works_once_the_last_pair_is_in_the_past(ago: int, waited: bool) -> None:
    last = time_step(ENROLLED.now) - ago
    assert sync.waited_out(with_device(ENROLLED, last_pair_step=last)) == waited
    fast = with_phone(with_device(ENROLLED, last_pair_step=last), offset_s=1)
    assert not sync.waited_out(fast)


def test_a_proof_in_sync_is_a_sign_in_with_the_device() -> None:
    (device,) = ENROLLED.account.devices
    inside = with_console(ENROLLED, signed_in=True, signed_in_with=device.serial_number)
    assert sync.proved_in_sync(inside)
    assert sync.proved_in_true_sync(inside)
    assert not sync.signed_in_fast(inside)
    fast = with_phone(inside, offset_s=1)
    assert sync.signed_in_fast(fast)
    assert not sync.proved_in_true_sync(fast)
    assert not sync.signed_in_fast(with_console(fast, signed_in=False))
    assert not sync.proved_in_sync(with_device(inside, offset_steps=3))
    assert not sync.proved_in_sync(with_console(inside, signed_in=False))
