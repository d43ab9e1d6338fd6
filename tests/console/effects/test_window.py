"""What the console's window and the phone say after each thing that is done in them."""

from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator import Phone
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Action, ActionRefusal, Edition, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import Mail, draw_digits, root_devices, secrets_made
from mfa_rehearsal.lessons import begin_run, open_at
from mfa_rehearsal.lessons.drills.openings import enrolled, left_over
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import device_routes, sign_in_routes

from tests.console.conftest import NOW, after


@pytest.fixture
def listed(edition: Edition) -> World:
    """Return a world with one device, in the list of devices."""
    return follow(
        follow(begin_run(edition, "a seed", NOW), enrolled), device_routes.to_device_list
    ).world


def noticed(world: World) -> World:
    """Return the world with a notice that nothing has put away yet."""
    return replace(world, console=replace(world.console, notice="resynced"))


def serial(world: World) -> str:
    (device,) = root_devices(world)
    return device.serial_number


def refusal(world: World, action: Action) -> ActionRefusal:
    with pytest.raises(ActionRefusal) as refused:
        apply(world, action)
    return refused.value


def test_a_removed_device_is_told_in_a_notice_and_in_an_email(listed: World) -> None:
    world = after(listed, a.RemoveDevice(serial(listed)), a.ConfirmRemove())
    assert root_devices(world) == ()
    assert (world.console.notice, world.console.selected) == ("removed", "")
    (device,) = listed.account.devices
    assert world.mails == (Mail(listed.now, "removed", device.name),)


def test_a_resynced_device_is_told_in_a_notice_and_is_no_longer_selected(listed: World) -> None:
    run = follow(begin_run(listed.edition, "a seed", NOW), enrolled)
    world = follow(run, device_routes.resync_in_console).world
    assert (world.console.notice, world.console.selected) == ("resynced", "")
    event = world.activity[-1]
    assert event.parameters == {"UserName": iam.ROOT, "SerialNumber": serial(listed)}
    assert event.resource == serial(listed)


def test_a_resync_before_signing_in_is_recorded_with_the_device_it_found(edition: Edition) -> None:
    run = follow(begin_run(edition, "a seed", NOW), enrolled)
    world = follow(run, sign_in_routes.resync_at_sign_in).world
    event = world.activity[-1]
    assert event.parameters == {"UserName": iam.ROOT, "SerialNumber": serial(world)}


def test_a_resync_concerns_the_selected_device_only(listed: World) -> None:
    open_dialog = apply(listed, a.OpenResync(serial(listed)))
    other = replace(open_dialog, console=replace(open_dialog.console, selected="arn:none"))
    assert refusal(other, a.SubmitResync("111111", "222222")).cause == "no-such-device"


@pytest.mark.parametrize("kind", [a.OpenResync, a.RemoveDevice])
def test_asking_about_a_device_selects_it_and_puts_the_notice_away(
    listed: World, kind: type[a.OpenResync | a.RemoveDevice]
) -> None:
    asked = apply(noticed(listed), kind(serial(listed)))
    assert (asked.console.selected, asked.console.notice) == (serial(listed), "")


def test_selecting_a_device_or_closing_puts_the_notice_away() -> None:
    world = follow(begin_run("today", "a seed", NOW), enrolled)
    listed = follow(world, device_routes.to_device_list).world
    assert apply(noticed(listed), a.Close()).console.notice == ""
    selected = apply(noticed(listed), a.SelectDevice(serial(listed)))
    assert (selected.console.selected, selected.console.notice) == (serial(listed), "")


@pytest.mark.parametrize("kind", [a.OpenResync, a.RemoveDevice])
def test_without_a_device_the_dialog_asks_for_one(
    listed: World, kind: type[a.OpenResync | a.RemoveDevice]
) -> None:
    no = refusal(replace(listed, console=replace(listed.console, selected="")), kind(""))
    assert (no.code, no.message) == ("InvalidInput", "Choose a device first.")
    assert (no.cause, no.hint) == (
        "no-device-chosen",
        "No device is marked. Select one in the list.",
    )


def test_a_left_over_device_can_be_deleted_and_that_is_told(edition: Edition) -> None:
    run = follow(begin_run(edition, "a seed", NOW), left_over)
    world = follow(run, device_routes.to_device_list).world
    (device,) = world.account.devices
    choose = a.ActivateMfa() if edition == "classic" else a.AssignMfaDevice()
    gone = after(world, choose, a.DeleteVirtualMfaDevice(device.serial_number))
    assert len(gone.account.devices) == 0
    assert gone.console.notice == "deleted"


@pytest.mark.parametrize(
    ("kind", "cause", "message", "hint"),
    [
        (
            "",
            "no-device-chosen",
            "Choose a kind of MFA device.",
            "No kind of device is chosen. Choose the authenticator app.",
        ),
        (
            "passkey",
            "only-authenticator-app",
            "This simulator sets up an authenticator app only.",
            "Security keys and hardware tokens need a device in your hand. Choose the"
            " authenticator app to continue.",
        ),
    ],
)
def test_a_kind_of_device_that_is_not_simulated_is_refused_at_its_field(
    edition: Edition, kind: str, cause: str, message: str, hint: str
) -> None:
    choosing = open_at(edition, "choose-authenticator-app", "a seed", NOW).world
    no = refusal(choosing, a.ChooseDevice(kind, "my-phone"))
    assert (no.code, no.field, no.cause) == ("InvalidInput", "kind", cause)
    assert (no.message, no.hint) == (message, hint)


def test_the_secret_key_is_hidden_until_it_is_shown(edition: Edition) -> None:
    world = open_at(edition, "show-the-qr-code", "a seed", NOW).world
    assert not world.console.key_shown
    assert apply(world, a.ShowSecretKey()).console.key_shown


def test_a_verification_email_says_when_and_what_for() -> None:
    world = open_at("today", "lost-phone", "a seed", NOW).world
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    assert after(world, *asked).mails == (Mail(world.now, "verify", ""),)


def test_wrong_call_digits_say_what_to_type() -> None:
    world = open_at("today", "lost-phone", "a seed", NOW).world
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    ringing = after(world, *asked, a.OpenMail(), a.VerifyEmail(), a.CallMeNow())
    assert (ringing.handset.view, ringing.handset.opened) == ("ringing", 0)
    no = refusal(apply(ringing, a.AnswerCall()), a.EnterCallDigits("1"))
    assert (no.code, no.hint) == ("InvalidInput", "Type the six digits that the console shows.")
    assert no.message == "These are not the digits on the screen."


def test_the_digits_of_a_call_are_six_of_the_seed_and_the_time(world: World) -> None:
    assert draw_digits(world) == draw_digits(replace(world))
    later = [draw_digits(replace(world, now=UnixSeconds(time_s))) for time_s in range(1000, 1200)]
    assert all(len(digits) == 6 and digits.isdecimal() for digits in later)
    assert len(set(later)) > 190
    assert draw_digits(replace(world, seed="another")) != draw_digits(world)


def test_swapping_phones_changes_hands_and_goes_home(edition: Edition) -> None:
    world = open_at(edition, "see-the-codes", "a seed", NOW).world
    (entry,) = world.handset.phone.entries
    opened = after(world, a.OpenEntry(entry.entry_id))
    beside = apply(opened, a.TakeNewPhone())
    assert (beside.handset.phone, beside.handset.other) == (opened.handset.phone, Phone())
    swapped = apply(beside, a.SwapPhones())
    assert (swapped.handset.phone, swapped.handset.other) == (Phone(), opened.handset.phone)
    assert (swapped.handset.view, swapped.handset.opened) == ("home", 0)
    assert apply(swapped, a.SwapPhones()).handset.phone == opened.handset.phone


def test_with_one_phone_there_is_nothing_to_swap(world: World) -> None:
    assert apply(world, a.SwapPhones()).handset == world.handset


def test_a_deleted_entry_is_no_longer_open() -> None:
    world = open_at("today", "see-the-codes", "a seed", NOW).world
    (entry,) = world.handset.phone.entries
    deleted = after(world, a.OpenEntry(entry.entry_id), a.DeleteEntry())
    assert (deleted.handset.phone.entries, deleted.handset.opened) == ((), 0)


def test_every_secret_that_the_console_drew_is_known_and_no_other(edition: Edition) -> None:
    world = follow(begin_run(edition, "a seed", NOW), enrolled).world
    (device,) = world.account.devices
    assert secrets_made(world) == {device.secret}
    assert secrets_made(replace(world, devices_made=0)) == frozenset()


@pytest.mark.parametrize("shown", [True, False])
def test_whether_the_coach_did_it_is_written_only_when_it_did(shown: bool) -> None:
    data = a.write_action(a.SkipAhead(30, shown=shown))
    assert data == {"action": "SkipAhead", "seconds": 30, **({"shown": True} if shown else {})}
    sent = {name: str(value) for name, value in data.items() if name != "action"}
    assert a.read_action("SkipAhead", sent) == a.SkipAhead(30, shown=shown)
    assert a.read_action("SkipAhead", {**sent, "shown": "False"}) == a.SkipAhead(30)
