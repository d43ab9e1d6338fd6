"""Questions about passkeys and AWS's demand, right before and after their answers change."""

from dataclasses import replace

from mfa_rehearsal.authenticator import Phone
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import World
from mfa_rehearsal.console.addresses import SIGN_IN_PAGE
from mfa_rehearsal.console.world import REGISTRATION
from mfa_rehearsal.lessons.goals import passkeys
from mfa_rehearsal.user_agent.dialog import Dialog

from tests.lessons.goals.worlds import (
    ASSIGNED,
    BY_CODE,
    BY_PASSWORD,
    ENROLLED,
    PASSKEY_ASSIGNED,
    REMOVED,
    at,
    log,
    with_console,
    with_phone,
)

BARE = at("choose-passkey")
WITH_PASSKEY = at("see-it-in-the-list")
(SAVED,) = WITH_PASSKEY.account.passkeys
BOTH = replace(
    WITH_PASSKEY,
    handset=ENROLLED.handset,
    account=replace(WITH_PASSKEY.account, devices=ENROLLED.account.devices),
)
(APP,) = ENROLLED.account.devices


def away(world: World) -> World:
    return replace(world, surroundings="virtual-machine")


def signed_in(world: World, serial: str) -> World:
    return with_console(world, signed_in=True, signed_in_with=serial)


def lost(world: World) -> World:
    """Return a world whose phone has no entries and that has no other phone."""
    return with_phone(world, entries=())


def test_a_passkey_is_assigned_if_the_reader_can_use_it() -> None:
    assert passkeys.passkey_assigned(log(WITH_PASSKEY, PASSKEY_ASSIGNED))
    assert not passkeys.passkey_assigned(log(away(WITH_PASSKEY), PASSKEY_ASSIGNED))
    assert not passkeys.passkey_assigned(log(WITH_PASSKEY, PASSKEY_ASSIGNED, BY_PASSWORD))
    assert not passkeys.passkey_assigned(log(ENROLLED, ASSIGNED))
    replaced = log(WITH_PASSKEY, ASSIGNED, BY_PASSWORD, PASSKEY_ASSIGNED)
    assert passkeys.replaced_after_loss(replaced)
    assert not passkeys.replaced_after_loss(log(replaced, ASSIGNED, BY_CODE, PASSKEY_ASSIGNED))
    assert not passkeys.replaced_after_loss(log(replaced, ASSIGNED, BY_PASSWORD))


def test_a_passkey_is_proved_by_a_sign_in_with_one_within_reach() -> None:
    inside = signed_in(WITH_PASSKEY, SAVED.serial_number)
    assert passkeys.proved_by_passkey(inside)
    assert passkeys.in_with_passkey_at_home(inside)
    assert not passkeys.proved_by_passkey(with_console(inside, signed_in=False))
    assert not passkeys.proved_by_passkey(signed_in(WITH_PASSKEY, "another"))
    assert not passkeys.proved_by_passkey(away(inside))
    assert not passkeys.in_with_passkey_at_home(signed_in(WITH_PASSKEY, "another"))


def test_a_phone_is_lost_when_no_phone_shows_its_devices_codes() -> None:
    assert passkeys.phone_lost(lost(BOTH))
    assert not passkeys.phone_lost(BOTH)
    assert not passkeys.phone_lost(WITH_PASSKEY)
    second = replace(lost(BOTH), handset=replace(lost(BOTH).handset, other=Phone()))
    assert not passkeys.phone_lost(second)
    inside = signed_in(lost(BOTH), SAVED.serial_number)
    assert passkeys.in_without_lost_phone(inside)
    assert not passkeys.in_without_lost_phone(signed_in(BOTH, SAVED.serial_number))
    assert not passkeys.in_without_lost_phone(signed_in(lost(BOTH), APP.serial_number))


def test_an_app_is_removed_when_only_a_passkey_is_left() -> None:
    assert passkeys.app_removed(log(WITH_PASSKEY, REMOVED))
    assert not passkeys.app_removed(log(BOTH, REMOVED))
    assert not passkeys.app_removed(log(BARE, REMOVED))
    assert not passkeys.app_removed(log(WITH_PASSKEY, ASSIGNED))
    goal = passkeys.only_passkeys_left
    assert [goal(each) for each in (WITH_PASSKEY, BOTH, BARE, ENROLLED)] == [True] + [False] * 3


def test_a_lost_key_is_removed_when_every_passkey_left_is_within_reach() -> None:
    assert passkeys.lost_key_removed(log(WITH_PASSKEY, REMOVED))
    assert passkeys.lost_key_removed(log(BARE, REMOVED))
    assert not passkeys.lost_key_removed(log(away(WITH_PASSKEY), REMOVED))
    assert not passkeys.lost_key_removed(log(WITH_PASSKEY, PASSKEY_ASSIGNED))


def test_home_and_away_are_told_by_where_the_browser_runs() -> None:
    assert (passkeys.away(BOTH), passkeys.at_home(BOTH)) == (False, True)
    assert (passkeys.away(away(BOTH)), passkeys.at_home(away(BOTH))) == (True, False)
    by_code = signed_in(away(BOTH), APP.serial_number)
    assert passkeys.in_with_code_away(by_code)
    assert passkeys.signed_in_away(by_code)
    assert not passkeys.in_with_code_away(signed_in(away(BOTH), SAVED.serial_number))
    assert not passkeys.in_with_code_away(signed_in(BOTH, APP.serial_number))
    assert not passkeys.in_with_code_away(with_console(by_code, signed_in=False))
    assert not passkeys.signed_in_away(signed_in(BOTH, APP.serial_number))
    assert not passkeys.signed_in_away(with_console(by_code, signed_in=False))


def test_a_passkey_is_out_of_reach_when_the_browser_says_so() -> None:
    dialog = Dialog("get", SIGN_IN_PAGE, "amazon.com", BOTH.now, 0, "out-of-reach")
    assert passkeys.out_of_reach(with_console(BOTH, dialog=dialog))
    assert not passkeys.out_of_reach(with_console(BOTH, dialog=replace(dialog, state="places")))
    assert not passkeys.out_of_reach(with_console(BOTH, dialog=None))


def test_what_is_left_is_told_by_type() -> None:
    assert (passkeys.no_codes_left(lost(BOTH)), passkeys.no_codes_left(BOTH)) == (True, False)
    assert (passkeys.no_passkey_left(ENROLLED), passkeys.no_passkey_left(BOTH)) == (True, False)
    assert (passkeys.registered(BARE), passkeys.registered(WITH_PASSKEY)) == (False, True)


def test_any_device_that_root_still_has_proves_a_sign_in() -> None:
    assert passkeys.proved_by_any(signed_in(BOTH, SAVED.serial_number))
    assert passkeys.proved_by_any(signed_in(BOTH, APP.serial_number))
    assert not passkeys.proved_by_any(signed_in(ENROLLED, SAVED.serial_number))
    outside = with_console(signed_in(BOTH, APP.serial_number), signed_in=False)
    assert not passkeys.proved_by_any(outside)


def test_mfa_is_put_off_by_signing_in_with_the_password_alone() -> None:
    asked = replace(signed_in(BARE, ""), mfa_due=later(BARE.now, 1))
    assert passkeys.put_off(asked)
    assert not passkeys.put_off(replace(asked, mfa_due=None))
    assert not passkeys.put_off(signed_in(asked, REGISTRATION))
    assert not passkeys.put_off(with_console(asked, signed_in=False))
    assert not passkeys.put_off(replace(asked, account=WITH_PASSKEY.account))


def test_the_days_are_over_when_mfa_is_due() -> None:
    due = replace(with_console(BARE, screen="register-mfa"), mfa_due=BARE.now)
    assert passkeys.days_over(due)
    assert passkeys.demanded_now(due)
    assert not passkeys.days_over(replace(due, mfa_due=later(BARE.now, 1)))
    assert not passkeys.demanded_now(replace(due, mfa_due=later(BARE.now, 1)))
    assert not passkeys.days_over(replace(due, mfa_due=None))
    assert not passkeys.demanded_now(with_console(due, screen="home"))
    assert (passkeys.demand_seen(due), passkeys.demand_seen(BARE)) == (True, False)


def test_a_registration_lets_the_reader_in() -> None:
    inside = signed_in(BOTH, REGISTRATION)
    assert passkeys.registered_at_the_door(inside)
    assert not passkeys.registered_at_the_door(signed_in(BOTH, APP.serial_number))
    assert not passkeys.registered_at_the_door(with_console(inside, signed_in=False))
