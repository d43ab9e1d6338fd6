"""Routes to the false sign-in page, and away from it.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import PASSKEY, all_root_devices, has_false_mail, type_of
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.lessons.goals.lures import at_false_page, browser_has_none, only_passkeys
from mfa_rehearsal.lessons.goals.state import device_in_sync, usable_passkeys
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions import (
    code_routes,
    device_names,
    device_routes,
    factor_routes,
    recovery,
    wizard,
)
from mfa_rehearsal.lessons.solutions.codes import attempts_exhausted, code_device, code_to_type
from mfa_rehearsal.lessons.solutions.passkey_routes import answer

PASSKEY_NAME = "my-passkey"


def follow_link(world: World) -> Route:
    """Follow the link in the false email, from anywhere."""
    if not has_false_mail(world):
        world = yield a.ReceiveFalseMail()
    world = yield from factor_routes.to_mail(world)
    return (yield a.FollowMailLink())


def to_false_page(world: World) -> Route:
    """Open the false page, unless it is open."""
    return world if at_false_page(world) else (yield from follow_link(world))


def give_code(world: World) -> Route:
    """Give the false page the password and a code that AWS will accept."""
    if world.console.screen != "false-code":
        world = yield from _to_false_code(world)
    world = yield from code_routes.hold_its_phone(world)
    if attempts_exhausted(world, code_device(world)):
        world = yield a.Wait(ATTEMPT_WINDOW_S)
    world = yield from code_routes.fresh_code(world)
    return (yield a.GiveCode(code_to_type(world)))


def _to_false_code(world: World) -> Route:
    world = yield from recovery.usable_device(world)
    if not device_in_sync(world, code_device(world)):
        world = yield from code_routes.resync_at_sign_in(world)
    if world.console.screen != "false-sign-in":
        world = yield from follow_link(world)
    return (yield a.GivePassword())


def let_it_ask(world: World) -> Route:
    """Give the false page the password, and let it ask for the passkey."""
    if browser_has_none(world):
        return world
    if world.console.screen == "false-passkey":
        return (yield a.TryAgain())
    world = yield from with_passkey_only(world)
    if world.console.screen != "false-sign-in":
        world = yield from follow_link(world)
    return (yield a.GivePassword())


def with_passkey_only(world: World) -> Route:
    """Make sure that root has a passkey within reach and no other type of device."""
    if not usable_passkeys(world):
        world = yield from register(world)
    if only_passkeys(world):
        return world
    for device in all_root_devices(world):
        if type_of(device) != PASSKEY:
            world = yield from device_routes.remove(world, device.serial_number)
    return world


def register(world: World) -> Route:
    """Register a passkey that this computer keeps."""
    world = yield from wizard.to_new_choice(world)
    name = device_names.free_name(world, PASSKEY_NAME)
    world = yield a.ChooseDevice(PASSKEY, name)
    return (yield from answer(world, "this-device"))
