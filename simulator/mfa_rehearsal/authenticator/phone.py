"""The phone: its entries, its own clock, and the codes it shows.

Rule: values only. `now` is the true time; the phone's clock shows `now + offset_s`. Codes come from
pyotp and the account computes its own, so that each checks the other.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import pyotp

from mfa_rehearsal.authenticator import refusals
from mfa_rehearsal.authenticator.otpauth import read_otpauth
from mfa_rehearsal.authenticator.secret import refuse_whole_text, typed_secret
from mfa_rehearsal.clock import TimeStep, UnixSeconds, later, step_start, time_step
from mfa_rehearsal.typed import cleaned

Origin = Literal["scanned", "typed"]


@dataclass(frozen=True)
class Entry:
    """One entry in the app.

    Args:
        entry_id: never changes and is never reused.
        secret: base32, upper case, without padding.
        added_at: time on the phone's own clock.
    """

    entry_id: int
    issuer: str
    account_name: str
    secret: str = field(repr=False)
    added_at: UnixSeconds
    origin: Origin


@dataclass(frozen=True)
class Phone:
    """An authenticator app and the clock of the phone it runs on.

    Args:
        entries: in the order in which they were added.
        offset_s: seconds by which the phone's clock is fast; negative when slow.
        next_id: id of the next entry.
    """

    entries: tuple[Entry, ...] = ()
    offset_s: int = 0
    next_id: int = 1


def scan(phone: Phone, text: str, now: UnixSeconds) -> Phone:
    """Return the phone with an entry for the QR code it scanned.

    Raises:
        Refusal: what read_otpauth refuses.
    """
    read = read_otpauth(text)
    return _with_entry(phone, read.issuer, read.account_name, read.secret, now, "scanned")


def add_by_hand(phone: Phone, account_name: str, secret_key: str, now: UnixSeconds) -> Phone:
    """Return the phone with an entry typed by hand.

    Raises:
        Refusal: account-name-missing, whole-text-of-code, migration-code, secret-missing,
            secret-not-base32, secret-too-short.
    """
    name = account_name.strip()
    if not cleaned(name):
        raise refusals.account_name_missing()
    refuse_whole_text(cleaned(name), "account_name")
    return _with_entry(phone, "", name, typed_secret(secret_key), now, "typed")


def delete_entry(phone: Phone, entry_id: int) -> Phone:
    """Return the phone without an entry, or unchanged if no entry has this id."""
    kept = tuple(entry for entry in phone.entries if entry.entry_id != entry_id)
    return replace(phone, entries=kept)


def set_clock(phone: Phone, offset_s: int) -> Phone:
    """Return the phone with its clock `offset_s` seconds fast."""
    return replace(phone, offset_s=offset_s)


def shift_entries(phone: Phone, seconds: int) -> Phone:
    """Return the phone as if its entries had been added `seconds` later."""
    times = (
        (entry, max(UnixSeconds(0), later(entry.added_at, seconds))) for entry in phone.entries
    )
    return replace(phone, entries=tuple(replace(entry, added_at=time) for entry, time in times))


def phone_time(phone: Phone, now: UnixSeconds) -> UnixSeconds:
    """Return the time on the phone's own clock, which cannot be set to before 1970."""
    return max(UnixSeconds(0), later(now, phone.offset_s))


def code(phone: Phone, entry: Entry, now: UnixSeconds) -> str:
    """Return the six digits that the phone shows for an entry.

    Source: RFC 6238, by pyotp.
    """
    return _code_at(entry.secret, time_step(phone_time(phone, now)))


@lru_cache(maxsize=4096)
def _code_at(secret: str, step: TimeStep) -> str:
    """Compute each code once, because goals need the codes of many periods at every press."""
    return pyotp.TOTP(secret).at(step_start(step))


def _with_entry(
    phone: Phone, issuer: str, account_name: str, secret: str, now: UnixSeconds, origin: Origin
) -> Phone:
    added_at = phone_time(phone, now)
    entry = Entry(phone.next_id, issuer, account_name, secret, added_at, origin)
    return replace(phone, entries=(*phone.entries, entry), next_id=phone.next_id + 1)
