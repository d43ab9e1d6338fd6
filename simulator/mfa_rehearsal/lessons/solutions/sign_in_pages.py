"""Routes between the pages before the console, and out of the console to them.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, MfaType, root_types
from mfa_rehearsal.lessons.goals.lures import at_false_page
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.passkey_routes import out_of_dialog

ASKS_FOR_DEVICE = {"sign-in-mfa", "sign-in-passkey"}
"""Pages that ask for a device."""

SIGN_IN_START = {
    "sign-in",
    "sign-in-password",
    "sign-in-methods",
    "register-mfa",
    *ASKS_FOR_DEVICE,
}


def past_password(world: World) -> Route:
    """Go from any page before the console to the first after the password, or in."""
    if world.console.screen not in ASKS_FOR_DEVICE:
        world = yield from out_of_dialog(world)
    if at_false_page(world):
        world = yield a.OpenBookmark()
    if world.console.screen == "sign-in-iam-user":
        world = yield a.SignInUsingRootEmail()
    while not (world.console.signed_in or world.console.screen in SIGN_IN_START):
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    return world


def signed_out(world: World) -> Route:
    """Sign out, unless the reader is signed out."""
    if not world.console.signed_in:
        return world
    world = yield from out_of_dialog(world)
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    world = yield from open_menu(world)
    return (yield a.SignOut())


def to_code_page(world: World) -> Route:
    """Go to the page that asks for an app's code, or for what root has, from anywhere."""
    world = yield from signed_out(world)
    world = yield from past_password(world)
    has_app = AUTHENTICATOR_APP in root_types(world) and not world.console.signed_in
    return (yield from asked_for(world, AUTHENTICATOR_APP)) if has_app else world


def asked_for(world: World, kind: MfaType) -> Route:
    """Let the sign-in page ask for a type of device that root has."""
    if world.console.challenged == kind and world.console.screen in ASKS_FOR_DEVICE:
        return world
    world = yield from out_of_dialog(world)
    if world.console.screen != "sign-in-methods":
        world = yield a.TryAnotherMethod()
    return (yield a.ChooseMethod(kind))


def to_trouble(world: World) -> Route:
    """Go to the sign-in page's help, which has a resync and the alternative factors."""
    if world.console.screen == "sign-in-trouble":
        return world
    world = yield from past_password(world)
    if world.console.screen == "sign-in-methods":
        world = yield a.ChooseMethod(root_types(world)[-1])
    world = yield from out_of_dialog(world)
    asks = world.console.screen in ASKS_FOR_DEVICE
    return (yield a.TroubleshootMfa()) if asks else world


def open_menu(world: World) -> Route:
    """Open the account menu, unless it is open."""
    return world if world.console.menu_open else (yield a.OpenAccountMenu())
