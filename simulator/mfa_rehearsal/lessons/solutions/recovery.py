"""Routes from any state back to a device that works: from no device, no entry or no phone.

Rule: as in real life, devices that no phone shows codes for are removed, and a new one is set up.
"""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons.goals.state import usable_devices
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions import code_routes, device_routes, wizard
from mfa_rehearsal.lessons.solutions.codes import code_now


def usable_device(world: World) -> Route:
    """Make sure that root has a device whose codes a phone shows, and hold that phone."""
    if usable_devices(world):
        return (yield from code_routes.hold_its_phone(world))
    for device in root_devices(world):
        world = yield from device_routes.remove(world, device.serial_number)
    return (yield from enroll(world))


def enroll(world: World) -> Route:
    """Set up a device with the phone in the hand, in a new wizard if none is open."""
    world = yield from wizard.to_fields(world)
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    return (yield a.SubmitCodes(first, code_now(world)))
