"""The hardware token: its two sides, its codes, and how it is assigned and used."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.console import ActionRefusal, World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.token import Token, shown_code
from mfa_rehearsal.lessons import open_at

from tests.console.conftest import NOW, after

OUT = (a.OpenAccountMenu(), a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


def asked() -> World:
    wizard = open_at("today", "choose-authenticator-app", "a seed", NOW).world
    return apply(wizard, a.ChooseDevice("hardware", "my-token"))


def in_hand(world: World) -> Token:
    assert world.token
    return world.token


def read(world: World) -> tuple[World, str]:
    """Press the button and read the window."""
    pressed = apply(world, a.PressToken())
    return pressed, shown_code(in_hand(pressed), pressed.now)


def assigned() -> World:
    world, first = read(asked())
    world, second = read(apply(world, a.Wait(30)))
    return apply(world, a.AddHardwareToken(in_hand(world).serial_number, first, second))


def test_the_token_is_there_once_it_has_been_chosen() -> None:
    wizard = open_at("today", "choose-authenticator-app", "a seed", NOW).world
    assert wizard.token is None
    assert apply(apply(wizard, a.PressToken()), a.TurnToken()) == wizard
    assert asked().token


def test_the_window_is_dark_until_the_button_is_pressed_and_after_the_period() -> None:
    world = asked()
    assert shown_code(in_hand(world), world.now) == ""
    world, code = read(world)
    assert len(code) == 6
    later = apply(world, a.Wait(30))
    assert shown_code(in_hand(later), later.now) == ""


def test_the_token_has_two_sides() -> None:
    turned = apply(asked(), a.TurnToken())
    assert in_hand(turned).turned
    assert not in_hand(apply(turned, a.TurnToken())).turned


def test_serial_number_and_two_codes_assign_it() -> None:
    world = assigned()
    (device,) = iam.mfa_devices_of(world.account, iam.ROOT)
    assert isinstance(device, iam.HardwareToken)
    assert (device.name, device.serial_number) == ("my-token", in_hand(world).serial_number)
    assert (world.console.screen, world.console.notice) == ("security-credentials", "assigned")
    event = world.activity[-1]
    assert (event.name, event.resource) == ("EnableMFADevice", device.serial_number)


def test_the_token_signs_in() -> None:
    out = after(assigned(), *OUT)
    assert (out.console.screen, out.console.challenged) == ("sign-in-mfa", "hardware")
    out, code = read(apply(out, a.Wait(30)))
    inside = apply(out, a.SubmitMfaCode(code))
    assert inside.console.signed_in_with == in_hand(inside).serial_number


@pytest.mark.parametrize(
    ("serial", "cause"), [("", "token-serial-unknown"), ("PT00000000", "token-serial-unknown")]
)
def test_another_serial_number_is_refused_at_its_field(serial: str, cause: str) -> None:
    with pytest.raises(ActionRefusal) as refused:
        apply(asked(), a.AddHardwareToken(serial, "123456", "654321"))
    assert (refused.value.cause, refused.value.field) == (cause, "serial_number")
    assert refused.value.world.activity[-1].error_code == "ValidationError"


def test_a_removed_token_is_gone_and_can_be_assigned_again() -> None:
    world = assigned()
    remove = (a.SelectDevice(in_hand(world).serial_number), a.RemoveDevice(), a.ConfirmRemove())
    removed = after(world, *remove)
    assert not iam.mfa_devices_of(removed.account, iam.ROOT)
    assert removed.console.notice == "removed-wholly"
    choose = (a.AssignMfaDevice(), a.ChooseDevice("hardware", "my-token"), a.Wait(30))
    again, first = read(after(removed, *choose))
    again, second = read(apply(again, a.Wait(30)))
    done = apply(again, a.AddHardwareToken(in_hand(again).serial_number, first, second))
    assert iam.mfa_devices_of(done.account, iam.ROOT)


def test_a_token_out_of_sync_can_be_resynced() -> None:
    world, first = read(asked())
    world, second = read(apply(world, a.Wait(30)))
    late = apply(world, a.SkipAhead(600))
    serial = in_hand(late).serial_number
    listed = apply(late, a.AddHardwareToken(serial, first, second))
    listed, first = read(apply(listed, a.SelectDevice(serial)))
    listed, second = read(apply(listed, a.Wait(30)))
    synced = after(listed, a.OpenResync(), a.SubmitResync(first, second))
    (device,) = iam.devices_of(synced.account, iam.ROOT)
    assert device.offset_steps == 0
