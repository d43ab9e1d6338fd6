"""Solutions that several drills share: a valid pair, a device out of sync, a second phone."""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.lessons.goals.state import device_assigned, device_created, in_sync, own_devices
from mfa_rehearsal.lessons.lesson import Actions, Route, walk
from mfa_rehearsal.lessons.offers import TEN_MINUTES_S
from mfa_rehearsal.lessons.solutions import (
    code_routes,
    device_routes,
    recovery,
    sign_in_pages,
    steps,
)
from mfa_rehearsal.lessons.solutions.codes import attempts_exhausted, code_device, code_now


def valid_pair(world: World) -> Actions:
    """Send two codes in a row; resync a device that was assigned out of sync."""
    if device_assigned(world) and not (device_created(world) or in_sync(world)):
        yield from device_routes.resync(world)
        return
    world = yield from walk(steps.enter_codes, world)
    yield a.SubmitCodes(*world.console.draft)


def refused_sign_in(world: World) -> Actions:
    """Sign in with a code that is refused because the device is out of sync."""
    world = yield from recovery.usable_device(world)
    if in_sync(world):
        world = yield from fall_out_of_sync(world)
    world = yield from sign_in_pages.to_code_page(world)
    world = yield from code_routes.hold_its_phone(world)
    if attempts_exhausted(world, code_device(world)):
        world = yield a.Wait(ATTEMPT_WINDOW_S)
    yield a.SubmitMfaCode(code_now(world))


def fall_out_of_sync(world: World) -> Route:
    """Resync with two codes from ten minutes ago."""
    world = yield from device_routes.to_resync(world)
    world = yield from code_routes.newer_code(world)
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    second = code_now(world)
    yield a.Wait(TEN_MINUTES_S)
    return (yield a.SubmitResync(first, second))


def enroll_other_phone(world: World) -> Actions:
    """Set up the phone in the hand, or the other one if this one is already set up."""
    if world.handset.other is not None and own_devices(world):
        world = yield a.SwapPhones()
    world = yield from walk(steps.enter_codes, world)
    yield a.SubmitCodes(*world.console.draft)
