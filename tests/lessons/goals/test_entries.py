"""Questions about the wizard and the phone's entries, right before and after they change."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import World
from mfa_rehearsal.iam.account import without_device
from mfa_rehearsal.lessons.goals import entries
from mfa_rehearsal.lessons.goals.history import CREATE

from tests.lessons.goals.worlds import (
    APP,
    DELETED,
    ENROLLED,
    at,
    event,
    log,
    with_console,
    with_phone,
)

ENTERING = at("enter-two-codes")
CREATED = event(CREATE, APP)
FOREIGN = authenticator.Entry(9, "Bank", "me", "MFRGGZDFMZTWQ2LK" * 4, ENTERING.now, "typed")


def with_entries(world: World, *others: authenticator.Entry) -> World:
    """Return a world whose phone has these entries too, after its own."""
    phone = world.handset.phone
    return with_phone(world, entries=(*phone.entries, *others), next_id=10)


BOTH = with_entries(ENTERING, FOREIGN)
ONLY_FOREIGN = with_phone(BOTH, entries=(FOREIGN,))


def bare(world: World) -> World:
    """Return a world without root's device."""
    (device,) = world.account.devices
    return replace(world, account=without_device(world.account, device.serial_number))


def test_a_wizard_is_left_when_its_device_is_neither_pending_nor_assigned() -> None:
    left = with_console(log(ENTERING, CREATED), pending="")
    assert entries.wizard_left(left)
    assert not entries.wizard_left(log(ENTERING, CREATED))
    assert not entries.wizard_left(log(left))
    assert not entries.wizard_left(log(ENROLLED, CREATED))


def test_a_second_wizard_has_begun_once_its_qr_code_is_shown() -> None:
    again = with_console(log(ENTERING, CREATED, CREATED), qr_shown=True)
    assert entries.begun_again(again)
    assert not entries.begun_again(log(again, CREATED))
    assert not entries.begun_again(with_console(again, qr_shown=False))


def test_both_entries_are_there_after_the_second_scan() -> None:
    assert entries.dead_entries(BOTH) == [FOREIGN]
    assert entries.both_scanned(BOTH)
    assert not entries.both_scanned(ENTERING)
    assert not entries.both_scanned(ONLY_FOREIGN)
    assert not entries.both_scanned(with_entries(ENROLLED, FOREIGN))
    assert entries.entry_alone(ENTERING)
    assert not entries.entry_alone(BOTH)
    assert not entries.entry_alone(ONLY_FOREIGN)


def test_a_device_is_assigned_alone_without_a_dead_entry() -> None:
    assert entries.assigned_alone(ENROLLED)
    assert not entries.assigned_alone(with_entries(ENROLLED, FOREIGN))
    assert not entries.assigned_alone(ENTERING)
    assert not entries.assigned_alone(with_phone(ENROLLED, entries=()))


def codes_of(world: World, ages: tuple[int, int]) -> tuple[str, ...]:
    """Return what the foreign entry showed so many periods ago."""
    times = (later(world.now, -30 * age) for age in ages)
    return tuple(authenticator.code(world.handset.phone, FOREIGN, now) for now in times)


@pytest.mark.parametrize(
    ("ages", "refused"),
    [((0, -1), True), ((-1, -2), False), ((59, 58), True), ((60, 59), False), ((0, 1), False)],
)
def test_a_dead_pair_is_one_that_a_dead_entry_showed_in_half_an_hour(
    ages: tuple[int, int], refused: bool
) -> None:
    because = replace(CREATED, error_code="x", cause="codes-not-from-this-key")
    sent = with_console(log(BOTH, because), refused_codes=codes_of(BOTH, ages))
    assert entries.dead_pair_refused(sent) == refused
    assert not entries.dead_pair_refused(log(sent, replace(because, cause="codes-too-old")))
    assert not entries.dead_pair_refused(log(sent, because, CREATED))


def test_a_right_code_is_unchecked_after_too_many_attempts() -> None:
    phone = ENTERING.handset.phone
    code = authenticator.code(phone, phone.entries[0], ENTERING.now)
    because = replace(CREATED, error_code="x", cause="attempts-exhausted")
    sent = with_console(log(ENTERING, because), refused_codes=(code,))
    assert entries.right_code_unchecked(sent)
    assert not entries.right_code_unchecked(with_console(sent, refused_codes=("000000",)))
    assert not entries.right_code_unchecked(log(sent, replace(because, cause="code-too-old")))
    assert not entries.right_code_unchecked(replace(sent, now=later(sent.now, 30)))


def test_an_entry_is_stale_if_neither_root_nor_the_wizard_has_its_device() -> None:
    assert entries.stale_entries(BOTH) == [FOREIGN]
    assert entries.stale_entries(ENTERING) == []
    assert entries.stale_entries(ENROLLED) == []
    assert entries.stale_entries(bare(ENROLLED)) == list(ENROLLED.handset.phone.entries)


def test_an_entry_has_been_deleted_if_one_number_is_missing() -> None:
    whole = with_phone(ENROLLED, next_id=2)
    assert not entries.entry_deleted(whole)
    deleted = with_phone(ENROLLED, next_id=3)
    assert entries.entry_deleted(deleted)
    assert entries.dead_entry_deleted(deleted)
    assert not entries.dead_entry_deleted(whole)
    assert not entries.dead_entry_deleted(with_entries(deleted, FOREIGN))
    assert not entries.dead_entry_deleted(with_phone(deleted, entries=()))


def test_a_name_is_reused_if_its_device_was_deleted() -> None:
    pending = ENTERING.console.pending
    reused = log(ENTERING, CREATED, replace(DELETED, resource=pending))
    assert (entries.name_reused(reused), entries.name_changed(reused)) == (True, False)
    fresh = log(ENTERING, CREATED, replace(DELETED, resource="another"))
    assert (entries.name_reused(fresh), entries.name_changed(fresh)) == (False, True)
    closed = with_console(reused, pending="")
    assert (entries.name_reused(closed), entries.name_changed(closed)) == (False, False)


def test_a_device_is_created_after_a_clash_of_names() -> None:
    clash = replace(CREATED, error_code="EntityAlreadyExists", cause="device-name-taken")
    assert entries.created_after_clash(log(ENTERING, clash, CREATED))
    assert not entries.created_after_clash(log(ENTERING, CREATED))
    assert not entries.created_after_clash(with_console(log(ENTERING, clash), pending=""))


def test_only_a_typed_entry_can_be_mistyped() -> None:
    assert entries.mistyped(BOTH)
    assert not entries.mistyped(with_entries(ENTERING, replace(FOREIGN, origin="scanned")))
    assert not entries.mistyped(ENTERING)
    assert not entries.mistyped(with_console(BOTH, pending=""))
