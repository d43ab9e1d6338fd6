"""Questions about the current world, at the values where their answers change."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import World
from mfa_rehearsal.console.token import new_token
from mfa_rehearsal.console.world import View
from mfa_rehearsal.lessons.goals import state

from tests.lessons.goals.worlds import ENROLLED, at, with_console, with_device, with_phone

ENTERING = at("enter-two-codes")
EMPTY = authenticator.Phone()


@pytest.mark.parametrize(("steps", "accepted"), [(-3, False), (-2, True), (2, True), (3, False)])
def test_a_device_is_in_sync_up_to_two_time_steps_either_side(steps: int, accepted: bool) -> None:
    world = with_device(ENROLLED, offset_steps=steps)
    assert state.in_sync(world) == state.in_true_time(world) == accepted


@pytest.mark.parametrize(("offset_s", "accepted"), [(89, False), (90, True), (210, True)])
def test_a_device_is_in_sync_with_the_phones_own_clock(offset_s: int, accepted: bool) -> None:
    world = with_phone(with_device(ENROLLED, offset_steps=5), offset_s=offset_s)
    assert state.in_sync(world) == accepted
    assert not state.in_true_time(world)


@pytest.mark.parametrize(("skipped_s", "usable"), [(60, True), (61, False)])
def test_a_real_phone_follows_a_skip_that_a_check_allows_for(skipped_s: int, usable: bool) -> None:
    (device,) = ENROLLED.account.devices
    elsewhere = frozenset({device.serial_number})
    gone = with_phone(ENROLLED, entries=())
    world = replace(gone, elsewhere=elsewhere, skipped_s=skipped_s)
    assert state.usable_devices(world) == ((device,) if usable else ())
    assert state.locked_out(world) != usable


def test_codes_on_the_phone_that_is_not_in_the_hand_can_be_read() -> None:
    phone = ENROLLED.handset.phone
    swapped = replace(ENROLLED, handset=replace(ENROLLED.handset, phone=EMPTY, other=phone))
    assert state.usable_devices(swapped) == tuple(ENROLLED.account.devices)
    assert state.own_devices(swapped) == ()


def draft(world: World, *codes: str) -> World:
    return with_console(world, draft=codes)


def codes_of(world: World, *ages: int) -> tuple[str, ...]:
    """Return the codes that the only entry showed so many periods ago."""
    phone = world.handset.phone
    (entry,) = phone.entries
    return tuple(authenticator.code(phone, entry, later(world.now, -30 * age)) for age in ages)


@pytest.mark.parametrize(
    ("ages", "entered"),
    [((1, 0), True), ((4, 3), True), ((5, 4), False), ((0, -1), False), ((0, 1), False)],
)
def test_a_pair_counts_as_entered_while_its_second_code_is_fresh(
    ages: tuple[int, int], entered: bool
) -> None:
    assert state.pair_entered(draft(ENTERING, *codes_of(ENTERING, *ages))) == entered


def test_a_pair_needs_both_fields() -> None:
    (code,) = codes_of(ENTERING, 1)
    assert not state.pair_entered(draft(ENTERING, code, ""))
    assert not state.pair_entered(draft(ENTERING, "", code))


@pytest.mark.parametrize(("age", "waits"), [(0, False), (1, True), (2, False)])
def test_the_next_code_waits_for_a_reader_who_typed_the_one_before(age: int, waits: bool) -> None:
    assert state.next_code_waits(draft(ENTERING, *codes_of(ENTERING, age), "")) == waits


def test_a_code_has_changed_once_the_period_of_its_entry_is_over() -> None:
    seeing = at("see-the-codes")
    (entry,) = seeing.handset.phone.entries
    begun = replace(seeing, now=later(entry.added_at, -entry.added_at % 30))
    added = with_phone(begun, entries=(replace(entry, added_at=begun.now),))
    assert not state.code_changed(replace(added, now=later(begun.now, 29)))
    assert state.code_changed(replace(added, now=later(begun.now, 30)))


@pytest.mark.parametrize(
    ("screen", "signed_in", "open_"),
    [
        ("home", True, False),
        ("before-credentials", True, False),
        ("security-credentials", True, True),
        ("choose-device", True, True),
        ("sign-in", False, False),
    ],
)
def test_the_security_credentials_are_open_from_their_page_on(
    screen: str, signed_in: bool, open_: bool
) -> None:
    world = with_console(ENROLLED, screen=screen, signed_in=signed_in, section_open=True)
    assert state.credentials_open(world) == state.section_open(world) == open_


def test_the_section_is_in_the_page_of_todays_console_until_it_is_opened() -> None:
    shown = with_console(ENROLLED, screen="security-credentials", section_open=False)
    assert state.section_in_page(shown)
    assert not state.section_open(shown)
    assert not state.section_in_page(with_console(shown, section_open=True))
    assert not state.section_in_page(with_console(shown, screen="home"))
    assert not state.section_in_page(replace(shown, edition="classic"))


@pytest.mark.parametrize("view", ["add", "camera", "by-hand"])
def test_the_app_is_ready_while_it_adds_an_entry(view: View) -> None:
    scanning = with_phone(at("scan-the-qr-code"), entries=())
    adding = replace(scanning, handset=replace(scanning.handset, view=view))
    listing = replace(scanning, handset=replace(scanning.handset, view="entries"))
    assert state.app_ready(adding)
    assert not state.app_ready(listing)


def test_of_several_devices_the_selected_one_is_in_question() -> None:
    world = at("eight-devices")
    devices = tuple(world.account.devices)
    third = with_console(world, selected=devices[2].serial_number)
    assert state.devices_in_question(third) == (devices[2],)
    assert state.devices_in_question(with_console(world, selected="")) == devices


def test_the_origin_of_an_entry_tells_scanning_from_typing() -> None:
    (entry,) = ENTERING.handset.phone.entries
    typed = with_phone(ENTERING, entries=(replace(entry, origin="typed"),))
    assert (state.scanned(ENTERING), state.typed(ENTERING)) == (True, False)
    assert (state.scanned(typed), state.typed(typed)) == (False, True)


def test_a_sign_in_is_proof_only_with_a_device_that_root_still_has() -> None:
    (device,) = ENROLLED.account.devices
    inside = with_console(ENROLLED, signed_in=True, signed_in_with=device.serial_number)
    assert state.proved(inside)
    assert not state.proved(with_console(inside, signed_in_with="a former device"))
    assert not state.proved(with_console(inside, signed_in=False))


def test_a_token_is_usable_while_it_is_a_device_of_root() -> None:
    assert not state.token_usable(ENROLLED)
    (device,) = ENROLLED.account.devices
    token = new_token("a seed")
    assert not state.token_usable(replace(ENROLLED, token=token))
    own = replace(token, serial_number=device.serial_number)
    assert state.token_usable(replace(ENROLLED, token=own))


def test_a_passkey_is_usable_where_the_browser_reaches_it() -> None:
    world = at("see-it-in-the-list")
    (passkey,) = world.account.passkeys
    assert state.usable_passkeys(world) == (passkey,)
    away = replace(world, surroundings="virtual-machine")
    assert state.usable_passkeys(away) == ()
    assert (state.usable_type(world), state.usable_type(away)) == ("passkey", None)
    assert state.usable_type(ENROLLED) == "authenticator-app"
    assert (state.locked_out(away), state.locked_out(at("choose-passkey"))) == (True, False)
