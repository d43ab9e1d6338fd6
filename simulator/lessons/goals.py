"""What a world has reached, asked as questions: the goals of the steps are made of these."""

from itertools import pairwise

from simulator import authenticator, iam
from simulator.clock import PERIOD_S, later, time_step
from simulator.console import World
from simulator.console.world import ALTERNATIVE_FACTORS, pending_device, root_devices
from simulator.iam.limits import ATTEMPTS_PER_WINDOW, CHECK_EITHER_SIDE_STEPS
from simulator.lessons.step import Goal

FRESH_PERIODS = 3
"""A pair counts as just typed while its second code is at most this many periods old."""


def device_assigned(world: World) -> bool:
    """Whether the root user has a device, in step or not."""
    return bool(root_devices(world))


def in_step(world: World) -> bool:
    """Whether the account takes a code that a phone with the right time shows."""
    offsets = (abs(device.offset_steps) for device in root_devices(world))
    return any(offset <= CHECK_EITHER_SIDE_STEPS for offset in offsets)


def unless_assigned(goal: Goal) -> Goal:
    """Return a goal that stays reached once a device is assigned and the wizard is gone."""
    return lambda world: device_assigned(world) or goal(world)


def signed_in(world: World) -> bool:
    """Whether the root user is in the console."""
    return world.console.signed_in


def credentials_open(world: World) -> bool:
    """Whether the security credentials, or a page behind them, are on the screen."""
    return world.console.screen not in {"home", "before-credentials"} and signed_in(world)


def section_open(world: World) -> bool:
    """Whether the MFA section has been reached, or passed."""
    return credentials_open(world) and (world.console.section_open or wizard_started(world))


def wizard_started(world: World) -> bool:
    """Whether the wizard is on the screen."""
    return world.console.screen in {"choose-device", "set-up-device"}


def device_created(world: World) -> bool:
    """Whether the wizard has a device to set up."""
    return pending_device(world) is not None


def qr_shown(world: World) -> bool:
    """Whether the QR code is on the screen."""
    return device_created(world) and world.console.qr_shown


def app_ready(world: World) -> bool:
    """Whether the app is adding an account, or holds the one it needs."""
    adding = world.handset.view in {"add", "camera", "by-hand"}
    return adding or bool(matching_entries(world))


def matching_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that hold the secret of the device in question."""
    seeds = {device.seed for device in devices_in_question(world)}
    return [entry for entry in world.handset.phone.entries if entry.secret in seeds]


def devices_in_question(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return the device that the console's screen is about, or else all that root has."""
    pending, console = pending_device(world), world.console
    if pending:
        return (pending,)
    serial = console.selected if console.signed_in else console.challenged
    named = tuple(each for each in root_devices(world) if each.serial_number == serial)
    return named or root_devices(world)


def scanned(world: World) -> bool:
    """Whether a matching entry came from the QR code."""
    return any(entry.origin == "scanned" for entry in matching_entries(world))


def typed(world: World) -> bool:
    """Whether a matching entry was typed by hand."""
    return any(entry.origin == "typed" for entry in matching_entries(world))


def code_changed(world: World) -> bool:
    """Whether a matching entry has outlived its first code."""
    phone_now = authenticator.phone_time(world.handset.phone, world.now)
    return any(
        time_step(phone_now) > time_step(entry.added_at) for entry in matching_entries(world)
    )


def pair_entered(world: World) -> bool:
    """Whether the fields hold two codes in a row that the phone has just shown."""
    draft = tuple("".join(code.split()) for code in world.console.draft)
    return any(draft in recent_pairs(world, entry) for entry in matching_entries(world))


def recent_pairs(world: World, entry: authenticator.Entry) -> list[tuple[str, str]]:
    """Return the pairs of codes in a row that an entry has shown of late, newest first."""
    times = [later(world.now, -PERIOD_S * age) for age in range(FRESH_PERIODS + 2)]
    codes = [authenticator.code(world.handset.phone, entry, now) for now in times]
    return [(older, newer) for newer, older in pairwise(codes)]


def proved(world: World) -> bool:
    """Whether the root user has signed in with a code of a device it still has."""
    serials = {device.serial_number for device in root_devices(world)}
    return world.console.signed_in and world.console.signed_in_with in serials


# What a drill is about -----------------------------------------------------------------------


def refused(cause: str) -> Goal:
    """Return the goal of having met a refusal."""
    return lambda world: any(event.cause == cause for event in world.activity)


def in_after(cause: str) -> Goal:
    """Return the goal of having signed in with a code since a refusal was met."""

    def reached(world: World) -> bool:
        causes = [event.cause for event in world.activity]
        since = world.activity[causes.index(cause) :] if cause in causes else ()
        return any(event.mfa_used and not event.error_code for event in since)

    return reached


def in_by_code_once(world: World) -> bool:
    """Whether the account has ever let the root user in with a code."""
    return any(event.mfa_used and not event.error_code for event in world.activity)


def proved_in_step(world: World) -> bool:
    """Whether the root user is in by a code of a device that is in step."""
    return proved(world) and in_step(world)


def draft_is_stale(world: World) -> bool:
    """Whether the codes in the fields are no longer fresh, or have been sent."""
    return device_assigned(world) or not pair_entered(world)


def wizard_left(world: World) -> bool:
    """Whether a wizard has been left, and its device with it."""
    return not world.console.pending or begun_again(world)


def begun_again(world: World) -> bool:
    """Whether a second wizard shows its QR code, or has ended."""
    created = sum(event.name == "CreateVirtualMFADevice" for event in world.activity)
    return created > 1 and (qr_shown(world) or device_assigned(world))


def both_scanned(world: World) -> bool:
    """Whether the entry of the second wizard has come to that of the first."""
    return begun_again(world) and bool(matching_entries(world))


def dead_entries(world: World) -> list[authenticator.Entry]:
    """Return the phone's entries that belong to no device in question, oldest first."""
    alive = matching_entries(world)
    return [entry for entry in world.handset.phone.entries if entry not in alive]


def no_dead_entry(world: World) -> bool:
    """Whether the phone holds the live entry alone."""
    return in_step(world) and bool(matching_entries(world)) and not dead_entries(world)


def clock_is_right(world: World) -> bool:
    """Whether the phone keeps the true time."""
    return world.handset.phone.offset_s == 0


def nine_tries(world: World) -> bool:
    """Whether the account has checked as many codes of a device as it will, at some time."""
    tries = [event for event in world.activity if event.mfa_used and event.error_code]
    return len(tries) >= ATTEMPTS_PER_WINDOW


def own_devices(world: World) -> tuple[iam.VirtualMfaDevice, ...]:
    """Return the devices of root whose entry is on the phone in the hand."""
    secrets = {entry.secret for entry in world.handset.phone.entries}
    return tuple(device for device in root_devices(world) if device.seed in secrets)


def own_device_in_step(world: World) -> bool:
    """Whether the account takes the codes of the phone in the hand."""
    return in_step(world) and bool(own_devices(world))


def asked_for_own(world: World) -> bool:
    """Whether the sign-in page asks for a code of the phone in the hand, or has had it."""
    serials = {device.serial_number for device in own_devices(world)}
    return world.console.challenged in serials or proved(world)


def only_own_devices(world: World) -> bool:
    """Whether every device of root is on the phone in the hand."""
    return signed_in(world) and root_devices(world) == own_devices(world)


def new_phone_assigned(world: World) -> bool:
    """Whether root has a device on the phone in the hand, and another, or had."""
    enabled = sum(
        event.name == "EnableMFADevice" and not event.error_code for event in world.activity
    )
    return enabled > 1 and bool(own_devices(world))


def proved_by_phone_in_hand(world: World) -> bool:
    """Whether the root user is in by a code of the phone in the hand."""
    serials = {device.serial_number for device in own_devices(world)}
    return signed_in(world) and world.console.signed_in_with in serials


def factors_asked(world: World) -> bool:
    """Whether the way without a device has been entered."""
    return world.console.screen in FACTOR_SCREENS or in_by_factors(world)


def mail_verified(world: World) -> bool:
    """Whether the link in the mail has been followed."""
    return world.console.screen in FACTOR_SCREENS[2:] or in_by_factors(world)


def call_verified(world: World) -> bool:
    """Whether the digits have been typed on the phone."""
    return world.console.screen in FACTOR_SCREENS[4:] or in_by_factors(world)


def in_by_factors(world: World) -> bool:
    """Whether the root user is in without a device."""
    return world.console.signed_in_with == ALTERNATIVE_FACTORS


FACTOR_SCREENS = (
    "sign-in-factors",
    "sign-in-mail-sent",
    "sign-in-phone",
    "sign-in-call",
    "sign-in-verified",
)


def unassigned(world: World) -> bool:
    """Whether root has no device."""
    return not root_devices(world)


def mail_open(world: World) -> bool:
    """Whether the mail is read, or has led on to a sign-in by the password alone."""
    return unassigned(world) and (world.handset.view == "mail" or in_by_password_alone(world))


def in_by_password_alone(world: World) -> bool:
    """Whether the last thing the account wrote down is a sign-in without a code."""
    last = world.activity[-1]
    return unassigned(world) and last.name == "ConsoleLogin" and not last.mfa_used


def slip_typed(world: World) -> bool:
    """Whether the phone holds an entry typed with a slip, or the right one by now."""
    return bool(dead_entries(world)) or device_assigned(world) or refused(SLIP)(world)


SLIP = "codes-not-from-this-key"


def qr_or_assigned(world: World) -> bool:
    """Whether the QR code is shown, or was of use already."""
    return qr_shown(world) or device_assigned(world)
