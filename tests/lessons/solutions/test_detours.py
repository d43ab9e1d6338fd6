"""A device that is made to fall out of sync, and the sign-in that is refused because of it."""

from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import detours

from tests.console.conftest import NOW


def test_falling_out_of_sync_leaves_a_device_ten_minutes_behind() -> None:
    run = follow(open_at("today", "late-in-the-list", "a seed", NOW), detours.valid_pair)
    off = follow(run, detours.fall_out_of_sync)
    (device,) = root_devices(off.world)
    assert off.refusal is None
    assert device.offset_steps == -20
    refused = follow(off, detours.refused_sign_in)
    assert refused.refusal
    assert refused.refusal.cause == "code-out-of-step"


def test_a_sign_in_is_refused_on_purpose_from_a_device_in_sync() -> None:
    run = open_at("today", "confirm-success", "a seed", NOW)
    refused = follow(run, detours.refused_sign_in)
    assert refused.refusal
    assert refused.refusal.cause == "code-out-of-step"
