"""What happens beside console and phone: time passes, phones are taken, swapped and lost."""

from dataclasses import dataclass

from mfa_rehearsal.console.actions.action import Action


@dataclass(frozen=True)
class Wait(Action):
    """Real time passes, for account and phone alike."""

    seconds: int


@dataclass(frozen=True)
class FollowClock(Action):
    """Move with the computer's clock, which moved ahead by so much, or back when negative."""

    seconds: int


@dataclass(frozen=True)
class SkipAhead(Action):
    """Both clocks jump ahead of real time; a real phone no longer matches."""

    seconds: int


@dataclass(frozen=True)
class SkipToNextCode(Action):
    """Both clocks jump to the second in which the phone's next code begins."""


@dataclass(frozen=True)
class TakeNewPhone(Action):
    """Lay a new, empty phone beside the one in the hand."""


@dataclass(frozen=True)
class SwapPhones(Action):
    """Take the other phone into the hand."""


@dataclass(frozen=True)
class LosePhone(Action):
    """Lose the phone in the hand; what is left is the other one, or an empty one."""
