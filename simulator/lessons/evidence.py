"""Where typed digits come from: which entry of the phone showed them, and when.

The account cannot know this; whoever sees account and phone at once can.
"""

from dataclasses import dataclass

from simulator import authenticator
from simulator.authenticator import Entry
from simulator.clock import PERIOD_S, UnixSeconds, later, step_start, time_step
from simulator.console import Action, World
from simulator.console import actions as a

BACK_PERIODS = 120
"""How far back codes are looked for: an hour. Farther, chance finds them too."""


@dataclass(frozen=True)
class Origin:
    """What the phone knows of six digits.

    Args:
        code: the digits.
        entry: the entry that showed them, or None for none of late.
        shown_from: when, by the true time, their period began; None without an entry.
        age_periods: how many periods ago that was; 0 is now.
    """

    code: str
    entry: Entry | None = None
    shown_from: UnixSeconds | None = None
    age_periods: int = 0


def codes_of(action: Action | None) -> tuple[str, ...]:
    """Return the codes that an action sent, without their spaces."""
    if isinstance(action, a.SubmitMfaCode):
        return ("".join(action.code.split()),)
    if isinstance(action, a.SubmitCodes | a.SubmitResync):
        return ("".join(action.first.split()), "".join(action.second.split()))
    return ()


def origin_of(world: World, code: str) -> Origin:
    """Find the entry and the period that digits come from, the newest first."""
    phone = world.handset.phone
    for age in range(BACK_PERIODS):
        now = later(world.now, -PERIOD_S * age)
        for entry in phone.entries:
            if authenticator.code(phone, entry, now) == code:
                return Origin(code, entry, step_start(time_step(now)), age)
    return Origin(code)
