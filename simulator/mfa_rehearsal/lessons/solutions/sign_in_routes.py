"""Routes into the console: with a code, a passkey, a token, alternative factors, or no device.

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
    token_in_hand,
)
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.lessons.goals.devices import FACTOR_SCREENS
from mfa_rehearsal.lessons.goals.state import (
    device_in_sync,
    locked_out,
    own_devices,
    usable_type,
)
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.code_routes import (
    fresh_code,
    hold_its_phone,
    resync_at_sign_in,
)
from mfa_rehearsal.lessons.solutions.codes import attempts_exhausted, code_device, code_to_type
from mfa_rehearsal.lessons.solutions.device_names import free_name
from mfa_rehearsal.lessons.solutions.factor_routes import by_factors
from mfa_rehearsal.lessons.solutions.passkey_routes import answer, prove
from mfa_rehearsal.lessons.solutions.sign_in_pages import asked_for, past_password


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
