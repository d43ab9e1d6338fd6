"""What the coach warns about at once: nobody could sign in, or anyone could, or somebody has.

Rule: it warns about what the reader did, not about the situation that a drill begins with.
"""

from dataclasses import dataclass

from mfa_rehearsal.console import World
from mfa_rehearsal.console.addresses import FALSE_PAGE
from mfa_rehearsal.console.world import all_root_devices, root_devices
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.goals.lures import at_false_page
from mfa_rehearsal.lessons.goals.state import locked_out


@dataclass(frozen=True, eq=False)
class WarningValues:
    """What the warning's template reads."""

    title: str
    text: str


def warning_values(run: Run) -> WarningValues | None:
    """Return the warning that this run needs, or None."""
    if run.world.stranger and at_false_page(run.world):
        return WarningValues("Somebody else is signed in as root", _stranger_text(run.world))
    if newly_locked_out(run):
        return WarningValues("You couldn't sign in now", _locked_out_text(run.world))
    if all_root_devices(run.start) and not all_root_devices(run.world):
        return WarningValues(
            "The root user has no MFA now",
            "Until you assign a device, anyone with the password can sign in.",
        )
    return None


def _stranger_text(world: World) -> str:
    """Say with what and from where somebody else has signed in."""
    assert world.stranger
    given = f"The code {world.stranger.code}" if world.stranger.code else "The password"
    event = next(each for each in reversed(world.activity) if each.source_ip)
    return (
        f"{given} went from {FALSE_PAGE.domain} to AWS at once, and AWS accepted it. Account"
        f" activity shows their sign-in from {event.source_ip}."
    )


def newly_locked_out(run: Run) -> bool:
    """Return whether the reader could sign in when the run began but could not now."""
    same = all_root_devices(run.world) == all_root_devices(run.start)
    return locked_out(run.world) and not (same and locked_out(run.start))


def _locked_out_text(world: World) -> str:
    names = " or ".join(device.name for device in all_root_devices(world))
    only_codes = all_root_devices(world) == root_devices(world)
    missing = (
        f"No phone here shows codes for {names}." if only_codes else f"{names} can't be used here."
    )
    if world.console.signed_in:
        return (
            f"{missing} You are still signed in: remove the device and set up MFA again, or undo."
        )
    return f"{missing} Sign in using alternative factors, or undo."
