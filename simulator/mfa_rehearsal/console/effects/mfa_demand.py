"""AWS's demand for MFA: after the password, for a root user without a device.

AWS documents the 35 days from the first attempt to sign in, and that MFA is then required. How its
page words this, and that it can be put off until then, is ours: AWS publishes neither.

Source: IAM User Guide, MFA for the root user.
"""

from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import REGISTRATION, Console, Notice, World
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.limits import DAYS_WITHOUT_MFA

DAY_S = 24 * 60 * 60


def demand_mfa(world: World, _: a.DemandMfa) -> World:
    """Let AWS demand MFA from now on; the 2020 console didn't."""
    return replace(world, mfa_demanded=world.edition == "today")


def attempt_without_mfa(world: World) -> World:
    """Return the world after the password of a root user without a device was right.

    Where AWS demands nothing, the user is in. Otherwise the first attempt begins the 35 days.
    """
    if not world.mfa_demanded:
        return replace(world, console=replace(world.console, signed_in=True))
    due = world.mfa_due
    return replace(
        world, mfa_due=later(world.now, DAYS_WITHOUT_MFA * DAY_S) if due is None else due
    )


def assigned(console: Console, notice: Notice = "assigned") -> Console:
    """Return the console after an assignment, which lets in a user who was not signed in."""
    console = replace(console, notice=notice, section_open=True)
    if console.signed_in:
        return console
    return replace(console, signed_in=True, signed_in_with=REGISTRATION)


def days_left(world: World) -> int:
    """Return the days until MFA is required, begun ones included; 0 once it is."""
    left_s = (world.mfa_due or world.now) - world.now
    return max(0, -(-left_s // DAY_S))


def skip_registration(world: World, _: a.SkipRegistration) -> World:
    """Sign in without registering a device.

    Raises:
        Refusal: mfa-required-now.
    """
    if not days_left(world):
        raise Refusal(
            "AccessDenied",
            "Register an MFA device to sign in.",
            "mfa-required-now",
            "The 35 days are over, so AWS lets nobody in without MFA. Register a device here.",
        )
    return replace(world, console=replace(world.console, signed_in=True))


def skip_to_due_date(world: World, _: a.SkipToDueDate) -> World:
    """Jump to the moment from which MFA is required, if it is still to come."""
    left_s = max(0, (world.mfa_due or world.now) - world.now)
    return replace(world, now=later(world.now, left_s), skipped_s=world.skipped_s + left_s)


def shifted(due: UnixSeconds | None, seconds: int) -> UnixSeconds | None:
    """Return the due date as if the first attempt had been `seconds` later."""
    return None if due is None else later(due, seconds)
