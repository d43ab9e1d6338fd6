"""The false sign-in page: AWS accepts a code that it relays, once, and a passkey gives it none."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import ActionRefusal, NotHere, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.addresses import FALSE_PAGE
from mfa_rehearsal.console.recording import STRANGERS_ADDRESS
from mfa_rehearsal.console.world import FALSE_SCREENS, Stranger, begin, open_dialog
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.goals.history import signed_in_by_password_alone, times_done
from mfa_rehearsal.user_agent.authenticators import PLACES, Place
from mfa_rehearsal.user_agent.origins import Page

from tests.console.conftest import NOW, after
from tests.console.effects.test_passkeys import answered

FOLLOW = (a.LeaveApp(), a.OpenMail(), a.FollowMailLink())
BOOKMARK = (a.OpenBookmark(), a.SubmitEmail(), a.SubmitPassword())


def with_app() -> World:
    return after(open_at("today", "false-page-code", "a seed", NOW).world, *FOLLOW)


def with_passkey() -> World:
    start = open_at("today", "false-page-passkey", "a seed", NOW).world
    return after(start, *FOLLOW[1:])


def code_on(world: World, age_s: int = 0) -> str:
    phone = world.handset.phone
    return authenticator.code(phone, phone.entries[0], later(world.now, -age_s))


def relayed() -> World:
    asked = apply(with_app(), a.GivePassword())
    return apply(asked, a.GiveCode(code_on(asked)))


def refused(world: World, action: a.Action) -> ActionRefusal:
    with pytest.raises(ActionRefusal) as raised:
        apply(world, action)
    return raised.value


def test_somebody_else_signs_in_with_the_code_at_the_moment_it_is_given() -> None:
    world = relayed()
    event, serial = world.activity[-1], world.account.devices[0].serial_number
    assert (event.name, event.error_code, event.mfa_used) == ("ConsoleLogin", "", True)
    assert (event.source_ip, event.time, event.resource) == (STRANGERS_ADDRESS, world.now, serial)
    assert world.stranger == Stranger(serial, code_on(world))
    assert (world.console.screen, world.console.signed_in) == ("false-done", False)


def test_the_same_code_is_then_refused_for_the_reader_and_the_next_is_accepted() -> None:
    world = relayed()
    asked = after(world, *BOOKMARK)
    refusal = refused(asked, a.SubmitMfaCode(code_on(asked)))
    assert refusal.cause == "code-already-used"
    assert refusal.world.activity[-1].source_ip == ""
    later_on = apply(refusal.world, a.Wait(30))
    assert apply(later_on, a.SubmitMfaCode(code_on(later_on))).console.signed_in


def test_a_code_that_the_reader_used_first_is_refused_for_somebody_else() -> None:
    asked = after(with_app(), *BOOKMARK)
    code = code_on(asked)
    world = after(asked, a.SubmitMfaCode(code), a.FollowMailLink(), a.GivePassword())
    refusal = refused(world, a.GiveCode(code))
    assert refusal.cause == "code-already-used"
    event = refusal.world.activity[-1]
    assert (event.source_ip, bool(event.error_code)) == (STRANGERS_ADDRESS, True)
    assert refusal.world.stranger is None


def test_an_old_code_gets_nobody_in_and_counts_as_an_attempt() -> None:
    asked = apply(with_app(), a.GivePassword())
    refusal = refused(asked, a.GiveCode(code_on(asked, age_s=600)))
    assert (refusal.cause, refusal.world.stranger) == ("code-out-of-step", None)
    serial = asked.account.devices[0].serial_number
    assert refusal.world.account.attempts.count(serial, asked.now) == 1


def test_without_mfa_the_password_is_enough_and_is_no_deed_of_the_readers() -> None:
    start = after(begin("today", "a seed", NOW), a.ReceiveFalseMail(), *FOLLOW[1:])
    world = apply(start, a.GivePassword())
    assert (world.stranger, world.console.screen) == (Stranger(), "false-done")
    event = world.activity[-1]
    assert (event.source_ip, event.mfa_used) == (STRANGERS_ADDRESS, False)
    assert times_done(world, "ConsoleLogin") == 0
    assert not signed_in_by_password_alone(world)


@pytest.mark.parametrize("place", PLACES)
def test_a_passkey_in_any_place_gives_the_false_page_nothing(place: Place) -> None:
    start = with_passkey()
    credential = start.near.computer.credentials[0]
    holding = replace(start.near.at(place), credentials=(credential,))
    asked = apply(replace(start, near=start.near.put(place, holding)), a.GivePassword())
    dialog = open_dialog(asked)
    assert dialog
    assert (dialog.state, dialog.page, dialog.rp_id) == ("no-passkey", FALSE_PAGE, FALSE_PAGE.host)
    before = asked.activity
    with pytest.raises(ActionRefusal) as raised:
        answered(after(asked, a.UseAnotherDevice(), a.LeaveApp()), place)
    assert raised.value.cause == "no-passkey-here"
    left = raised.value.world
    assert (left.activity, left.stranger, left.console.signed_in) == (before, None, False)


def test_at_awss_own_address_the_browser_offers_its_passkeys() -> None:
    dialog = open_dialog(after(with_passkey(), *BOOKMARK))
    assert dialog
    assert (dialog.state, dialog.rp_id) == ("places", "amazon.com")


def test_the_browser_refuses_the_false_page_a_passkey_of_aws() -> None:
    asked = apply(with_passkey(), a.GivePassword())
    dialog = open_dialog(asked)
    assert dialog
    forced = replace(dialog, rp_id="amazon.com", state="this-device")
    world = replace(asked, console=replace(asked.console, dialog=forced))
    refusal = refused(world, a.ConfirmOnComputer())
    assert (refusal.code, refusal.cause) == ("SecurityError", "rp-id-not-of-page")
    assert (refusal.world.activity, refusal.world.stranger) == (asked.activity, None)


def test_a_root_user_with_an_app_as_well_is_asked_for_its_code() -> None:
    start = with_app()
    signed_in = after(start, *BOOKMARK, a.SubmitMfaCode(code_on(start)), a.OpenAccountMenu())
    wizard = after(signed_in, a.OpenSecurityCredentials(), a.AssignMfaDevice())
    both = answered(apply(wizard, a.ChooseDevice("passkey", "my-passkey")), "this-device")
    world = after(both, a.FollowMailLink(), a.GivePassword())
    assert (world.console.screen, world.console.dialog) == ("false-code", None)


def test_the_link_opens_from_every_screen_and_closes_the_browsers_dialog() -> None:
    asked = after(with_passkey(), a.GivePassword())
    assert open_dialog(asked)
    again = after(asked, a.FollowMailLink())
    assert (again.console.screen, open_dialog(again)) == ("false-sign-in", None)
    assert after(again, a.FollowMailLink()).console.screen == "false-sign-in"


def test_without_the_email_there_is_no_link_and_the_2020_console_gets_none() -> None:
    for edition in ("today", "classic"):
        world = after(begin(edition, "a seed", NOW), a.OpenMail())
        with pytest.raises(NotHere):
            apply(world, a.FollowMailLink())
    assert apply(begin("classic", "a seed", NOW), a.ReceiveFalseMail()).mails == ()


def test_nothing_on_the_false_page_leads_into_the_console() -> None:
    world = relayed()
    for kind in (a.GoHome, a.SignOut, a.OpenSecurityCredentials, a.OpenAccountMenu):
        with pytest.raises(NotHere):
            apply(world, kind())
    assert world.console.screen in FALSE_SCREENS


def test_the_false_pages_domain_can_belong_to_nobody() -> None:
    assert FALSE_PAGE.domain == "account-check.example"
    assert Page("https://signin.aws.amazon.com/signin").domain == "amazon.com"
