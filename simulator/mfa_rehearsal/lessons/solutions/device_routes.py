"""From anywhere to the list of devices, and what it offers: a resync and a removal.

The rule of sign_in_routes holds.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.lesson import Going
from mfa_rehearsal.lessons.solutions.codes import code_device
from mfa_rehearsal.lessons.solutions.sign_in_routes import (
    into_console,
    open_menu,
    send_newer_pair,
    to_trouble,
)


def to_device_list(world: World) -> Going:
    """Go to the list of devices from anywhere."""
    world = yield from into_console(world)
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.screen in {"resync-device", "remove-device", "choose-device", "set-up-device"}:
        world = yield a.Cancel()
    if world.console.screen not in {"security-credentials", "before-credentials"}:
        world = yield from open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        world = yield a.ContinueToSecurityCredentials()
    return world if world.console.section_open else (yield a.OpenMfaSection())


def to_resync(world: World) -> Going:
    """Open the resync of a device, in the console or before it."""
    if world.console.screen in {"resync-device", "sign-in-trouble"}:
        return world
    if world.console.signed_in:
        return (yield from to_resync_in_console(world))
    return (yield from to_trouble(world))


def to_resync_in_console(world: World) -> Going:
    """Open the resync that the list of devices has."""
    if world.console.screen == "resync-device":
        return world
    world = yield from to_device_list(world)
    serial = code_device(world).serial_number
    world = yield from select(world, serial)
    return (yield a.OpenResync(serial))


def resync(world: World) -> Going:
    """Send two codes in a row to a device's resync, newer than any pair before."""
    world = yield from to_resync(world)
    return (yield from send_newer_pair(world))


def resync_in_console(world: World) -> Going:
    """Resync in the list of devices, signed in."""
    world = yield from to_resync_in_console(world)
    return (yield from send_newer_pair(world))


def select(world: World, serial: str) -> Going:
    """Mark a device in the list, where the console has marks."""
    if world.edition == "classic" or world.console.selected == serial:
        return world
    return (yield a.SelectDevice(serial))


def remove(world: World, serial: str) -> Going:
    """Remove a device from the root user."""
    if world.console.screen != "remove-device" or world.console.selected != serial:
        world = yield from to_device_list(world)
        world = yield from select(world, serial)
        world = yield a.RemoveDevice(serial)
    return (yield a.ConfirmRemove())
