"""An account with a device, and the codes of its key.

The codes come from pyotp, so that every test also checks the account's own RFC 6238.
"""

from collections.abc import Callable

import pyotp
import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, step_start, time_step
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import with_user

CodeAt = Callable[[int], str]

SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO"
OTHER_SECRET = "ONSWG4TFOQQGWZLZEBXWMIDBNZXXI2DFOIQGIZLWNFRWKIDFNZ2GS4TFNR4SAYLU"


@pytest.fixture
def now() -> UnixSeconds:
    """Return the first second of a three-minute window."""
    return UnixSeconds(1_800_000_000)


@pytest.fixture
def account(now: UnixSeconds) -> Account:
    """Return an account with root, alice, bob and an unassigned device."""
    opened = iam.open_account("111122223333", "a password")
    people = with_user(with_user(opened, iam.User("alice", "wonder")), iam.User("bob"))
    return iam.create(people, "phone", SECRET, now)


@pytest.fixture
def serial(account: Account) -> str:
    """Return the serial number of that device."""
    return account.devices[0].serial_number


@pytest.fixture
def code(now: UnixSeconds) -> CodeAt:
    """Return the device's code a number of time steps after `now`, or before it if negative."""
    totp = pyotp.TOTP(SECRET)
    return lambda steps: totp.at(now + 30 * steps)


@pytest.fixture
def other_code(now: UnixSeconds) -> CodeAt:
    """Return the code of another key, in the same way."""
    totp = pyotp.TOTP(OTHER_SECRET)
    return lambda steps: totp.at(now + 30 * steps)


@pytest.fixture
def enabled(account: Account, serial: str, code: CodeAt, now: UnixSeconds) -> Account:
    """Return the account after root enabled the device in time."""
    assert now == step_start(time_step(now))
    return iam.enable(account, iam.ROOT, serial, code(-1), code(0), now)
