"""Where typed digits come from: which entry on the phone showed them, when, and with which key.

AWS can't know this; only a program that sees both the account and the phone can.
"""

from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator import Entry
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later, step_start, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console.randomness import secrets_made
from mfa_rehearsal.lessons.goals.state import devices_in_question

LOOKBACK_PERIODS = 120
"""How far back to look for a code: one hour. Beyond that, digits also match by chance."""

MAX_TYPOS = 3
"""A typed key with at most this many wrong characters counts as the right key, mistyped."""

KeyOf = Literal["this device", "cut short", "mistyped", "earlier", "foreign"]
"""How an entry's key relates to the device in question."""


@dataclass(frozen=True)
class Origin:
    """Where six digits come from.

    Args:
        code: the digits.
        entry: the entry that showed them, or None if no entry did in the last hour.
        shown_from: when their period began, in true time; None without an entry.
        age_periods: how many periods ago that was; 0 is now.
    """

    code: str
    entry: Entry | None = None
    shown_from: UnixSeconds | None = None
    age_periods: int = 0


@dataclass(frozen=True)
class KeyFinding:
    """How an entry's key relates to a device's key.

    Args:
        of: whose key it is.
        length: how many characters it has.
        place: number of the first wrong character, counted from 1; 0 if no character is wrong.
        typed: the character that was typed there.
        true: the character that the console shows there.
    """

    of: KeyOf
    length: int = 0
    place: int = 0
    typed: str = ""
    true: str = ""


def origin_of(world: World, code: str) -> Origin:
    """Find the entry and the period that digits come from, newest first."""
    phone = world.handset.phone
    for age in range(LOOKBACK_PERIODS):
        now = later(world.now, -PERIOD_S * age)
        for entry in phone.entries:
            if authenticator.code(phone, entry, now) == code:
                return Origin(code, entry, step_start(time_step(now)), age)
    return Origin(code)


def key_of(world: World, entry: Entry) -> KeyFinding:
    """Compare an entry's key with those of the devices in question."""
    secrets = [device.secret for device in devices_in_question(world)]
    findings = [_compared(entry, secret) for secret in secrets]
    found = next((finding for finding in findings if finding), None)
    if found:
        return found
    drawn = entry.secret in secrets_made(world)
    return KeyFinding("earlier" if drawn else "foreign", len(entry.secret))


def _compared(entry: Entry, secret: str) -> KeyFinding | None:
    key, length = entry.secret, len(entry.secret)
    if key == secret:
        return KeyFinding("this device", length)
    if entry.origin == "scanned":
        return None
    if length < len(secret) and key in secret:
        return KeyFinding("cut short", length)
    wrong = [place for place in range(min(length, len(secret))) if key[place] != secret[place]]
    if length == len(secret) and len(wrong) <= MAX_TYPOS:
        place = wrong[0]
        return KeyFinding("mistyped", length, place + 1, key[place], secret[place])
    return None
