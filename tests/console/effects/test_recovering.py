"""Signing in without a device, by email and call."""

import pytest
from mfa_rehearsal.console import ActionRefusal, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at

from tests.console.conftest import NOW, after


@pytest.fixture
def mailed() -> World:
    """Return a world in which the verification email has been sent and is open."""
    world = open_at("today", "lost-phone", "a seed", NOW).world
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    return after(world, *asked, a.OpenMail())


@pytest.fixture
def called(mailed: World) -> World:
    """Return a world in which the call has been answered."""
    return after(mailed, a.VerifyEmail(), a.CallMeNow(), a.AnswerCall())


def test_an_email_and_a_call_sign_in_the_root_user(called: World) -> None:
    digits = called.console.call_digits
    spaced = f" {digits[:3]} {digits[3:]}"
    world = after(called, a.EnterCallDigits(spaced), a.SignInToConsole())
    assert (world.console.screen, world.console.signed_in_with) == (
        "security-credentials",
        "alternative factors",
    )


def test_the_lost_device_can_be_removed_and_deleted_after_recovery(called: World) -> None:
    world = after(called, a.EnterCallDigits(called.console.call_digits), a.SignInToConsole())
    assert world.console.challenged == ""
    (lost,) = (device.serial_number for device in world.account.devices)
    to_list = (a.RemoveDevice(lost), a.ConfirmRemove())
    world = after(world, *to_list, a.AssignMfaDevice(), a.DeleteVirtualMfaDevice(lost))
    assert len(world.account.devices) == 0


@pytest.mark.parametrize("digits", ["", "000000", "abc", "\uff11\uff12\uff13\uff14\uff15\uff16"])
def test_wrong_digits_are_refused_and_the_call_continues(called: World, digits: str) -> None:
    with pytest.raises(ActionRefusal, match="These aren't the digits") as refused:
        apply(called, a.EnterCallDigits(digits))
    assert refused.value.cause == "call-digits-wrong"
    assert refused.value.field == "digits"
    assert called.handset.view == "call"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\t"])
def test_digits_may_have_spaces_between_them(called: World, blank: str) -> None:
    typed = blank.join(called.console.call_digits)
    assert after(called, a.EnterCallDigits(typed)).console.call_digits == ""


def test_a_letter_among_the_digits_is_named(called: World) -> None:
    with pytest.raises(ActionRefusal, match=r"Character 3 is the letter O, not the digit 0\."):
        apply(called, a.EnterCallDigits("12O456"))


def test_a_link_works_only_while_the_page_waits_for_it(mailed: World) -> None:
    canceled = after(mailed, a.Cancel())
    assert after(canceled, a.VerifyEmail()).console == canceled.console


def test_a_call_ends_when_the_reader_leaves_the_page_that_requested_it(called: World) -> None:
    canceled = after(called, a.Cancel())
    assert (canceled.handset.view, canceled.console.call_digits) == ("home", "")


def test_a_declined_call_can_be_requested_again(called: World) -> None:
    declined = after(called, a.LeaveApp())
    assert declined.console.call_digits == ""
    again = after(declined, a.Wait(5), a.CallMeNow())
    assert again.handset.view == "ringing"
    assert again.console.call_digits != called.console.call_digits


def test_an_email_is_new_until_it_is_read(mailed: World) -> None:
    assert mailed.handset.mails_read == len(mailed.mails) == 1
    again = after(mailed, a.SendVerificationEmail())
    assert again.handset.mails_read == len(again.mails) == 2
    away = after(mailed, a.LeaveApp(), a.SendVerificationEmail())
    assert (away.handset.mails_read, len(away.mails)) == (1, 2)
