"""Into the wizard, and to the views of the phone, from anywhere. The rule is that of routes."""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.enrolling import CLASSIC_DEVICE_NAME
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, root_devices
from mfa_rehearsal.lessons.goals.history import just_refused
from mfa_rehearsal.lessons.goals.state import device_created, matching_entries
from mfa_rehearsal.lessons.lesson import Going
from mfa_rehearsal.lessons.solutions import routes
from mfa_rehearsal.lessons.solutions.codes import device_in_question

DEVICE_NAME = "my-phone"
"""The name that the guide suggests, so that its pictures show the same one."""


def to_choice(world: World) -> Going:
    """Go to the first page of a wizard; in 2020 root has to be without a device for that."""
    if world.console.screen == "choose-device":
        return world
    world = yield from routes.to_device_list(world)
    if world.edition == "today":
        return (yield a.AssignMfaDevice())
    for device in root_devices(world):
        world = yield from routes.remove(world, device.serial_number)
    return (yield a.ActivateMfa())


def to_new_choice(world: World) -> Going:
    """Go to the first page of a wizard, out of one that has gone farther."""
    if device_created(world):
        world = yield a.Cancel()
    return (yield from to_choice(world))


def choose(world: World) -> Going:
    """Choose the authenticator app, under a name that is free or has been made so."""
    if world.edition == "classic":
        return (yield from choose_fixed_name(world))
    return (yield a.ChooseDevice(AUTHENTICATOR_APP, free_name(world)))


def choose_fixed_name(world: World) -> Going:
    """Choose the virtual device; where a left-over has the name, be refused and have it deleted."""
    serial = iam.serial_number(world.account, CLASSIC_DEVICE_NAME)
    left_over = iam.find_device(world.account, serial) is not None
    if left_over and not just_refused(world, "device-name-taken"):
        world = yield a.ChooseDevice(AUTHENTICATOR_APP, "")
    if left_over:
        world = yield a.DeleteVirtualMfaDevice(serial)
    return (yield a.ChooseDevice(AUTHENTICATOR_APP, ""))


def free_name(world: World) -> str:
    """Return a device name that no assigned device has; today's console frees the others."""
    names = {device.name for device in world.account.devices if device.user_name}
    tries = (f"{DEVICE_NAME}-{number}" for number in range(2, len(names) + 3))
    return next(name for name in (DEVICE_NAME, *tries) if name not in names)


def to_wizard(world: World) -> Going:
    """Be in a wizard that sets a device up."""
    if device_created(world):
        return world
    world = yield from to_choice(world)
    return (yield from choose(world))


def to_fields(world: World) -> Going:
    """Be where two codes are asked for, with the entry on the phone that shows them."""
    world = yield from to_wizard(world)
    if matching_entries(world):
        return world
    if not world.console.qr_shown:
        world = yield a.ShowQrCode()
    return (yield from scan(world))


def scan(world: World) -> Going:
    """Point the camera at the QR code."""
    world = yield from to_view(world, "camera", a.OpenCamera())
    return (yield a.Scan(iam.provisioning_uri(world.account, device_in_question(world))))


def to_typing(world: World) -> Going:
    """Have the secret key on the console's screen, and a phone that waits for it to be typed."""
    world = yield from to_wizard(world)
    if not world.console.key_shown:
        world = yield a.ShowSecretKey()
    return (yield from to_view(world, "by-hand", a.OpenManualEntry()))


def to_view(world: World, view: str, opening: a.Action) -> Going:
    """Go to one of the two ways to add an account, from wherever the phone is."""
    if world.handset.view == view:
        return world
    if world.handset.view not in {"home", "entries", "add"}:
        world = yield from to_entries(world)
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    if world.handset.view == "entries":
        world = yield a.AddAccount()
    return (yield opening)


def to_entries(world: World) -> Going:
    """Go to the app's list of entries."""
    if world.handset.view in {"mail", "clock", "call", "ringing"}:
        world = yield a.LeaveApp()
    while world.handset.view not in {"home", "entries"}:
        world = yield a.GoBack()
    return (yield a.OpenAuthenticator()) if world.handset.view == "home" else world
