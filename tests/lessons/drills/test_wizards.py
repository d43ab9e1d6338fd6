"""A name is chosen again even if no device has been left over yet."""

from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.drills import wizards
from mfa_rehearsal.lessons.goals.entries import name_reused
from mfa_rehearsal.lessons.run import follow

from tests.console.conftest import NOW


def test_the_fixed_name_is_refused_after_a_device_was_left_over_on_purpose() -> None:
    run = follow(open_at("classic", "sign-in-as-root", "a seed", NOW), wizards.fixed_name)
    assert run.refusal
    assert run.refusal.cause == "device-name-taken"
    assert len(run.world.account.devices) == 1


def test_todays_console_deletes_a_device_that_was_left_over_on_purpose() -> None:
    run = follow(open_at("today", "sign-in-as-root", "a seed", NOW), wizards.same_name)
    assert run.refusal is None
    assert name_reused(run.world)
    assert len(run.world.account.devices) == 1


def test_an_assigned_devices_name_is_not_taken_for_a_leftover_one() -> None:
    run = follow(open_at("today", "second-device", "a seed", NOW), wizards.same_name)
    assert run.refusal is None
    assert name_reused(run.world)
