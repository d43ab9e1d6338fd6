"""The list of devices: resync, remove, and what remains."""

import pytest
from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import ActionRefusal, Edition, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons import open_at

from tests.console.conftest import NOW, after, without_attempt


@pytest.fixture
def listed(edition: Edition) -> World:
    """Return a world with one device in the list, assigned ten minutes late."""
    ready = open_at(edition, "submit-at-once", "a seed", NOW).world
    late = after(ready, a.SkipAhead(600), a.SubmitCodes(*ready.console.draft))
    return apply(late, a.Close())


def serial(world: World) -> str:
    return root_devices(world)[0].serial_number


def pair(world: World) -> tuple[str, str]:
    phone = world.handset.phone
    older, newer = later(world.now, -30), world.now
    return (
        authenticator.code(phone, phone.entries[0], older),
        authenticator.code(phone, phone.entries[0], newer),
    )


def test_a_resync_from_the_list_puts_the_device_in_sync(listed: World) -> None:
    resynced = after(listed, a.OpenResync(serial(listed)), a.SubmitResync(*pair(listed)))
    assert root_devices(resynced)[0].offset_steps == 0
    assert (resynced.console.screen, resynced.console.notice) == (
        "security-credentials",
        "resynced",
    )


def test_a_refused_resync_keeps_the_dialog_open(listed: World) -> None:
    opened = apply(listed, a.OpenResync(serial(listed)))
    with pytest.raises(ActionRefusal) as refused:
        apply(opened, a.SubmitResync("111111", "222222"))
    assert without_attempt(refused.value) == opened


def test_a_resync_without_a_selected_device_is_refused(listed: World) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(listed, a.OpenResync())
    assert refused.value.cause == "no-device-chosen"


def test_removing_leaves_the_device_in_the_account(listed: World) -> None:
    removed = after(listed, a.RemoveDevice(serial(listed)), a.ConfirmRemove())
    assert root_devices(removed) == ()
    assert [device.user_name for device in removed.account.devices] == [None]
    assert iam.account_summary(removed.account)["AccountMFAEnabled"] == 0


def test_canceling_a_dialog_changes_no_device(listed: World) -> None:
    for opening in (a.OpenResync(serial(listed)), a.RemoveDevice(serial(listed))):
        assert after(listed, opening, a.Cancel()).account == listed.account


def test_a_device_can_be_selected_in_todays_list() -> None:
    enrolled = open_at("today", "confirm-success", "a seed", NOW).world
    selected = apply(enrolled, a.SelectDevice(serial(enrolled)))
    assert selected.console.selected == serial(enrolled)
    assert apply(selected, a.OpenResync()).console.screen == "resync-device"
