"""Routes into the wizard and to the views of the phone, from anywhere.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.enrolling import CLASSIC_DEVICE_NAME
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, root_devices
from mfa_rehearsal.lessons.goals.history import just_refused
from mfa_rehearsal.lessons.goals.state import device_created, matching_entries
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions import device_routes
from mfa_rehearsal.lessons.solutions.codes import device_in_question
from mfa_rehearsal.lessons.solutions.device_names import first_free

DEVICE_NAME = "my-phone"
"""The name that the guide suggests, so that its pictures show the same one."""


def to_choice(world: World) -> Route:
    """Go to the first page of a wizard; in 2020, remove root's devices before that."""
    if world.console.screen == "choose-device":
        return world
    world = yield from device_routes.to_device_list(world)
    if world.edition == "today":
        return (yield a.AssignMfaDevice())
    for device in root_devices(world):
        world = yield from device_routes.remove(world, device.serial_number)
    return (yield a.ActivateMfa())


def to_new_choice(world: World) -> Route:
    """Go to the first page of a wizard, canceling one that is past it."""
    if device_created(world):
        world = yield a.Cancel()
    return (yield from to_choice(world))


def choose(world: World) -> Route:
    """Choose the authenticator app, with a name that is free or has been freed."""
    if world.edition == "classic":
        return (yield from choose_fixed_name(world))
    return (yield a.ChooseDevice(AUTHENTICATOR_APP, free_name(world)))


def choose_fixed_name(world: World) -> Route:
    """Choose the virtual device. If a leftover one has its name, be refused and delete it."""
    serial = iam.serial_number(world.account, CLASSIC_DEVICE_NAME)
    left_over = iam.find_device(world.account, serial) is not None
    if left_over and not just_refused(world, "device-name-taken"):
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, "")
    if left_over:
        world = yield a.DeleteVirtualMfaDevice(serial)
    return (yield a.ChooseDevice(AUTHENTICATOR_APP, ""))


def free_name(world: World) -> str:
    """Return a device name that no assigned device has; today's console frees the others."""
    assigned = (device for device in world.account.devices if device.user_name)
    names = {device.name for device in (*assigned, *world.account.passkeys)}
    return first_free(world, DEVICE_NAME, names)


def to_wizard(world: World) -> Route:
    """Open a wizard that sets up a device, unless one is open."""
    if device_created(world):
        return world
    world = yield from to_choice(world)
    return (yield from choose(world))


def to_fields(world: World) -> Route:
    """Go to the two code fields, with the entry on the phone that shows the codes."""
    world = yield from to_wizard(world)
    if matching_entries(world):
        return world
    if not world.console.qr_shown:
        world = yield a.ShowQrCode()
    return (yield from scan(world))


def scan(world: World) -> Route:
    """Point the camera at the QR code."""
    world = yield from to_view(world, "camera", a.OpenCamera())
    return (yield a.Scan(iam.provisioning_uri(world.account, device_in_question(world))))


def to_typing(world: World) -> Route:
    """Show the secret key in the console, and the form to type it into on the phone."""
    world = yield from to_wizard(world)
    if not world.console.key_shown:
        world = yield a.ShowSecretKey()
    return (yield from to_view(world, "by-hand", a.OpenManualEntry()))


def to_view(world: World, view: str, opening: a.Action) -> Route:
    """Open one of the phone's two ways to add an entry, from any view."""
    if world.handset.view == view:
        return world
    if world.handset.view not in {"home", "entries", "add"}:
        world = yield from to_entries(world)
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    if world.handset.view == "entries":
        world = yield a.AddAccount()
    return (yield opening)


def to_entries(world: World) -> Route:
    """Go to the app's list of entries."""
    if world.handset.view in {"mail", "clock", "call", "ringing"}:
        world = yield a.LeaveApp()
    while world.handset.view not in {"home", "entries"}:
        world = yield a.GoBack()
    return (yield a.OpenAuthenticator()) if world.handset.view == "home" else world
