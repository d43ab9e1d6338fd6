"""Routes to the sign-in pages and through them: with a code, after a resync, or without a device.

Rule: a route looks at the world and continues from there, wherever the reader is. If it can't, it
raises a Refusal that says why. It waits whole periods, so that the time it takes is known in
advance.
"""

from collections.abc import Callable

from mfa_rehearsal import iam
from mfa_rehearsal.clock import PERIOD_S, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.mfa_demand import days_left
from mfa_rehearsal.console.token import code_at
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    MfaType,
    root_devices,
    root_types,
    token_in_hand,
)
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.lessons.goals.devices import FACTOR_SCREENS
from mfa_rehearsal.lessons.goals.lures import at_false_page
from mfa_rehearsal.lessons.goals.state import (
    device_in_sync,
    locked_out,
    matching_entries,
    own_devices,
    usable_devices,
    usable_type,
)
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.codes import (
    attempts_exhausted,
    code_device,
    code_to_type,
    phone_step,
)
from mfa_rehearsal.lessons.solutions.device_names import first_free
from mfa_rehearsal.lessons.solutions.passkey_routes import answer, out_of_dialog, prove

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


def into_console(world: World) -> Route:
    """Sign in: with the password alone, a device that AWS will accept, or alternative factors."""
    if world.console.screen in FACTOR_SCREENS and locked_out(world):
        return (yield from by_factors(world))
    world = yield from past_password(world)
    if world.console.signed_in:
        return world
    if world.console.screen == "register-mfa":
        return (yield from past_demand(world))
    kind = usable_type(world)
    if kind is None:
        return (yield from by_factors(world))
    world = yield from asked_for(world, kind)
    return (yield from BY_TYPE[kind](world))


def past_demand(world: World) -> Route:
    """Get past AWS's demand for MFA: put it off, or register a passkey once that is over."""
    if days_left(world):
        return (yield a.SkipRegistration())
    world = yield a.ChooseDevice(PASSKEY, free_name(world, "my-passkey"))
    return (yield from answer(world, "this-device"))


def free_name(world: World, name: str) -> str:
    """Return a name, or the first with a number that no device has."""
    taken = {each.name for each in (*world.account.devices, *world.account.passkeys)}
    return first_free(world, name, taken)


def by_token(world: World) -> Route:
    """Sign in with the hardware token."""
    token = token_in_hand(world)
    device = iam.device(world.account, token.serial_number)
    if attempts_exhausted(world, device):
        world = yield a.Wait(ATTEMPT_WINDOW_S)
    if time_step(world.now) in device.used_steps:
        world = yield a.Wait(PERIOD_S)
    world = yield a.PressToken()
    return (yield a.SubmitMfaCode(code_at(token, world.now)))


def by_app(world: World) -> Route:
    """Sign in with a code of an app, in sync."""
    world = yield from hold_its_phone(world)
    if attempts_exhausted(world, code_device(world)):
        world = yield a.Wait(ATTEMPT_WINDOW_S)
    if own_devices(world) and not device_in_sync(world, code_device(world)):
        world = yield from resync_at_sign_in(world)
    world = yield from fresh_code(world)
    return (yield a.SubmitMfaCode(code_to_type(world)))


BY_TYPE: dict[MfaType, Callable[[World], Route]] = {
    AUTHENTICATOR_APP: by_app,
    PASSKEY: prove,
    HARDWARE: by_token,
}
"""How to answer the page that asks for each type of device."""


def hold_its_phone(world: World) -> Route:
    """Hold a phone that shows codes for the device in question, if there is one."""
    if matching_entries(world) or world.handset.other is None:
        return world
    return (yield a.SwapPhones()) if usable_devices(world) else world


def fresh_code(world: World) -> Route:
    """Wait for a code that AWS has not accepted yet."""
    used = frozenset[int]().union(*(device.used_steps for device in root_devices(world)))
    return (yield a.Wait(PERIOD_S)) if phone_step(world) in used else world


def by_factors(world: World) -> Route:
    """Sign in with alternative factors, from the code page or any page after it."""
    world = yield from to_factors(world)
    world = yield from verified_mail(world)
    world = yield from verified_call(world)
    return (yield a.SignInToConsole())


def to_factors(world: World) -> Route:
    """Go to the alternative factors."""
    if world.console.screen in FACTOR_SCREENS:
        return world
    world = yield from to_trouble(world)
    return (yield a.SignInWithAlternativeFactors())


def verified_mail(world: World) -> Route:
    """Send the email, and follow its link on the phone."""
    world = yield from to_factors(world)
    if world.console.screen == "sign-in-factors":
        world = yield a.SendVerificationEmail()
    if world.console.screen != "sign-in-mail-sent":
        return world
    world = yield from to_mail(world)
    return (yield a.VerifyEmail())


def to_mail(world: World) -> Route:
    """Open the mail app from anywhere on the phone."""
    if world.handset.view not in {"home", "mail"}:
        world = yield a.LeaveApp()
    return (yield a.OpenMail()) if world.handset.view == "home" else world


def verified_call(world: World) -> Route:
    """Request the call, and type the digits that the console shows."""
    world = yield from verified_mail(world)
    if world.console.screen == "sign-in-verified":
        return world
    if world.handset.view not in {"ringing", "call"}:
        world = yield a.CallMeNow()
    if world.handset.view == "ringing":
        world = yield a.AnswerCall()
    return (yield a.EnterCallDigits(world.console.call_digits))


def open_menu(world: World) -> Route:
    """Open the account menu, unless it is open."""
    return world if world.console.menu_open else (yield a.OpenAccountMenu())


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


def resync_at_sign_in(world: World) -> Route:
    """Resync at the sign-in page, signing out first if necessary."""
    if world.console.signed_in:
        world = yield from to_code_page(world)
    world = yield from to_trouble(world)
    return (yield from send_newer_pair(world))


def send_newer_pair(world: World) -> Route:
    """Send two codes in a row to the open resync, once they are newer than any earlier pair."""
    world = yield from hold_its_phone(world)
    while phone_step(world) <= (code_device(world).last_pair_step or 0):
        world = yield a.Wait(PERIOD_S)
    return (yield from send_resync(world))


def send_resync(world: World) -> Route:
    """Send two codes in a row to the open resync."""
    world = yield from hold_its_phone(world)
    first = code_to_type(world)
    world = yield a.Wait(PERIOD_S)
    return (yield a.SubmitResync(first, code_to_type(world)))
