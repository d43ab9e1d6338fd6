"""The solution of each step of the passkey guide, from wherever the reader is.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import PASSKEY, open_dialog
from mfa_rehearsal.lessons.goals.passkey_steps import (
    passkey_asked_for,
    passkey_chosen,
    passkey_serials,
    way_back_open,
)
from mfa_rehearsal.lessons.goals.state import usable_passkeys
from mfa_rehearsal.lessons.lesson import Actions, Route
from mfa_rehearsal.lessons.solutions import device_routes, passkey_lessons, wizard
from mfa_rehearsal.lessons.solutions.device_names import free_name
from mfa_rehearsal.lessons.solutions.passkey_routes import answer, out_of_dialog
from mfa_rehearsal.lessons.solutions.sign_in_pages import asked_for, past_password, signed_out
from mfa_rehearsal.user_agent.dialog import PLACE


def choose_passkey(world: World) -> Actions:
    """Choose a passkey or security key, with a free name."""
    yield from _to_request(world)


def choose_place(world: World) -> Actions:
    """Let the browser keep the passkey on this device."""
    world = yield from _to_request(world)
    if open_dialog(world) is None:
        world = yield a.TryAgain()
    yield a.UseThisDevice()


def confirm(world: World) -> Actions:
    """Confirm in the place that the browser's dialog is about."""
    yield from _make(world)


def select_in_list(world: World) -> Actions:
    """Select the passkey in the list of devices."""
    world = (yield from _make(world)) if not passkey_serials(world) else world
    world = yield from device_routes.to_device_list(world)
    yield a.SelectDevice(iam.passkeys_of(world.account, iam.ROOT)[-1].serial_number)


def let_aws_ask(world: World) -> Actions:
    """Sign out, and sign in as far as the request for the passkey."""
    yield from _to_passkey_page(world)


def open_way_back(world: World) -> Actions:
    """Cancel the browser's request, and open the page for lost devices."""
    if not way_back_open(world):
        world = yield from _to_passkey_page(world)
        yield from out_of_dialog(world)
        yield a.TroubleshootMfa()


def sign_in_with_passkey(world: World) -> Actions:
    """Sign in with a passkey, after replacing those that are out of reach."""
    world = yield from _usable_passkey(world)
    yield from passkey_lessons.sign_in_with_passkey(world)


def _to_request(world: World) -> Route:
    """Go to the wizard's page that asks the browser for a new passkey."""
    if passkey_chosen(world):
        return world
    world = yield from wizard.to_choice(world)
    return (yield a.ChooseDevice(PASSKEY, free_name(world, passkey_lessons.NAME)))


def _make(world: World) -> Route:
    world = yield from _to_request(world)
    dialog = open_dialog(world)
    place = PLACE.get(dialog.state) if dialog else None
    return (yield from answer(world, place or "this-device"))


def _usable_passkey(world: World) -> Route:
    """Make sure that root has a passkey within reach."""
    if usable_passkeys(world):
        return world
    for serial in sorted(passkey_serials(world)):
        world = yield from device_routes.remove(world, serial)
    return (yield from _make(world))


def _to_passkey_page(world: World) -> Route:
    """Go to the sign-in page that asks for a passkey, signing out first if necessary."""
    if passkey_asked_for(world):
        return world
    world = yield from signed_out(world)
    world = yield from past_password(world)
    return (yield from asked_for(world, PASSKEY))
