"""Routes to the list of devices and to what it offers: a resync and a removal.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.code_routes import send_newer_pair
from mfa_rehearsal.lessons.solutions.codes import code_device
from mfa_rehearsal.lessons.solutions.passkey_routes import out_of_dialog
from mfa_rehearsal.lessons.solutions.sign_in_pages import open_menu, to_trouble
from mfa_rehearsal.lessons.solutions.sign_in_routes import into_console

CANCELED = {
    "resync-device",
    "remove-device",
    "choose-device",
    "set-up-device",
    "set-up-passkey",
    "set-up-token",
}
"""Pages that Cancel leaves for the list of devices."""


def to_device_list(world: World) -> Route:
    """Go to the list of devices from anywhere."""
    world = yield from into_console(world)
    world = yield from out_of_dialog(world)
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.screen in CANCELED:
        world = yield a.Cancel()
    if world.console.screen not in {"security-credentials", "before-credentials"}:
        world = yield from open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        world = yield a.ContinueToSecurityCredentials()
    return world if world.console.section_open else (yield a.OpenMfaSection())


def to_resync(world: World) -> Route:
    """Open the resync of a device, in the console or at the sign-in page."""
    if world.console.screen in {"resync-device", "sign-in-trouble"}:
        return world
    if world.console.signed_in:
        return (yield from to_resync_in_console(world))
    return (yield from to_trouble(world))


def to_resync_in_console(world: World) -> Route:
    """Open the resync from the list of devices."""
    if world.console.screen == "resync-device":
        return world
    world = yield from to_device_list(world)
    serial = code_device(world).serial_number
    world = yield from select(world, serial)
    return (yield a.OpenResync(serial))


def resync(world: World) -> Route:
    """Resync a device with two codes in a row, newer than any earlier pair."""
    world = yield from to_resync(world)
    return (yield from send_newer_pair(world))


def resync_in_console(world: World) -> Route:
    """Resync from the list of devices."""
    world = yield from to_resync_in_console(world)
    return (yield from send_newer_pair(world))


def select(world: World, serial: str) -> Route:
    """Select a device in the list, if the edition can select one."""
    if world.edition == "classic" or world.console.selected == serial:
        return world
    return (yield a.SelectDevice(serial))


def remove(world: World, serial: str) -> Route:
    """Remove a device from the root user."""
    if world.console.screen != "remove-device" or world.console.selected != serial:
        world = yield from to_device_list(world)
        world = yield from select(world, serial)
        world = yield a.RemoveDevice(serial)
    return (yield a.ConfirmRemove())
