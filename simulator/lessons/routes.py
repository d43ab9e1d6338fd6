"""From anywhere to a place: through the door, to the list of devices, to a resync.

Rule: a route looks at the world and goes on from there, wherever the reader has strayed. Where
none leads on it raises a Refusal that says why. It waits whole periods, so that the time it takes
is known before it is walked.
"""

from simulator.clock import PERIOD_S
from simulator.console import World
from simulator.console import actions as a
from simulator.console.world import root_devices
from simulator.iam.limits import ATTEMPT_WINDOW_S
from simulator.lessons.codes import (
    code_now,
    device_in_question,
    own_device,
    phone_step,
    tried_out,
)
from simulator.lessons.goals import devices_in_question, matching_entries, own_devices, taken
from simulator.lessons.step import Going

AT_THE_DOOR = {"sign-in", "sign-in-password", "sign-in-mfa"}

# The door ----------------------------------------------------------------------------------


def past_password(world: World) -> Going:
    """Go on from any page before the console to the question for a code; or in, without one."""
    while not (world.console.signed_in or world.console.screen in AT_THE_DOOR):
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    return world


def to_code_page(world: World) -> Going:
    """Go to the question for a code, from anywhere."""
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.signed_in:
        world = yield from open_menu(world)
        world = yield a.SignOut()
    return (yield from past_password(world))


def into_console(world: World) -> Going:
    """Sign in, with a code that will be taken where one is asked for."""
    world = yield from past_password(world)
    if world.console.screen != "sign-in-mfa":
        return world
    world = yield from hold_its_phone(world)
    if tried_out(world, device_in_question(world)):
        world = yield a.Wait(ATTEMPT_WINDOW_S)
    if not taken(world, device_in_question(world)):
        world = yield from resync(world)
    world = yield from fresh_code(world)
    return (yield a.SubmitMfaCode(code_now(world)))


def hold_its_phone(world: World) -> Going:
    """Have a phone in the hand that shows codes of the device in question, if there is one."""
    other, seeds = world.handset.other, {device.seed for device in devices_in_question(world)}
    if matching_entries(world):
        return world
    if other is not None and seeds & {entry.secret for entry in other.entries}:
        return (yield a.SwapPhones())
    if world.edition == "today" and own_devices(world) and not world.console.signed_in:
        world = yield from to_own_device(world)
    return world


def to_own_device(world: World) -> Going:
    """Be asked for the device of the phone in the hand."""
    if world.console.screen != "sign-in-methods":
        world = yield a.TryAnotherMethod()
    return (yield a.ChooseMethod(own_device(world).serial_number))


def fresh_code(world: World) -> Going:
    """Wait for a code that the account has not taken yet."""
    used = frozenset[int]().union(*(device.used_steps for device in root_devices(world)))
    return (yield a.Wait(PERIOD_S)) if phone_step(world) in used else world


# The console -------------------------------------------------------------------------------


def open_menu(world: World) -> Going:
    """Open the account menu, unless it hangs open."""
    return world if world.console.menu_open else (yield a.OpenAccountMenu())


def to_device_list(world: World) -> Going:
    """Go to the list of devices from anywhere."""
    world = yield from into_console(world)
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.screen in {"resync-device", "remove-device", "choose-device"}:
        world = yield a.Cancel()
    if world.console.screen not in {"security-credentials", "before-credentials"}:
        world = yield from open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        world = yield a.ContinueToSecurityCredentials()
    return world if world.console.section_open else (yield a.OpenMfaSection())


def to_resync(world: World) -> Going:
    """Open the resync of a device, in the console or before it."""
    if world.console.screen in {"resync-device", "sign-in-resync"}:
        return world
    if world.console.signed_in:
        world = yield from to_device_list(world)
        world = yield from select(world, device_in_question(world).serial_number)
    else:
        world = yield from to_trouble(world)
    return (yield a.OpenResync(device_in_question(world).serial_number))


def to_trouble(world: World) -> Going:
    """Go to the sign-in page's own way to a resync."""
    if world.console.screen == "sign-in-trouble":
        return world
    world = yield from past_password(world)
    return (yield a.TroubleshootMfa()) if world.console.screen == "sign-in-mfa" else world


def resync(world: World) -> Going:
    """Send two codes in a row to a device's resync, newer than any pair before."""
    world = yield from to_resync(world)
    world = yield from hold_its_phone(world)
    while phone_step(world) <= (device_in_question(world).last_pair_step or 0):
        world = yield a.Wait(PERIOD_S)
    return (yield from send_resync(world))


def send_resync(world: World) -> Going:
    """Send two codes in a row to the open resync."""
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    return (yield a.SubmitResync(first, code_now(world)))


def select(world: World, serial: str) -> Going:
    """Mark a device in the list, where the console has marks."""
    if world.edition == "classic" or world.console.selected == serial:
        return world
    return (yield a.SelectDevice(serial))


def remove(world: World, serial: str) -> Going:
    """Take a device off the root user."""
    if world.console.screen != "remove-device" or world.console.selected != serial:
        world = yield from to_device_list(world)
        world = yield from select(world, serial)
        world = yield a.RemoveDevice(serial)
    return (yield a.ConfirmRemove())
