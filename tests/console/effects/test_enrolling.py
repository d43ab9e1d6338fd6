"""The wizard: what it creates, accepts and leaves behind."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.clock import later
from mfa_rehearsal.console import ActionRefusal, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.enrolling import CLASSIC_DEVICE_NAME
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, pending_device, root_devices
from mfa_rehearsal.lessons import open_at

from tests.console.conftest import NOW, after, without_attempt


@pytest.fixture
def credentials(world: World) -> World:
    """Return a world with the security credentials and the MFA section open."""
    opened = after(world, a.SubmitEmail(), a.SubmitPassword(), a.OpenSecurityCredentials())
    if world.edition == "classic":
        opened = apply(opened, a.ContinueToSecurityCredentials())
    return apply(opened, a.OpenMfaSection())


@pytest.fixture
def wizard(credentials: World) -> World:
    """Return a world with the wizard on its first page."""
    return apply(credentials, start(credentials))


@pytest.fixture
def set_up(wizard: World) -> World:
    """Return a world with the wizard on its second page and the QR code scanned."""
    world = after(wizard, a.ChooseDevice(AUTHENTICATOR_APP, "my-phone"), a.ShowQrCode())
    return after(
        world, a.OpenAuthenticator(), a.AddAccount(), a.OpenCamera(), a.Scan(qr_text(world))
    )


def start(world: World) -> a.Action:
    return a.AssignMfaDevice() if world.edition == "today" else a.ActivateMfa()


def qr_text(world: World) -> str:
    device = pending_device(world)
    assert device
    return iam.provisioning_uri(world.account, device)


def codes(world: World, *ages_steps: int) -> list[str]:
    """Return the codes that the phone showed this many periods ago."""
    phone = world.handset.phone
    times = [later(world.now, -30 * age) for age in ages_steps]
    return [authenticator.code(phone, phone.entries[0], now) for now in times]


def test_two_codes_in_a_row_assign_the_device(set_up: World) -> None:
    done = apply(set_up, a.SubmitCodes(*codes(set_up, 1, 0)))
    (device,) = root_devices(done)
    assert (device.user_name, device.offset_steps) == (iam.ROOT, 0)
    assert done.console.notice == "assigned"
    assert done.console.pending == ""


def test_todays_console_goes_back_to_the_list_and_the_old_one_shows_a_message(
    set_up: World,
) -> None:
    done = apply(set_up, a.SubmitCodes(*codes(set_up, 1, 0)))
    screens = {"today": "security-credentials", "classic": "device-assigned"}
    assert done.console.screen == screens[set_up.edition]


def test_codes_may_be_typed_with_spaces(set_up: World) -> None:
    first, second = (f"{code[:3]} {code[3:]}" for code in codes(set_up, 1, 0))
    assert root_devices(apply(set_up, a.SubmitCodes(first, second)))


@pytest.mark.parametrize(
    ("ages", "cause"),
    [
        ((0, 0), "same-code-twice"),
        ((0, 1), "codes-reversed"),
        ((2, 0), "codes-not-consecutive"),
    ],
)
def test_an_invalid_pair_is_refused_and_changes_nothing(
    set_up: World, ages: tuple[int, int], cause: str
) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(set_up, a.SubmitCodes(*codes(set_up, *ages)))
    assert refused.value.cause == cause
    assert refused.value.message == "Authentication code for device is not valid."
    assert without_attempt(refused.value) == set_up


def test_a_late_pair_is_assigned_and_out_of_sync(set_up: World) -> None:
    pair = codes(set_up, 1, 0)
    late = after(set_up, a.SkipAhead(600), a.SubmitCodes(*pair))
    assert [device.offset_steps for device in root_devices(late)] == [-20]


def test_canceling_leaves_an_unassigned_device(set_up: World) -> None:
    left = apply(set_up, a.Cancel())
    assert [device.user_name for device in left.account.devices] == [None]
    assert left.console.pending == ""


def test_in_2020_the_name_of_a_left_over_device_stays_taken() -> None:
    left = apply(open_at("classic", "show-the-qr-code", "a seed", NOW).world, a.Cancel())
    with pytest.raises(ActionRefusal) as refused:
        after(left, a.ActivateMfa(), a.ChooseDevice(AUTHENTICATOR_APP))
    assert (refused.value.code, refused.value.cause) == ("EntityAlreadyExists", "device-name-taken")


def test_todays_console_deletes_every_unassigned_device_before_it_adds_one() -> None:
    done = open_at("today", "confirm-success", "a seed", NOW).world
    assigned = done.account.devices[0]
    left = after(done, a.AssignMfaDevice(), a.ChooseDevice(AUTHENTICATOR_APP, "spare"), a.Cancel())
    first = left.account.devices[1]
    again = after(left, a.AssignMfaDevice(), a.ChooseDevice(AUTHENTICATOR_APP, "spare"))
    second = again.account.devices[1]
    assert [device.name for device in again.account.devices] == ["my-phone", "spare"]
    assert again.account.devices[0] == assigned
    assert second.secret != first.secret
    events = [(event.name, event.resource) for event in again.activity[-2:]]
    assert events == [
        ("DeleteVirtualMFADevice", first.serial_number),
        ("CreateVirtualMFADevice", second.serial_number),
    ]


def test_an_invalid_name_deletes_nothing() -> None:
    left = apply(open_at("today", "show-the-qr-code", "a seed", NOW).world, a.Cancel())
    wizard = apply(left, a.AssignMfaDevice())
    with pytest.raises(ActionRefusal) as refused:
        apply(wizard, a.ChooseDevice(AUTHENTICATOR_APP, "my phone"))
    kept = refused.value.world
    assert kept.account == left.account


def test_the_name_of_an_assigned_device_is_taken_in_todays_console() -> None:
    done = open_at("today", "confirm-success", "a seed", NOW).world
    with pytest.raises(ActionRefusal) as refused:
        after(done, a.AssignMfaDevice(), a.ChooseDevice(AUTHENTICATOR_APP, "my-phone"))
    assert refused.value.cause == "device-name-taken"


def test_a_device_assigned_with_codes_from_no_phone_here_is_elsewhere(set_up: World) -> None:
    serial = set_up.console.pending
    here = apply(set_up, a.SubmitCodes(*codes(set_up, 1, 0)))
    assert here.elsewhere == frozenset()
    emptied = after(set_up, a.OpenEntry(1), a.DeleteEntry())
    assert apply(emptied, a.SubmitCodes(*codes(set_up, 1, 0))).elsewhere == {serial}


def test_a_left_over_device_can_be_deleted_and_its_name_used_again(set_up: World) -> None:
    (device,) = set_up.account.devices
    left = apply(set_up, a.Cancel())
    again = after(
        left,
        start(left),
        a.DeleteVirtualMfaDevice(device.serial_number),
        a.ChooseDevice(AUTHENTICATOR_APP, "my-phone"),
    )
    assert again.console.screen == "set-up-device"


def test_each_device_gets_its_own_secret_key(set_up: World) -> None:
    left = apply(set_up, a.Cancel())
    (device,) = left.account.devices
    again = after(
        left,
        start(left),
        a.DeleteVirtualMfaDevice(device.serial_number),
        a.ChooseDevice(AUTHENTICATOR_APP, "my-phone"),
    )
    assert again.account.devices[0].secret != device.secret


def test_the_old_console_names_the_device_itself(wizard: World) -> None:
    chosen = apply(wizard, a.ChooseDevice(AUTHENTICATOR_APP, "my-phone"))
    names = {"today": "my-phone", "classic": CLASSIC_DEVICE_NAME}
    assert [device.name for device in chosen.account.devices] == [names[wizard.edition]]


@pytest.mark.parametrize("kind", ["", "nonsense"])
def test_no_kind_of_device_is_refused(wizard: World, kind: str) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(wizard, a.ChooseDevice(kind, "my-phone"))
    assert refused.value.cause == "no-device-chosen"
    assert refused.value.world == wizard


@pytest.mark.parametrize("kind", ["passkey", "hardware"])
def test_only_todays_console_sets_up_another_kind_of_device(wizard: World, kind: str) -> None:
    chosen = a.ChooseDevice(kind, "my-phone")
    if wizard.edition == "today":
        assert apply(wizard, chosen).console.new_name == "my-phone"
        return
    with pytest.raises(ActionRefusal) as refused:
        apply(wizard, chosen)
    assert refused.value.cause == "only-authenticator-app"
    assert refused.value.world == wizard


def test_every_secret_key_is_different_and_has_64_characters(wizard: World) -> None:
    first = apply(wizard, a.ChooseDevice(AUTHENTICATOR_APP, "one"))
    other = apply(replace(wizard, seed="another"), a.ChooseDevice(AUTHENTICATOR_APP, "one"))
    assert first.account.devices[0].secret != other.account.devices[0].secret
    assert len(first.account.devices[0].secret) == 64
