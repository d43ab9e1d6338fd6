"""Solutions of the drills about passkeys and about AWS's demand for MFA."""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import PASSKEY, root_devices, root_types
from mfa_rehearsal.lessons.goals import passkeys
from mfa_rehearsal.lessons.goals.state import own_devices, usable_passkeys
from mfa_rehearsal.lessons.lesson import Actions, Route, Solution, walk
from mfa_rehearsal.lessons.solutions import (
    device_names,
    device_routes,
    factor_routes,
    sign_in_pages,
    sign_in_routes,
    wizard,
)
from mfa_rehearsal.lessons.solutions.passkey_routes import answer, out_of_dialog, prove
from mfa_rehearsal.user_agent.authenticators import Place
from mfa_rehearsal.user_agent.surroundings import OWN_COMPUTER

NAME = "my-passkey"
"""The name that the passkey guide suggests, so that its pictures show the same one."""


def add_passkey(place: Place = "this-device") -> Solution:
    """Return the route through today's wizard that saves a passkey in a place."""
    return lambda world: _add(world, place)


def _add(world: World, place: Place) -> Route:
    if world.console.setting_up != PASSKEY:
        world = yield from out_of_dialog(world)
        world = yield from wizard.to_new_choice(world)
        world = yield a.ChooseDevice(PASSKEY, device_names.free_name(world, NAME))
    return (yield from answer(world, place))


def lose_phone(_: World) -> Actions:
    """Lose the phone."""
    yield a.LosePhone()


def sign_in_with_passkey(world: World) -> Actions:
    """Sign out, then sign in with the passkey."""
    world = yield from sign_in_pages.signed_out(world)
    world = yield from sign_in_pages.past_password(world)
    if world.console.signed_in:
        return
    world = yield from sign_in_pages.asked_for(world, PASSKEY)
    yield from prove(world)


def sign_in_with_any(world: World) -> Actions:
    """Sign out, then sign in with whatever device there is, after registering one if necessary."""
    world = yield from sign_in_pages.signed_out(world)
    if not passkeys.registered(world):
        world = yield from walk(register_at_the_door, world)
        world = yield from sign_in_pages.signed_out(world)
    yield from sign_in_routes.into_console(world)


def ask_for_factors(world: World) -> Actions:
    """Choose alternative factors."""
    world = yield from sign_in_pages.signed_out(world)
    yield from factor_routes.to_factors(world)


def verify_mail(world: World) -> Actions:
    """Send the email, and follow its link on the phone."""
    world = yield from sign_in_pages.signed_out(world)
    yield from factor_routes.verified_mail(world)


def answer_call(world: World) -> Actions:
    """Request the call, and type the digits that the console shows."""
    world = yield from sign_in_pages.signed_out(world)
    yield from factor_routes.verified_call(world)


def remove_lost_app(world: World) -> Actions:
    """Remove each app's device whose codes no phone shows."""
    for device in root_devices(world):
        if device not in own_devices(world):
            world = yield from device_routes.remove(world, device.serial_number)


def remove_lost_key(world: World) -> Actions:
    """Remove each passkey that is nowhere."""
    for passkey in iam.passkeys_of(world.account, iam.ROOT):
        if passkey not in usable_passkeys(world):
            world = yield from device_routes.remove(world, passkey.serial_number)


def go_away(_: World) -> Actions:
    """Open a browser in a virtual machine."""
    yield a.OpenBrowser("virtual-machine")


def ask_in_vain(world: World) -> Actions:
    """Let the sign-in page ask for the passkey where there is none."""
    if not passkeys.away(world):
        world = yield a.OpenBrowser("virtual-machine")
    world = yield from sign_in_pages.signed_out(world)
    world = yield from sign_in_pages.past_password(world)
    if not passkeys.out_of_reach(world) and PASSKEY in root_types(world):
        yield from sign_in_pages.asked_for(world, PASSKEY)


def sign_in_with_code_away(world: World) -> Actions:
    """Sign in with the app's code where no passkey can be reached."""
    if not passkeys.away(world):
        world = yield a.OpenBrowser("virtual-machine")
    world = yield from sign_in_pages.to_code_page(world)
    yield from sign_in_routes.by_app(world)


def sign_in_at_home(world: World) -> Actions:
    """Sign in with the passkey on the own computer."""
    if passkeys.away(world):
        world = yield a.OpenBrowser(OWN_COMPUTER)
    yield from sign_in_with_passkey(world)


def meet_demand(world: World) -> Actions:
    """Go to the page that asks for a device."""
    world = yield from sign_in_pages.signed_out(world)
    yield from sign_in_pages.past_password(world)


def put_off(world: World) -> Actions:
    """Sign in without registering a device."""
    world = yield from sign_in_pages.signed_out(world)
    world = yield from sign_in_pages.past_password(world)
    yield a.SkipRegistration()


def register_at_the_door(world: World) -> Actions:
    """Register a passkey on this computer, right after the password."""
    world = yield from sign_in_pages.signed_out(world)
    world = yield from sign_in_pages.past_password(world)
    if world.console.setting_up != PASSKEY:
        world = yield a.ChooseDevice(PASSKEY, device_names.free_name(world, NAME))
    yield from answer(world, "this-device")


def skip_to_due_date(world: World) -> Actions:
    """Let the 35 days pass."""
    if world.mfa_due is None:
        world = yield from sign_in_pages.past_password(world)
    yield a.SkipToDueDate()
