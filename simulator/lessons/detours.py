"""Stretches of way that several drills share: to the question for a code, through the wizard."""

from simulator.console import World
from simulator.console import actions as a
from simulator.lessons import drill_goals, goals, ways
from simulator.lessons.step import Going, Playing, walk


def true_pair(world: World) -> Playing:
    """Send two codes in a row."""
    world = yield from walk(ways.enter_codes, world)
    yield a.SubmitCodes(*world.console.draft)


def to_code_page(world: World) -> Going:
    """Go to the question for a code, from anywhere."""
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.signed_in:
        world = yield from ways.open_menu(world)
        world = yield a.SignOut()
    while world.console.screen not in {"sign-in", "sign-in-password", "sign-in-mfa"}:
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    return world


def refused_sign_in(world: World) -> Playing:
    """Sign in with the phone's code, which a device out of sync is refused."""
    world = yield from to_code_page(world)
    yield a.SubmitMfaCode(ways.code_now(world))


def another_method(world: World) -> Playing:
    """Be asked for the device of the phone in the hand."""
    world = yield from to_code_page(world)
    yield a.TryAnotherMethod()
    yield a.ChooseMethod(drill_goals.own_devices(world)[0].serial_number)


def enrol_anew(world: World) -> Playing:
    """Enrol the phone in the hand, or the other one if this one is enrolled."""
    if world.handset.other is not None and drill_goals.own_devices(world):
        world = yield a.SwapPhones()
    if world.console.screen not in {"choose-device", "set-up-device"}:
        world = yield from ways.to_device_list(world)
        world = yield from walk(ways.start_wizard, world)
    if world.console.screen == "choose-device":
        world = yield from walk(ways.choose_device, world)
    yield a.ShowQrCode()
    if not goals.matching_entries(world):
        world = yield from walk(ways.scan, world)
    yield from true_pair(world)
