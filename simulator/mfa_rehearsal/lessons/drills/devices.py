"""Drills: a device that is no longer wanted, and one device too many."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import all_root_devices
from mfa_rehearsal.lessons.drills import openings, phones
from mfa_rehearsal.lessons.goals import devices, history
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Step, walk
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import (
    detours,
    device_routes,
    factor_routes,
    recovery,
    sign_in_pages,
)


def sign_in_by_password(world: World) -> Actions:
    """Sign out, then sign in with the password alone."""
    for device in all_root_devices(world):
        world = yield from device_routes.remove(world, device.serial_number)
    yield from sign_in_pages.to_code_page(world)


def open_mail(world: World) -> Actions:
    """Open the mail app from anywhere on the phone, after removing a device if none was removed."""
    if not any(mail.kind == "removed" for mail in world.mails):
        world = yield from walk(remove_all, world)
    if world.handset.view == "mail":
        world = yield a.LeaveApp()
    yield from factor_routes.to_mail(world)


def remove_all(world: World) -> Actions:
    """Remove every device."""
    if not all_root_devices(world):
        world = yield from recovery.usable_device(world)
    for device in all_root_devices(world):
        world = yield from device_routes.remove(world, device.serial_number)


ROOM_MADE = Case(
    devices.has_room,
    "You made room first, so a ninth device isn't refused. To see the refusal, press **Undo**.",
)
WORKING_REMOVED = Case(
    devices.lost_still_there,
    "You removed a device that this phone shows codes for. **my-phone**, whose phone is lost, is"
    " still assigned: select it and press **{remove}**.",
)

REMOVE_DEVICE = (
    Step(
        "remove-it",
        devices.unassigned,
        remove_all,
        "In your security credentials, remove the device.",
    ),
    Step(
        "read-the-mail",
        devices.mail_read,
        open_mail,
        "On the phone's home screen, open Mail.",
    ),
    Step(
        "see-what-is-left",
        history.signed_in_by_password_alone,
        sign_in_by_password,
        "Sign out, then sign in. You don't need a code.",
    ),
)


EIGHT_DEVICES = (
    Step(
        "try-a-ninth",
        history.refused("too-many-devices"),
        detours.enroll_other_phone,
        "Go through the wizard once more.",
        offers=NEXT_CODE,
        passed=(ROOM_MADE,),
    ),
    Step(
        "remove-one",
        devices.lost_removed,
        phones.remove_lost,
        "In your security credentials, select my-phone and remove it.",
        passed=(phones.ALREADY_OWN,),
        instead=(WORKING_REMOVED,),
    ),
    Step(
        "add-it-now",
        devices.ninth_assigned,
        detours.enroll_other_phone,
        "Go through the wizard again.",
        offers=NEXT_CODE,
    ),
)


DRILLS: dict[str, Drill] = {
    "remove-device": Drill(openings.after_everything, REMOVE_DEVICE),
    "eight-devices": Drill(openings.eight_devices, EIGHT_DEVICES),
}
