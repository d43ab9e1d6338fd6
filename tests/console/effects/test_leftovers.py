"""An earlier screen or wizard leaves nothing behind that misleads."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.console import NotHere, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.randomness import draw_secret, nth_secret
from mfa_rehearsal.console.world import ALTERNATIVE_FACTORS, AUTHENTICATOR_APP
from mfa_rehearsal.lessons import begin_run, open_at
from mfa_rehearsal.lessons.drills.openings import enrolled, only_one_lost
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import device_routes, sign_in_pages, sign_in_routes

from tests.console.conftest import NOW, after

TO_CALL = (
    a.TroubleshootMfa(),
    a.SignInWithAlternativeFactors(),
    a.SendVerificationEmail(),
    a.OpenMail(),
    a.VerifyEmail(),
    a.CallMeNow(),
)


def listed() -> World:
    run = follow(begin_run("today", "a seed", NOW), enrolled)
    return follow(run, device_routes.to_device_list).world


def set_up(name: str) -> tuple[a.Action, ...]:
    return (a.AssignMfaDevice(), a.ChooseDevice(AUTHENTICATOR_APP, name))


def test_the_wizard_begins_without_a_selected_device() -> None:
    (device,) = listed().account.devices
    selected = apply(listed(), a.SelectDevice(device.serial_number))
    started = apply(selected, a.AssignMfaDevice())
    assert (started.console.selected, started.console.pending, started.console.notice) == (
        "",
        "",
        "",
    )


def test_a_second_wizard_shows_nothing_from_the_first() -> None:
    first = after(listed(), *set_up("second"), a.ShowQrCode(), a.ShowSecretKey())
    typed = apply(first, a.EnterCodes("111111", "222222"))
    assert (typed.console.qr_shown, typed.console.key_shown) == (True, True)
    again = after(typed, a.Cancel(), *set_up("third")).console
    assert (again.qr_shown, again.key_shown, again.draft) == (False, False, ("", ""))


def test_an_assigned_device_empties_the_fields_and_opens_the_list() -> None:
    run = open_at("today", "submit-at-once", "a seed", NOW)
    typed = apply(run.world, a.EnterCodes("111111", "222222"))
    closed = replace(typed, console=replace(typed.console, section_open=False))
    phone = closed.handset.phone
    (entry,) = phone.entries
    first = authenticator.code(phone, entry, closed.now)
    waited = apply(closed, a.Wait(30))
    second = authenticator.code(phone, entry, waited.now)
    console = apply(waited, a.SubmitCodes(first, second)).console
    assert (console.draft, console.pending, console.section_open) == (("", ""), "", True)
    assert console.notice == "assigned"


def test_no_code_is_asked_for_after_sign_in() -> None:
    run = follow(begin_run("today", "a seed", NOW), enrolled)
    asked = follow(run, sign_in_pages.to_code_page)
    assert asked.world.console.challenged == AUTHENTICATOR_APP
    console = follow(asked, sign_in_routes.into_console).world.console
    assert (console.signed_in, console.challenged) == (True, "")


def test_leaving_an_app_ends_a_call_only_from_the_call_itself() -> None:
    called = after(follow(begin_run("today", "a seed", NOW), only_one_lost).world, *TO_CALL)
    in_mail = replace(called, handset=replace(called.handset, view="mail"))
    assert apply(in_mail, a.LeaveApp()).console.call_digits == called.console.call_digits
    assert apply(called, a.LeaveApp()).console.call_digits == ""


def test_leaving_the_page_ends_the_call_and_closes_no_other_app() -> None:
    called = after(follow(begin_run("today", "a seed", NOW), only_one_lost).world, *TO_CALL)
    reading = replace(called, handset=replace(called.handset, view="mail"))
    assert apply(reading, a.Cancel()).handset.view == "mail"
    assert apply(called, a.Cancel()).handset.view == "home"


def test_the_right_digits_are_used_up_and_sign_in_the_user() -> None:
    called = after(follow(begin_run("today", "a seed", NOW), only_one_lost).world, *TO_CALL)
    said = after(called, a.AnswerCall(), a.EnterCallDigits(called.console.call_digits))
    assert said.console.call_digits == ""
    console = apply(said, a.SignInToConsole()).console
    assert (console.signed_in, console.challenged) == (True, "")
    assert console.signed_in_with == ALTERNATIVE_FACTORS


def test_each_secret_key_is_the_next_in_the_run(world: World) -> None:
    once, first = draw_secret(world)
    twice, second = draw_secret(once)
    assert (first, second) == (nth_secret(world, 0), nth_secret(world, 1))
    assert (once.devices_made, twice.devices_made) == (1, 2)


@pytest.mark.parametrize("action", [a.OpenAccountMenu(), a.CloseAccountMenu()])
def test_there_is_no_account_menu_before_signing_in(world: World, action: a.Action) -> None:
    with pytest.raises(NotHere, match=r"^the account menu before signing in$"):
        apply(world, action)
