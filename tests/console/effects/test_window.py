"""What the console's window and the phone show after each action."""

from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator import Phone
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Action, ActionRefusal, Edition, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.randomness import draw_digits, secrets_made
from mfa_rehearsal.console.world import Mail, root_devices
from mfa_rehearsal.lessons import begin_run, open_at
from mfa_rehearsal.lessons.drills.openings import enrolled, left_over
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import code_routes, device_routes

from tests.console.conftest import NOW, after


@pytest.fixture
def listed(edition: Edition) -> World:
    """Return a world with one device, in the list of devices."""
    return follow(
        follow(begin_run(edition, "a seed", NOW), enrolled), device_routes.to_device_list
    ).world


def noticed(world: World) -> World:
    """Return the world with a notice that is still shown."""
    return replace(world, console=replace(world.console, notice="resynced"))


def serial(world: World) -> str:
    (device,) = root_devices(world)
    return device.serial_number


def refusal(world: World, action: Action) -> ActionRefusal:
    with pytest.raises(ActionRefusal) as refused:
        apply(world, action)
    return refused.value


def test_removing_a_device_shows_a_notice_and_sends_an_email(listed: World) -> None:
    world = after(listed, a.RemoveDevice(serial(listed)), a.ConfirmRemove())
    assert root_devices(world) == ()
    assert (world.console.notice, world.console.selected) == ("removed", "")
    (device,) = listed.account.devices
    assert world.mails == (Mail(listed.now, "removed", device.name),)


def test_resyncing_a_device_shows_a_notice_and_deselects_it(listed: World) -> None:
    run = follow(begin_run(listed.edition, "a seed", NOW), enrolled)
    world = follow(run, device_routes.resync_in_console).world
    assert (world.console.notice, world.console.selected) == ("resynced", "")
    event = world.activity[-1]
    assert event.parameters == {"UserName": iam.ROOT, "SerialNumber": serial(listed)}
    assert event.resource == serial(listed)


def test_a_resync_before_signing_in_is_recorded_with_the_device_it_found(edition: Edition) -> None:
    run = follow(begin_run(edition, "a seed", NOW), enrolled)
    world = follow(run, code_routes.resync_at_sign_in).world
    event = world.activity[-1]
    assert event.parameters == {"UserName": iam.ROOT, "SerialNumber": serial(world)}


def test_a_resync_applies_only_to_the_selected_device(listed: World) -> None:
    open_dialog = apply(listed, a.OpenResync(serial(listed)))
    other = replace(open_dialog, console=replace(open_dialog.console, selected="arn:none"))
    assert refusal(other, a.SubmitResync("111111", "222222")).cause == "no-such-device"


@pytest.mark.parametrize("kind", [a.OpenResync, a.RemoveDevice])
def test_opening_a_dialog_selects_the_device_and_closes_the_notice(
    listed: World, kind: type[a.OpenResync | a.RemoveDevice]
) -> None:
    asked = apply(noticed(listed), kind(serial(listed)))
    assert (asked.console.selected, asked.console.notice) == (serial(listed), "")


def test_selecting_a_device_or_pressing_close_closes_the_notice() -> None:
    world = follow(begin_run("today", "a seed", NOW), enrolled)
    listed = follow(world, device_routes.to_device_list).world
    assert apply(noticed(listed), a.Close()).console.notice == ""
    selected = apply(noticed(listed), a.SelectDevice(serial(listed)))
    assert (selected.console.selected, selected.console.notice) == (serial(listed), "")


@pytest.mark.parametrize("kind", [a.OpenResync, a.RemoveDevice])
def test_a_dialog_without_a_selected_device_is_refused(
    listed: World, kind: type[a.OpenResync | a.RemoveDevice]
) -> None:
    refused = refusal(replace(listed, console=replace(listed.console, selected="")), kind(""))
    assert (refused.code, refused.message) == ("InvalidInput", "Select a device first.")
    assert (refused.cause, refused.hint) == (
        "no-device-chosen",
        "No device is selected. Choose one in the list.",
    )


def test_deleting_a_left_over_device_shows_a_notice(edition: Edition) -> None:
    run = follow(begin_run(edition, "a seed", NOW), left_over)
    world = follow(run, device_routes.to_device_list).world
    (device,) = world.account.devices
    choose = a.ActivateMfa() if edition == "classic" else a.AssignMfaDevice()
    gone = after(world, choose, a.DeleteVirtualMfaDevice(device.serial_number))
    assert len(gone.account.devices) == 0
    assert gone.console.notice == "deleted"


def test_choosing_no_kind_of_device_is_refused_at_its_field(edition: Edition) -> None:
    choosing = open_at(edition, "choose-authenticator-app", "a seed", NOW).world
    refused = refusal(choosing, a.ChooseDevice("", "my-phone"))
    assert (refused.code, refused.field) == ("InvalidInput", "kind")
    assert refused.message == "Choose a kind of MFA device."
    assert refused.hint == "No kind of device is chosen. Choose one of the three."


def test_the_2020_console_says_where_its_other_kinds_of_device_can_be_practiced() -> None:
    choosing = open_at("classic", "choose-authenticator-app", "a seed", NOW).world
    refused = refusal(choosing, a.ChooseDevice("passkey", ""))
    assert (refused.code, refused.field) == ("InvalidInput", "kind")
    words = "This simulator's 2020 console supports only authenticator apps."
    assert refused.message == words
    assert refused.hint == (
        "Choose the virtual MFA device, or practice security keys and hardware tokens in today's"
        " console."
    )


def test_the_secret_key_is_hidden_until_it_is_shown(edition: Edition) -> None:
    world = open_at(edition, "show-the-qr-code", "a seed", NOW).world
    assert not world.console.key_shown
    assert apply(world, a.ShowSecretKey()).console.key_shown


def test_a_verification_email_has_a_time_and_a_kind() -> None:
    world = open_at("today", "lost-phone", "a seed", NOW).world
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    assert after(world, *asked).mails == (Mail(world.now, "verify", ""),)


def test_wrong_call_digits_say_what_to_type() -> None:
    world = open_at("today", "lost-phone", "a seed", NOW).world
    asked = (a.TroubleshootMfa(), a.SignInWithAlternativeFactors(), a.SendVerificationEmail())
    ringing = after(world, *asked, a.OpenMail(), a.VerifyEmail(), a.CallMeNow())
    assert (ringing.handset.view, ringing.handset.opened) == ("ringing", 0)
    refused = refusal(apply(ringing, a.AnswerCall()), a.EnterCallDigits("1"))
    assert (refused.code, refused.hint) == (
        "InvalidInput",
        "Type the six digits that the console shows.",
    )
    assert refused.message == "These aren't the digits on the screen."


def test_a_calls_six_digits_depend_on_the_seed_and_the_time(world: World) -> None:
    assert draw_digits(world) == draw_digits(replace(world))
    later = [draw_digits(replace(world, now=UnixSeconds(time_s))) for time_s in range(1000, 1200)]
    assert all(len(digits) == 6 and digits.isdecimal() for digits in later)
    assert len(set(later)) > 190
    assert draw_digits(replace(world, seed="another")) != draw_digits(world)


def test_swapping_phones_opens_the_other_ones_home_screen(edition: Edition) -> None:
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


def test_the_secrets_made_are_exactly_those_the_console_drew(edition: Edition) -> None:
    world = follow(begin_run(edition, "a seed", NOW), enrolled).world
    (device,) = world.account.devices
    assert secrets_made(world) == {device.secret}
    assert secrets_made(replace(world, devices_made=0)) == frozenset()


@pytest.mark.parametrize("shown", [True, False])
def test_shown_is_written_only_if_the_coach_did_it(shown: bool) -> None:
    data = a.write_action(a.SkipAhead(30, shown=shown))
    assert data == {"action": "SkipAhead", "seconds": 30, **({"shown": True} if shown else {})}
    sent = {name: str(value) for name, value in data.items() if name != "action"}
    assert a.read_action("SkipAhead", sent) == a.SkipAhead(30, shown=shown)
    assert a.read_action("SkipAhead", {**sent, "shown": "False"}) == a.SkipAhead(30)
