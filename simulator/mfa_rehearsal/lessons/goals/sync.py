"""Questions about clocks and pairs: late, ahead, in sync, resynced.

Rule: a goal is true in the world in which its step happens, and ignores other ways to the same end.
The run remembers that it happened.
"""

from collections.abc import Iterator

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, later
from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.lessons.goals.history import ENABLE, RESYNC, just_done, times_done
from mfa_rehearsal.lessons.goals.state import (
    FRESH_PERIODS,
    device_assigned,
    device_created,
    in_sync,
    in_true_time,
    matching_entries,
    proved,
    signed_in,
    typed_draft,
)

LATE_PERIODS = 60
"""How far back to look for a late pair: half an hour."""


def proved_in_sync(world: World) -> bool:
    """Whether the root user has signed in with a code, and the device is in sync."""
    return proved(world) and in_sync(world)


def clock_is_right(world: World) -> bool:
    """Whether the phone's clock is right."""
    return world.handset.phone.offset_s == 0


def clock_is_fast(world: World) -> bool:
    """Whether the phone's clock is ahead of true time."""
    return world.handset.phone.offset_s > 0


def clock_not_fast(world: World) -> bool:
    """Whether no device is assigned and the phone's clock isn't fast."""
    return not (device_assigned(world) or clock_is_fast(world))


def assigned_with_right_clock(world: World) -> bool:
    """Whether root has a device and the phone's clock is right."""
    return device_assigned(world) and clock_is_right(world)


def in_true_sync(world: World) -> bool:
    """Whether the phone's clock is right and AWS accepts its codes."""
    return clock_is_right(world) and in_sync(world)


def proved_in_true_sync(world: World) -> bool:
    """Whether the root user has signed in with a code, in sync and with a clock that is right."""
    return proved(world) and in_true_sync(world)


def assigned_ahead(world: World) -> bool:
    """Whether a device was just assigned with codes from a clock that is ahead."""
    return just_done(world, ENABLE) and enrolled_ahead(world)


def enrolled_ahead(world: World) -> bool:
    """Whether AWS thinks the clock of one of root's devices is ahead."""
    return any(each.offset_steps > CHECK_EITHER_SIDE_STEPS for each in root_devices(world))


def enrolled_behind(world: World) -> bool:
    """Whether AWS thinks the clock of one of root's devices is behind."""
    return any(each.offset_steps < -CHECK_EITHER_SIDE_STEPS for each in root_devices(world))


def signed_in_fast(world: World) -> bool:
    """Whether the root user has signed in with a code, and the phone's clock is fast."""
    return proved(world) and clock_is_fast(world)


def late_pair(world: World) -> bool:
    """Whether the fields contain two codes in a row that the phone showed some minutes ago."""
    draft = typed_draft(world)
    return device_created(world) and all(draft) and draft in set(_late_pairs(world))


def _late_pairs(world: World) -> Iterator[tuple[str, str]]:
    phone = world.handset.phone
    for entry in matching_entries(world):
        ages = range(FRESH_PERIODS, LATE_PERIODS)
        times = [later(world.now, -PERIOD_S * age) for age in ages]
        codes = [authenticator.code(phone, entry, now) for now in times]
        yield from zip(codes[1:], codes, strict=False)


def assigned_late(world: World) -> bool:
    """Whether a device was just assigned with a pair so late that it is out of sync."""
    return just_done(world, ENABLE) and not in_sync(world)


def assigned_in_time(world: World) -> bool:
    """Whether a device was just assigned with a pair that leaves it in sync."""
    return just_done(world, ENABLE) and in_sync(world)


def assigned_out_of_sync(world: World) -> bool:
    """Whether root has a device and AWS refuses the phone's codes."""
    return device_assigned(world) and not in_sync(world)


def resynced(world: World) -> bool:
    """Whether the device is in sync and has been resynced."""
    return assigned_in_sync(world) and times_done(world, RESYNC) > 0


def assigned_in_true_sync(world: World) -> bool:
    """Whether root has a device in sync and the phone's clock is right."""
    return device_assigned(world) and in_true_sync(world)


def assigned_in_true_time(world: World) -> bool:
    """Whether a device was just assigned with a pair that leaves it in sync with true time."""
    return just_done(world, ENABLE) and in_true_time(world)


def resynced_in_true_time(world: World) -> bool:
    """Whether the device is in sync with true time and has been resynced."""
    return in_true_time(world) and times_done(world, RESYNC) > 0


def assigned_in_sync(world: World) -> bool:
    """Whether root has a device and AWS accepts the phone's codes."""
    return device_assigned(world) and in_sync(world)


def synced_at_sign_in(world: World) -> bool:
    """Whether a resync at the sign-in page has just brought the device into sync."""
    return just_done(world, RESYNC) and in_sync(world) and not signed_in(world)


def synced_in_console(world: World) -> bool:
    """Whether a resync in the console has just brought the device into sync."""
    return just_done(world, RESYNC) and in_sync(world) and signed_in(world)


def synced_in_true_time(world: World) -> bool:
    """Whether a resync has just brought the device into sync with a phone whose clock is right."""
    return just_done(world, RESYNC) and in_true_sync(world)


def waited_out(world: World) -> bool:
    """Whether the phone's clock is right and true time has passed the last pair: a resync works."""
    now_step = world.now // PERIOD_S
    passed = all((each.last_pair_step or 0) < now_step for each in root_devices(world))
    return device_assigned(world) and clock_is_right(world) and passed
