"""Questions about phones and devices, right before and after their answers change."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import Mail, root_devices
from mfa_rehearsal.iam.account import without_device
from mfa_rehearsal.lessons.goals import devices

from tests.console.conftest import NOW
from tests.lessons.goals.worlds import (
    ASSIGNED,
    BY_PASSWORD,
    DELETED,
    ENROLLED,
    REMOVED,
    at,
    event,
    log,
    with_console,
)

EIGHT = at("eight-devices")
NEW_PHONE = replace(ENROLLED, handset=replace(ENROLLED.handset, phone=authenticator.Phone()))


def without(world: World, number: int) -> World:
    """Return a world without one of root's devices."""
    serial = root_devices(world)[number].serial_number
    return replace(world, account=without_device(world.account, serial))


def test_room_is_left_by_a_removal_and_used_by_a_ninth_device() -> None:
    assert not devices.has_room(EIGHT)
    assert devices.has_room(without(EIGHT, 0))
    assert devices.has_room(ENROLLED)
    assert not devices.has_room(without(ENROLLED, 0))
    ninth = log(EIGHT, *[ASSIGNED] * 9)
    assert devices.has_room(ninth)
    assert devices.ninth_assigned(ninth)
    assert not devices.ninth_done(log(EIGHT, *[ASSIGNED] * 8))
    assert devices.ninth_done(log(EIGHT, *[ASSIGNED] * 9, BY_PASSWORD))
    assert not devices.ninth_assigned(log(EIGHT, *[ASSIGNED] * 9, BY_PASSWORD))


def test_a_lost_device_is_still_there_until_it_is_removed() -> None:
    lost_removed = without(EIGHT, 0)
    other_removed = without(EIGHT, 1)
    assert devices.lost_still_there(other_removed)
    assert not devices.lost_still_there(lost_removed)
    assert not devices.lost_still_there(EIGHT)
    assert devices.only_own_devices(lost_removed)
    assert not devices.only_own_devices(other_removed)
    assert not devices.only_own_devices(without(ENROLLED, 0))
    assert devices.lost_removed(log(lost_removed, REMOVED))
    assert not devices.lost_removed(log(other_removed, REMOVED))
    assert not devices.lost_removed(log(lost_removed, ASSIGNED))
    assert devices.lost_removed(log(without(ENROLLED, 0), REMOVED))


def test_a_removal_leaves_root_without_devices_only_if_none_is_left() -> None:
    bare = without(ENROLLED, 0)
    assert devices.unassigned(log(bare, REMOVED))
    assert not devices.unassigned(log(bare, DELETED))
    assert not devices.unassigned(log(ENROLLED, REMOVED))
    assert (devices.without_devices(bare), devices.without_devices(ENROLLED)) == (True, False)


def test_the_new_phone_is_the_one_without_the_first_devices_entry() -> None:
    assert not devices.new_phone_in_hand(ENROLLED)
    assert devices.new_phone_in_hand(NEW_PHONE)
    assert devices.is_first(ENROLLED, root_devices(ENROLLED)[0])
    assert not devices.is_first(EIGHT, root_devices(EIGHT)[1])


def test_a_phone_is_assigned_with_its_entry() -> None:
    assert devices.new_phone_assigned(log(ENROLLED, ASSIGNED))
    assert not devices.new_phone_assigned(log(ENROLLED, BY_PASSWORD))
    assert not devices.new_phone_assigned(log(NEW_PHONE, ASSIGNED))
    assert not devices.second_phone_assigned(log(ENROLLED, ASSIGNED))
    second = log(without(EIGHT, 0), ASSIGNED)
    assert devices.second_phone_assigned(second)
    assert not devices.second_phone_assigned(log(second, BY_PASSWORD))


def test_the_new_phone_is_proved_by_a_sign_in_with_its_own_code() -> None:
    serial = root_devices(EIGHT)[1].serial_number
    inside = with_console(EIGHT, signed_in=True, signed_in_with=serial)
    assert devices.proved_by_new_phone(inside)
    assert not devices.proved_by_new_phone(with_console(inside, signed_in=False))
    lost = root_devices(EIGHT)[0].serial_number
    assert not devices.proved_by_new_phone(with_console(inside, signed_in_with=lost))
    (own,) = root_devices(ENROLLED)
    by_first = with_console(ENROLLED, signed_in=True, signed_in_with=own.serial_number)
    assert not devices.proved_by_new_phone(by_first)


def test_the_old_device_is_removed_when_the_first_is_gone() -> None:
    assert devices.old_removed(log(without(EIGHT, 0), REMOVED))
    assert not devices.old_removed(log(without(EIGHT, 1), REMOVED))
    assert not devices.old_removed(log(without(EIGHT, 0), ASSIGNED))


FACTORS = ["sign-in-factors", "sign-in-mail-sent", "sign-in-phone", "sign-in-call"]


@pytest.mark.parametrize(
    ("screen", "reached"), [("sign-in-trouble", 0), *zip(FACTORS, [1, 1, 2, 2], strict=True)]
)
def test_each_page_of_the_alternative_factors_has_what_led_to_it(screen: str, reached: int) -> None:
    world = with_console(log(ENROLLED), screen=screen, signed_in=False)
    goals = (devices.factors_asked, devices.mail_verified, devices.call_verified)
    assert sum(goal(world) for goal in goals) == reached


def test_a_sign_in_with_alternative_factors_has_all_that_led_to_it() -> None:
    verified = with_console(log(ENROLLED), screen="sign-in-verified")
    home = with_console(log(ENROLLED, ASSIGNED, BY_PASSWORD), screen="home")
    for world in (verified, home):
        assert devices.factors_asked(world)
        assert devices.mail_verified(world)
        assert devices.call_verified(world)


def test_the_email_about_a_removal_is_read_once_all_up_to_it_are() -> None:
    kinds = ("verify", "removed", "verify")
    mails = tuple(Mail(NOW, kind) for kind in kinds)  # type: ignore[arg-type]

    def read(count: int) -> World:
        handset = replace(ENROLLED.handset, mails_read=count)
        return replace(ENROLLED, mails=mails, handset=handset)

    assert not devices.mail_read(read(1))
    assert devices.mail_read(read(2))
    assert not devices.mail_read(replace(read(1), mails=mails[:1]))


def test_somebody_elses_removal_is_not_the_readers() -> None:
    removed = replace(REMOVED, source_ip="203.0.113.7")
    assert not devices.unassigned(log(without(ENROLLED, 0), removed))
    assert not devices.new_phone_assigned(log(ENROLLED, event("EnableMFADevice", "")))
