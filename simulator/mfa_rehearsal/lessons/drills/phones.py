"""Drills: lost phones and new phones."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.lessons.drills import openings
from mfa_rehearsal.lessons.goals import devices, history, state
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Route, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import (
    detours,
    device_routes,
    factor_routes,
    recovery,
    sign_in_pages,
    sign_in_routes,
    steps,
    wizard,
)


def add_new_phone(world: World) -> Actions:
    """Take the new phone, and set it up."""
    yield from _enroll_new_phone(world)


def sign_in_with_new_phone(world: World) -> Actions:
    """Sign out, then sign in with the new phone."""
    world = yield from _new_phone_set_up(world)
    world = yield from sign_in_pages.to_code_page(world)
    yield from sign_in_routes.into_console(world)


def remove_old_phone(world: World) -> Actions:
    """Remove the old phone's device once the new phone is set up."""
    world = yield from _new_phone_set_up(world)
    for device in root_devices(world):
        if devices.is_first(world, device):
            world = yield from device_routes.remove(world, device.serial_number)


def _new_phone_in_hand(world: World) -> Route:
    old = not devices.new_phone_in_hand(world)
    return (yield a.SwapPhones()) if old and world.handset.other else world


def _new_phone_set_up(world: World) -> Route:
    world = yield from _new_phone_in_hand(world)
    return world if state.own_devices(world) else (yield from _enroll_new_phone(world))


def _enroll_new_phone(world: World) -> Route:
    world = yield from wizard.to_wizard(world)
    world = yield from _new_phone_in_hand(world)
    return (yield from recovery.enroll(world))


def ask_for_factors(world: World) -> Actions:
    """Choose alternative factors."""
    world = yield from _sign_out(world)
    yield from factor_routes.to_factors(world)


def verify_mail(world: World) -> Actions:
    """Send the email, and follow its link on the phone."""
    world = yield from _sign_out(world)
    yield from factor_routes.verified_mail(world)


def answer_call(world: World) -> Actions:
    """Request the call, and type the digits that the console shows."""
    world = yield from _sign_out(world)
    yield from factor_routes.verified_call(world)


def enter_console(world: World) -> Actions:
    """Sign in with the factors verified."""
    world = yield from _sign_out(world)
    yield from factor_routes.by_factors(world)


def _sign_out(world: World) -> Route:
    """Sign out to the page that asks for a code, unless already signed out."""
    if not root_devices(world):
        world = yield from recovery.usable_device(world)
    return (yield from sign_in_pages.to_code_page(world)) if world.console.signed_in else world


def remove_lost(world: World) -> Actions:
    """Remove every device whose phone is gone, and keep one that works."""
    world = yield from recovery.usable_device(world)
    for device in root_devices(world):
        if device not in state.own_devices(world):
            world = yield from device_routes.remove(world, device.serial_number)


def remove_unusable(world: World) -> Actions:
    """Remove every device that no phone shows codes for."""
    for device in root_devices(world):
        if device not in state.usable_devices(world):
            world = yield from device_routes.remove(world, device.serial_number)


ALREADY_OWN = Case(
    devices.only_own_devices,
    "Not needed: all the root user's devices are on the phone in your hand.",
)
NO_MFA = Case(
    devices.without_devices,
    "You removed the old phone's device first. You aren't locked out, but the root user has no MFA"
    " until the new phone is assigned. Assign it now, or press **Undo**.",
)
SECOND_DEVICE = (
    Step(
        "sign-in-with-it",
        state.proved,
        steps.sign_in_again,
        "Type the code from the phone you still have.",
        offers=NEXT_CODE,
    ),
    Step(
        "remove-the-lost-one",
        devices.lost_removed,
        remove_lost,
        "In your security credentials, select the lost device and remove it.",
        passed=(ALREADY_OWN,),
    ),
)


LOST_PHONE = (
    Step(
        "ask-for-other-factors",
        devices.factors_asked,
        ask_for_factors,
        "Choose the link below the code field, then alternative factors.",
        keeps=devices.factors_asked,
    ),
    Step(
        "verify-the-mail",
        devices.mail_verified,
        verify_mail,
        "Send the email, open it on the phone and follow its link.",
        keeps=devices.mail_verified,
    ),
    Step(
        "answer-the-call",
        devices.call_verified,
        answer_call,
        "Press Call me now, then type the digits on the phone.",
        keeps=devices.call_verified,
    ),
    Step(
        "enter-the-console",
        history.signed_in_by_factors,
        enter_console,
        "Press Sign in to the console.",
    ),
    Step(
        "remove-the-lost-one",
        devices.lost_removed,
        remove_unusable,
        "In your security credentials, remove the lost device.",
        passed=(ALREADY_OWN,),
    ),
    Step(
        "set-up-anew",
        devices.new_phone_assigned,
        detours.enroll_other_phone,
        "Go through the wizard again, with the new phone.",
        offers=NEXT_CODE,
        passed=(ALREADY_OWN,),
    ),
)


NEW_PHONE = (
    Step(
        "add-the-new-phone",
        devices.second_phone_assigned,
        add_new_phone,
        "Take the new phone and assign it as a second device.",
        offers=NEXT_CODE,
        instead=(NO_MFA,),
    ),
    Step(
        "sign-in-with-the-new",
        devices.proved_by_new_phone,
        sign_in_with_new_phone,
        "Sign out, then sign in with the new phone's code.",
        offers=NEXT_CODE,
    ),
    Step(
        "remove-the-old",
        devices.old_removed,
        remove_old_phone,
        "The new phone works, so select the old device and remove it.",
    ),
)


DRILLS: dict[str, Drill] = {
    "second-device": Drill(openings.one_of_two_lost, SECOND_DEVICE),
    "lost-phone": Drill(openings.only_one_lost, LOST_PHONE),
    "new-phone": Drill(openings.new_phone, NEW_PHONE),
}
