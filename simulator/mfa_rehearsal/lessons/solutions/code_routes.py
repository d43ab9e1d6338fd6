"""Routes to codes that AWS will accept: on the right phone, not used yet, or after a resync.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons.goals.state import matching_entries, usable_devices
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.codes import code_device, code_to_type, phone_step
from mfa_rehearsal.lessons.solutions.sign_in_pages import to_code_page, to_trouble


def hold_its_phone(world: World) -> Route:
    """Hold a phone that shows codes for the device in question, if there is one."""
    if matching_entries(world) or world.handset.other is None:
        return world
    return (yield a.SwapPhones()) if usable_devices(world) else world


def fresh_code(world: World) -> Route:
    """Wait for a code that AWS has not accepted yet."""
    used = frozenset[int]().union(*(device.used_steps for device in root_devices(world)))
    return (yield a.Wait(PERIOD_S)) if phone_step(world) in used else world


def resync_at_sign_in(world: World) -> Route:
    """Resync at the sign-in page, signing out first if necessary."""
    if world.console.signed_in:
        world = yield from to_code_page(world)
    world = yield from to_trouble(world)
    return (yield from send_newer_pair(world))


def send_newer_pair(world: World) -> Route:
    """Send two codes in a row to the open resync, once they are newer than any earlier pair."""
    world = yield from newer_code(world)
    return (yield from send_resync(world))


def newer_code(world: World) -> Route:
    """Wait for a code that is newer than any earlier pair."""
    world = yield from hold_its_phone(world)
    while phone_step(world) <= (code_device(world).last_pair_step or 0):
        world = yield a.Wait(PERIOD_S)
    return world


def send_resync(world: World) -> Route:
    """Send two codes in a row to the open resync."""
    world = yield from hold_its_phone(world)
    first = code_to_type(world)
    world = yield a.Wait(PERIOD_S)
    return (yield a.SubmitResync(first, code_to_type(world)))
