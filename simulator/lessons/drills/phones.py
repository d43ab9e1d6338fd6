"""Phones that are lost, new, many, or no longer wanted."""

from simulator.console import World
from simulator.console import actions as a
from simulator.console.world import root_devices
from simulator.lessons import detours, drill_goals, goals, history, openings, routes, ways
from simulator.lessons.offers import NEXT_CODE
from simulator.lessons.step import Drill, Playing, Step, walk


def be_asked_for_own(world: World) -> Playing:
    """Be asked for the device of the phone in the hand."""
    yield from routes.to_code_page(world)
    yield from routes.to_own_device(world)


def sign_in_with_phone_in_hand(world: World) -> Playing:
    """Sign out, and in with the device of the phone in the hand."""
    world = yield from walk(be_asked_for_own, world)
    yield from routes.into_console(world)


def sign_in_by_password(world: World) -> Playing:
    """Sign out and in; nothing but the password is asked for."""
    yield from routes.to_code_page(world)


def ask_for_factors(world: World) -> Playing:
    """Say that no device is at hand."""
    if world.console.screen not in {"sign-in-trouble", "sign-in-methods"}:
        yield from routes.to_code_page(world)
        yield a.TroubleshootMfa()
    yield a.SignInWithAlternativeFactors()


def verify_mail(world: World) -> Playing:
    """Have the mail sent, and follow its link on the phone."""
    if world.console.screen == "sign-in-factors":
        world = yield a.SendVerificationEmail()
    yield from walk(open_mail, world)
    yield a.VerifyEmail()


def open_mail(world: World) -> Playing:
    """Open the mail app from anywhere on the phone."""
    if world.handset.view not in {"home", "mail"}:
        world = yield a.LeaveApp()
    if world.handset.view == "home":
        yield a.OpenMail()


def answer_call(world: World) -> Playing:
    """Have the call made, and type the digits that the console shows."""
    if world.handset.view != "call":
        world = yield a.CallMeNow()
    yield a.EnterCallDigits(world.console.call_digits)


def enter_console(_: World) -> Playing:
    """Go in with the factors verified."""
    yield a.SignInToConsole()


def remove_lost(world: World) -> Playing:
    """Take off every device whose phone is gone."""
    for device in root_devices(world):
        if device not in goals.own_devices(world):
            world = yield from routes.remove(world, device.serial_number)


def remove_all(world: World) -> Playing:
    """Take every device off."""
    for device in root_devices(world):
        world = yield from routes.remove(world, device.serial_number)


DRILLS: dict[str, Drill] = {
    "second-device": Drill(
        openings.one_of_two_lost,
        (
            Step(
                "try-another-method",
                drill_goals.asked_for_own,
                be_asked_for_own,
                "Try another MFA method lists what else is registered.",
            ),
            Step(
                "sign-in-with-it",
                goals.proved,
                ways.sign_in,
                "Type the code of the phone you still have.",
            ),
            Step(
                "remove-the-lost-one",
                drill_goals.only_own_devices,
                remove_lost,
                "In your security credentials, select the lost device and remove it.",
            ),
        ),
    ),
    "lost-phone": Drill(
        openings.only_one_lost,
        (
            Step(
                "ask-for-other-factors",
                drill_goals.factors_asked,
                ask_for_factors,
                "The link below the code field leads to it.",
            ),
            Step(
                "verify-the-mail",
                drill_goals.mail_verified,
                verify_mail,
                "Send the mail, open it on the phone, follow its link.",
            ),
            Step(
                "answer-the-call",
                drill_goals.call_verified,
                answer_call,
                "Ask for the call and type the digits on the phone.",
            ),
            Step(
                "enter-the-console",
                history.in_by_factors,
                enter_console,
                "Press Sign in to the console.",
            ),
            Step(
                "remove-the-lost-one",
                drill_goals.only_own_devices,
                remove_lost,
                "In your security credentials, take the lost device off.",
            ),
            Step(
                "set-up-anew",
                drill_goals.own_device_in_step,
                detours.enrol_anew,
                "Go through the wizard again, with the new phone.",
                offers=NEXT_CODE,
            ),
        ),
    ),
    "new-phone": Drill(
        openings.new_phone,
        (
            Step(
                "add-the-new-phone",
                drill_goals.new_phone_assigned,
                detours.enrol_anew,
                "Take the new phone into the hand and assign it as a second device.",
                offers=NEXT_CODE,
            ),
            Step(
                "sign-in-with-the-new",
                drill_goals.proved_by_phone_in_hand,
                sign_in_with_phone_in_hand,
                "Sign out. At the code, try another MFA method: the new device.",
            ),
            Step(
                "remove-the-old",
                drill_goals.old_phone_removed,
                remove_lost,
                "Only now select the old device and remove it.",
            ),
        ),
    ),
    "remove-device": Drill(
        openings.after_everything,
        (
            Step(
                "remove-it",
                drill_goals.unassigned,
                remove_all,
                "In your security credentials, take the device off.",
            ),
            Step(
                "read-the-mail",
                drill_goals.mail_read,
                open_mail,
                "On the phone: Home, Mail.",
            ),
            Step(
                "see-what-is-left",
                history.in_by_password_alone,
                sign_in_by_password,
                "Sign out and in again: no code is asked for.",
            ),
        ),
    ),
    "eight-devices": Drill(
        openings.eight_devices,
        (
            Step(
                "try-a-ninth",
                history.refused("too-many-devices"),
                detours.enrol_anew,
                "Go through the wizard once more.",
                offers=NEXT_CODE,
            ),
            Step(
                "remove-one",
                drill_goals.only_own_devices,
                remove_lost,
                "In your security credentials, select my-phone and remove it.",
            ),
            Step(
                "add-it-now",
                history.assigned_after("too-many-devices"),
                detours.enrol_anew,
                "Go through the wizard again, under a name that is free.",
                offers=NEXT_CODE,
            ),
        ),
    ),
}
