"""Which code would be typed now, for which device, and the words when there is none."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import time_step
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.attempts import NO_ATTEMPTS
from mfa_rehearsal.iam.limits import ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons.solutions import codes

from tests.lessons.goals.worlds import ENROLLED, at, with_console, with_device, with_phone

(DEVICE,) = root_devices(ENROLLED)
(ENTRY,) = ENROLLED.handset.phone.entries
BARE = at("start-the-wizard")
EIGHT = at("eight-devices")
OTHER = authenticator.Entry(9, "Bank", "me", "MFRGGZDFMZTWQ2LK" * 4, ENROLLED.now, "typed")


def test_the_phones_code_is_that_of_the_entry_in_question() -> None:
    world = with_phone(ENROLLED, entries=(OTHER, ENTRY))
    assert codes.code_now(world) == codes.code_of(world, ENTRY) != codes.code_of(world, OTHER)
    assert codes.code_now(world) == codes.code_to_type(world)
    assert codes.real_phone_code(world, DEVICE) == codes.code_now(world)
    fast = with_phone(world, offset_s=300)
    assert codes.real_phone_code(fast, DEVICE) == codes.code_now(world) != codes.code_now(fast)


def test_the_phones_step_is_by_its_own_clock() -> None:
    fast = with_phone(ENROLLED, offset_s=300)
    assert codes.phone_step(fast) - codes.phone_step(ENROLLED) == 10
    assert codes.phone_step(ENROLLED) == time_step(ENROLLED.now)


def test_without_an_entry_the_refusal_says_what_to_do() -> None:
    for code in (codes.code_now, codes.code_to_type):
        with pytest.raises(Refusal) as refused:
            code(with_phone(ENROLLED, entries=(OTHER,)))
        assert (refused.value.cause, refused.value.code) == ("no-way-on", "NoWayOn")
        assert refused.value.message == "No phone here shows this device's codes."
        assert refused.value.hint.startswith("If your real phone has the device's key, type")


def test_without_a_device_the_refusal_says_that_show_me_ends_here() -> None:
    for device in (codes.device_in_question, codes.code_device):
        with pytest.raises(Refusal) as refused:
            device(BARE)
        assert (refused.value.cause, refused.value.code) == ("no-way-on", "NoWayOn")
        assert refused.value.message == "Show me can't reach this step from here."
        assert refused.value.hint.endswith("Undo your last presses, or start over.")


def test_a_device_in_sync_on_this_phone_is_preferred() -> None:
    lost, first, second, *_ = root_devices(EIGHT)
    assert codes.device_in_question(EIGHT) == lost
    assert codes.code_device(EIGHT) == first
    off = replace(first, offset_steps=3)
    account = replace(EIGHT.account, devices=EIGHT.account.devices.put(off))
    drifted = replace(EIGHT, account=account)
    assert codes.code_device(drifted) == second
    secret = codes.code_device(drifted).secret
    (entry,) = (each for each in drifted.handset.phone.entries if each.secret == secret)
    assert codes.code_to_type(drifted) == codes.code_of(drifted, entry)
    assert codes.code_device(with_phone(EIGHT, entries=())) == lost


def test_attempts_are_exhausted_after_nine_in_a_window() -> None:
    def after(tries: int) -> bool:
        attempts = NO_ATTEMPTS
        for _ in range(tries):
            attempts = attempts.with_check(DEVICE.serial_number, ENROLLED.now)
        world = replace(ENROLLED, account=replace(ENROLLED.account, attempts=attempts))
        return codes.attempts_exhausted(world, DEVICE)

    assert [after(ATTEMPTS_PER_WINDOW - 1), after(ATTEMPTS_PER_WINDOW)] == [False, True]


def test_the_screen_names_the_device_in_question() -> None:
    third = root_devices(EIGHT)[2]
    named = with_console(EIGHT, selected=third.serial_number)
    assert codes.device_in_question(named) == third
    assert codes.device_in_question(with_device(ENROLLED, offset_steps=1)).offset_steps == 1
