"""Where typed digits come from: which entry of the phone showed them, when, and with what key.

AWS cannot know this; only something that sees the account and the phone at once can.
"""

from dataclasses import dataclass
from typing import Literal

from mfa_rehearsal import authenticator
from mfa_rehearsal.authenticator import Entry
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later, step_start, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import secrets_made
from mfa_rehearsal.lessons.goals.state import devices_in_question

BACK_PERIODS = 120
"""How far back codes are looked for: an hour. Farther, chance finds them too."""

SLIPS = 3
"""A typed key with at most this many wrong characters is taken for the key with a typing error."""

KeyOf = Literal["this device", "cut short", "mistyped", "earlier", "foreign"]
"""What an entry's key is to the device that was asked about."""


@dataclass(frozen=True)
class Origin:
    """What the phone knows of six digits.

    Args:
        code: the digits.
        entry: the entry that showed them, or None if none did in the last hour.
        shown_from: when, by the true time, their period began; None without an entry.
        age_periods: how many periods ago that was; 0 is now.
    """

    code: str
    entry: Entry | None = None
    shown_from: UnixSeconds | None = None
    age_periods: int = 0


@dataclass(frozen=True)
class KeyFinding:
    """What an entry's key is to a device's.

    Args:
        of: whose key it is.
        length: how many characters it has.
        place: number of the first wrong character, counted from 1; 0 where none is.
        typed: the character there.
        true: the character that the console shows there.
    """

    of: KeyOf
    length: int = 0
    place: int = 0
    typed: str = ""
    true: str = ""


def origin_of(world: World, code: str) -> Origin:
    """Find the entry and the period that digits come from, the newest first."""
    phone = world.handset.phone
    for age in range(BACK_PERIODS):
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
    if length == len(secret) and len(wrong) <= SLIPS:
        place = wrong[0]
        return KeyFinding("mistyped", length, place + 1, key[place], secret[place])
    return None
