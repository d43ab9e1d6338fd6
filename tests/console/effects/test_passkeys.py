"""Passkeys in the console: the browser's dialog, three places to keep one, and signing in."""

from collections.abc import Sequence

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.console import ActionRefusal, NotHere, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.actions import read_action
from mfa_rehearsal.console.effects.passkeys import qr_text
from mfa_rehearsal.console.world import open_dialog, root_types
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.user_agent.authenticators import PLACES, Place
from mfa_rehearsal.user_agent.dialog import TIMEOUT_S
from mfa_rehearsal.user_agent.surroundings import Surroundings

from tests.console.conftest import NOW, after

OUT = (a.OpenAccountMenu(), a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


def wizard() -> World:
    return open_at("today", "choose-authenticator-app", "a seed", NOW).world


def asked(name: str = "my-key") -> World:
    return apply(wizard(), a.ChooseDevice("passkey", name))


def answered(world: World, place: Place) -> World:
    """Answer the open dialog in a place, as a reader does."""
    if place == "this-device":
        return after(world, a.UseThisDevice(), a.ConfirmOnComputer())
    if place == "security-key":
        return after(world, a.UseSecurityKey(), a.EnterPin(), a.TouchKey())
    scanning = after(world, a.UsePhone(), a.OpenLens())
    dialog = open_dialog(scanning)
    assert dialog
    return after(scanning, a.Scan(qr_text(scanning, dialog)), a.ConfirmOnPhone())


def refused(world: World, *actions: a.Action) -> ActionRefusal:
    *before, last = actions
    with pytest.raises(ActionRefusal) as raised:
        apply(after(world, *before), last)
    return raised.value


@pytest.mark.parametrize("place", PLACES)
def test_a_passkey_is_assigned_and_signs_in_from_where_it_is_kept(place: Place) -> None:
    assigned = answered(asked(), place)
    (passkey,) = assigned.account.passkeys
    assert (passkey.name, passkey.user_name) == ("my-key", iam.ROOT)
    assert (assigned.console.screen, assigned.console.notice) == (
        "security-credentials",
        "passkey-assigned",
    )
    out = after(assigned, *OUT)
    assert (out.console.screen, out.console.challenged) == ("sign-in-passkey", "passkey")
    inside = answered(out, place)
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.signed_in_with == passkey.serial_number


@pytest.mark.parametrize("place", PLACES)
def test_another_place_has_no_passkey(place: Place) -> None:
    out = after(answered(asked(), place), *OUT)
    wrong: Sequence[a.Action] = (
        (a.UseThisDevice(), a.ConfirmOnComputer())
        if place != "this-device"
        else (a.UseSecurityKey(), a.EnterPin(), a.TouchKey())
    )
    refusal = refused(out, *wrong)
    assert refusal.cause == "no-passkey-here"
    assert open_dialog(refusal.world)
    right = answered(apply(refusal.world, a.UseAnotherDevice()), place)
    assert right.console.signed_in


def test_an_authenticator_that_has_a_passkey_for_root_makes_no_second_one() -> None:
    again = after(answered(asked(), "this-device"), a.AssignMfaDevice())
    second = apply(again, a.ChooseDevice("passkey", "another"))
    refusal = refused(second, a.UseThisDevice(), a.ConfirmOnComputer())
    assert refusal.cause == "passkey-already-here"
    assert len(answered(apply(refusal.world, a.UseAnotherDevice()), "phone").account.passkeys) == 2


def test_what_the_browser_or_the_device_refuses_never_reaches_aws() -> None:
    out = after(answered(asked(), "phone"), *OUT)
    refusal = refused(out, a.UseThisDevice(), a.ConfirmOnComputer())
    assert refusal.world.activity == out.activity


def test_registering_and_signing_in_are_recorded() -> None:
    inside = answered(after(answered(asked(), "phone"), *OUT), "phone")
    (passkey,) = inside.account.passkeys
    recorded = [(event.name, event.resource, event.mfa_used) for event in inside.activity]
    assert recorded == [
        ("ConsoleLogin", "", False),
        ("EnableMFADevice", passkey.serial_number, False),
        ("ConsoleLogin", passkey.serial_number, True),
    ]


@pytest.mark.parametrize(
    "state", [(), (a.UseThisDevice(),), (a.UsePhone(),), (a.UseSecurityKey(),)]
)
def test_a_canceled_request_leaves_the_page_as_it_was(state: tuple[a.Action, ...]) -> None:
    canceled = after(asked(), *state, a.CancelRequest())
    assert open_dialog(canceled) is None
    assert canceled.console.request_canceled
    assert canceled.console.screen == "set-up-passkey"
    assert not canceled.account.passkeys
    again = apply(canceled, a.TryAgain())
    assert not again.console.request_canceled
    assert answered(again, "this-device").account.passkeys


def test_a_request_times_out_and_can_be_made_again() -> None:
    waiting = after(asked(), a.UseThisDevice(), a.Wait(TIMEOUT_S))
    assert open_dialog(waiting) is None
    with pytest.raises(NotHere):
        apply(waiting, a.ConfirmOnComputer())
    assert answered(apply(waiting, a.TryAgain()), "this-device").account.passkeys


@pytest.mark.parametrize(
    "action",
    [
        a.Cancel(),
        a.SignOut(),
        a.OpenAccountMenu(),
        a.GoHome(),
        a.TryAgain(),
        a.OpenSecurityCredentials(),
    ],
)
def test_the_page_behind_the_dialog_cannot_be_used(action: a.Action) -> None:
    with pytest.raises(NotHere):
        apply(asked(), action)


def test_the_phone_can_be_used_while_the_dialog_is_open() -> None:
    assert apply(asked(), a.OpenAuthenticator()).handset.view == "entries"


@pytest.mark.parametrize("text", ["otpauth://totp/x?secret=AAAA", "PRACTICE PASSKEY 000000000000"])
def test_the_camera_takes_only_the_qr_code_of_the_open_request(text: str) -> None:
    assert refused(asked(), a.UsePhone(), a.OpenLens(), a.Scan(text)).cause == "not-a-passkey-code"


def test_the_qr_code_of_an_earlier_request_is_refused() -> None:
    first = apply(asked(), a.UsePhone())
    dialog = open_dialog(first)
    assert dialog
    earlier = qr_text(first, dialog)
    again = after(first, a.CancelRequest(), a.TryAgain(), a.UsePhone(), a.OpenLens())
    assert refused(again, a.Scan(earlier)).cause == "not-a-passkey-code"


@pytest.mark.parametrize("end", [a.CancelRequest(), a.UseAnotherDevice()])
def test_the_phone_stops_asking_when_the_computer_does(end: a.Action) -> None:
    scanning = after(asked(), a.UsePhone(), a.OpenLens())
    dialog = open_dialog(scanning)
    assert dialog
    asking = apply(scanning, a.Scan(qr_text(scanning, dialog)))
    assert asking.handset.view == "passkey"
    ended = apply(asking, end)
    assert ended.handset.view == "home"
    with pytest.raises(NotHere):
        apply(ended, a.ConfirmOnPhone())


def test_a_removed_passkey_is_refused_by_the_browser_and_the_mail_is_sent() -> None:
    assigned = answered(answered_again(), "security-key")
    first, second = assigned.account.passkeys
    remove = (a.SelectDevice(first.serial_number), a.RemoveDevice(), a.ConfirmRemove())
    removed = after(assigned, *remove)
    assert [*removed.account.passkeys] == [second]
    assert removed.console.notice == "removed-wholly"
    assert (removed.mails[-1].kind, removed.mails[-1].device_name) == ("removed", first.name)
    out = after(removed, *OUT)
    assert refused(out, a.UseThisDevice(), a.ConfirmOnComputer()).cause == "no-passkey-here"
    assert after(out, a.UseSecurityKey(), a.EnterPin(), a.TouchKey()).console.signed_in


def answered_again() -> World:
    assigned = answered(asked("first"), "this-device")
    return after(assigned, a.AssignMfaDevice(), a.ChooseDevice("passkey", "second"))


@pytest.mark.parametrize(
    ("name", "cause"), [("a b", "device-name-not-allowed"), ("", "device-name-not-allowed")]
)
def test_a_name_is_refused_before_the_browser_is_asked(name: str, cause: str) -> None:
    refusal = refused(wizard(), a.ChooseDevice("passkey", name))
    assert (refusal.cause, refusal.field) == (cause, "name")
    assert open_dialog(refusal.world) is None


def test_codes_can_be_resynced_and_passkeys_cannot() -> None:
    assigned = answered(asked(), "phone")
    (passkey,) = assigned.account.passkeys
    selected = apply(assigned, a.SelectDevice(passkey.serial_number))
    assert refused(selected, a.OpenResync()).cause == "not-a-virtual-device"


def test_the_lost_security_key_takes_its_passkey_along_and_a_lost_phone_does_not() -> None:
    on_phone = after(answered(asked(), "phone"), a.LosePhone(), *OUT)
    assert answered(on_phone, "phone").console.signed_in
    on_key = after(answered(asked(), "security-key"), a.LoseSecurityKey(), *OUT)
    steps = (a.UseSecurityKey(), a.EnterPin(), a.TouchKey())
    assert refused(on_key, *steps).cause == "no-passkey-here"


def both_types() -> World:
    """Return a world with an app and a passkey, after the password."""
    enrolled = open_at("today", "confirm-success", "a seed", NOW).world
    wizard = after(enrolled, a.Close(), a.AssignMfaDevice(), a.ChooseDevice("passkey", "my-key"))
    return after(answered(wizard, "this-device"), *OUT)


def test_with_two_types_the_user_chooses_first_and_can_change() -> None:
    choice = both_types()
    assert root_types(choice) == ("passkey", "authenticator-app")
    assert choice.console.screen == "sign-in-methods"
    assert open_dialog(choice) is None
    code = apply(choice, a.ChooseMethod("authenticator-app"))
    assert (code.console.screen, code.console.challenged) == ("sign-in-mfa", "authenticator-app")
    passkey = after(code, a.TryAnotherMethod(), a.ChooseMethod("passkey"))
    assert passkey.console.screen == "sign-in-passkey"
    back = after(passkey, a.CancelRequest(), a.TryAnotherMethod())
    assert apply(back, a.Cancel()).console.screen == "sign-in-passkey"
    assert apply(choice, a.Cancel()).console.screen == "sign-in"


def test_a_type_that_root_does_not_have_cannot_be_chosen() -> None:
    choice = both_types()
    assert apply(choice, a.ChooseMethod("hardware")) == choice


def test_help_leads_from_a_passkey_to_alternative_factors_and_back() -> None:
    out = after(answered(asked(), "phone"), *OUT, a.CancelRequest(), a.TroubleshootMfa())
    factors = apply(out, a.SignInWithAlternativeFactors())
    assert factors.console.screen == "sign-in-factors"
    assert apply(factors, a.Cancel()).console.screen == "sign-in-passkey"


def test_another_run_makes_other_passkeys_and_the_same_run_the_same() -> None:
    def made(seed: str) -> bytes:
        start = open_at("today", "choose-authenticator-app", seed, NOW).world
        world = answered(apply(start, a.ChooseDevice("passkey", "k")), "phone")
        return world.account.passkeys[0].credential_id

    assert made("a seed") == made("a seed") != made("another")


@pytest.mark.parametrize("place", ["virtual-machine", "remote-session", "private-window"])
def test_a_browser_elsewhere_reaches_no_passkey(place: Surroundings) -> None:
    assigned = answered(asked(), "this-device")
    elsewhere = apply(assigned, a.OpenBrowser(place))
    assert (elsewhere.console.signed_in, elsewhere.console.screen) == (False, "sign-in")
    asking = after(elsewhere, a.SubmitEmail(), a.SubmitPassword())
    dialog = open_dialog(asking)
    assert dialog
    assert dialog.state == "out-of-reach"
    with pytest.raises(NotHere):
        apply(asking, a.UseThisDevice())
    back = after(asking, a.OpenBrowser("own-computer"), a.SubmitEmail(), a.SubmitPassword())
    assert answered(back, "this-device").console.signed_in


def scanned() -> World:
    """Return a world in which the phone asks about the request."""
    scanning = after(asked(), a.UsePhone(), a.OpenLens())
    dialog = open_dialog(scanning)
    assert dialog
    return apply(scanning, a.Scan(qr_text(scanning, dialog)))


def test_the_camera_connects_only_while_the_dialog_shows_the_code() -> None:
    scanning = after(asked(), a.UsePhone(), a.OpenLens())
    dialog = open_dialog(scanning)
    assert dialog
    elsewhere = apply(scanning, a.UseAnotherDevice())
    remembered = a.Scan(qr_text(scanning, dialog))
    assert refused(elsewhere, remembered).cause == "not-a-passkey-code"


def test_a_phone_that_no_longer_asks_cannot_answer() -> None:
    left = apply(scanned(), a.LeaveApp())
    with pytest.raises(NotHere):
        apply(left, a.ConfirmOnPhone())


def test_a_request_that_timed_out_is_not_open_on_the_next_page() -> None:
    out = after(answered(asked(), "phone"), *OUT, a.Wait(TIMEOUT_S), a.TryAnotherMethod())
    assert out.console.screen == "sign-in-methods"
    assert out.console.dialog is None


def test_a_request_stays_open_when_the_computers_clock_is_set_back() -> None:
    waiting = after(asked(), a.Wait(TIMEOUT_S - 10), a.FollowClock(-600))
    assert open_dialog(waiting)
    assert open_dialog(apply(waiting, a.Wait(10))) is None


def test_a_browser_nowhere_is_not_opened() -> None:
    world = wizard()
    assert apply(world, read_action("OpenBrowser", {"surroundings": "on the moon"})) == world
