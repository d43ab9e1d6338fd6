"""The past moves as a whole when the clock that its times were read from is set."""

from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import TimeStep, UnixSeconds
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.attempts import Attempts
from mfa_rehearsal.iam.time_shift import shift_attempts, shift_codes, shift_dates


@pytest.fixture
def device(enabled: Account, serial: str) -> VirtualMfaDevice:
    """Return an assigned device with a history."""
    return replace(
        iam.device(enabled, serial),
        create_date=UnixSeconds(1000),
        enable_date=UnixSeconds(2000),
        last_pair_step=TimeStep(50),
        used_steps=frozenset({TimeStep(51), TimeStep(53)}),
    )


@pytest.mark.parametrize("seconds", [-600, -1, 0, 1, 86400])
def test_both_dates_move_by_the_same_seconds_and_nothing_else(
    device: VirtualMfaDevice, seconds: int
) -> None:
    moved = shift_dates(device, seconds)
    assert (moved.create_date, moved.enable_date) == (1000 + seconds, 2000 + seconds)
    kept = replace(moved, create_date=device.create_date, enable_date=device.enable_date)
    assert kept == device


def test_no_date_is_before_1970(device: VirtualMfaDevice) -> None:
    moved = shift_dates(device, -1500)
    assert (moved.create_date, moved.enable_date) == (0, 500)


def test_a_device_that_is_not_assigned_stays_without_a_date(device: VirtualMfaDevice) -> None:
    assert shift_dates(replace(device, enable_date=None), 60).enable_date is None


@pytest.mark.parametrize(
    ("seconds", "steps", "windows"),
    [(0, 0, 0), (29, 0, 0), (30, 1, 0), (180, 6, 1), (209, 6, 1), (-1, -1, -1), (-181, -7, -2)],
)
def test_codes_move_by_whole_periods_rounded_down(
    device: VirtualMfaDevice, seconds: int, steps: int, windows: int
) -> None:
    moved = shift_codes(device, seconds)
    assert moved.last_pair_step == 50 + steps
    assert moved.used_steps == {51 + steps, 53 + steps}
    counts = {device.serial_number: 3}
    assert shift_attempts(Attempts(10, counts), seconds) == Attempts(10 + windows, counts)
    kept = replace(
        moved,
        last_pair_step=device.last_pair_step,
        used_steps=device.used_steps,
    )
    assert kept == device


def test_a_device_that_had_no_pair_still_has_none(device: VirtualMfaDevice) -> None:
    assert shift_codes(replace(device, last_pair_step=None), 60).last_pair_step is None
