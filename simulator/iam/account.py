"""What an account holds: users, virtual MFA devices, and what it remembers of each device.

Rule: values only. A change is a new Account; nothing here knows the time or says no to a code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from simulator.clock import TimeStep, UnixSeconds
from simulator.iam import answers
from simulator.iam.limits import ACCOUNT_ID, USERS_PER_ACCOUNT

ROOT = "root"
"""The user name that stands for the root user in this room's functions."""


@dataclass(frozen=True, slots=True)
class User:
    """Root or an IAM user. An empty password means that this user cannot sign in."""

    user_name: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many codes were checked for a device in one window of UTC time.

    Args:
        window: number of the window since 1970.
        count: checks in it, good and bad alike.
    """

    window: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class VirtualMfaDevice:
    """A virtual MFA device as the account sees it: the key and what it has learnt about the clock.

    Args:
        seed: 64 base32 characters, the secret key.
        user_name: whose device it is, or None while it is not assigned.
        offset_steps: steps by which the account believes the device's clock is fast.
        last_pair_step: step of the second code of the newest accepted pair.
        used_steps: steps whose code was accepted at a check.
    """

    serial_number: str
    name: str
    seed: str = field(repr=False)
    path: str
    create_date: UnixSeconds
    user_name: str | None = None
    enable_date: UnixSeconds | None = None
    offset_steps: int = 0
    last_pair_step: TimeStep | None = None
    used_steps: frozenset[TimeStep] = frozenset()
    attempts: Attempts = Attempts()


@dataclass(frozen=True, slots=True)
class Account:
    """An AWS account: its id, its alias, its users (root first) and its virtual devices."""

    account_id: str
    alias: str
    users: tuple[User, ...]
    devices: tuple[VirtualMfaDevice, ...] = ()


def open_account(account_id: str, root_password: str, alias: str = "") -> Account:
    """Return a new account with its root user.

    Args:
        account_id: twelve digits.
        root_password: what the root user signs in with.
        alias: the account's alias, or "" for none.
    """
    if not ACCOUNT_ID.fullmatch(account_id):
        raise ValueError(f"an account id has twelve digits: {account_id!r}")
    return Account(account_id, alias, (User(ROOT, root_password),))


def add_user(account: Account, user_name: str, password: str = "") -> Account:
    """Return the account with one more IAM user.

    Raises:
        ValueError: the name is empty or taken, or the account is full. No lesson adds users,
            so this is a mistake of the caller's, not a refusal.
    """
    if not user_name or any(user.user_name == user_name for user in account.users):
        raise ValueError(f"user name empty or taken: {user_name!r}")
    if len(account.users) > USERS_PER_ACCOUNT:
        raise ValueError(f"the account has {USERS_PER_ACCOUNT} users")
    return replace(account, users=(*account.users, User(user_name, password)))


def user(account: Account, user_name: str) -> User:
    """Return a user by name.

    Raises:
        Refusal: no-such-user.
    """
    for each in account.users:
        if each.user_name == user_name:
            return each
    raise answers.no_such_user(user_name).because("no-such-user")


def device(account: Account, serial_number: str) -> VirtualMfaDevice:
    """Return a virtual device by its serial number.

    Raises:
        Refusal: no-such-device.
    """
    found = find_device(account, serial_number)
    if found is None:
        raise answers.no_such_device(serial_number).because("no-such-device")
    return found


def find_device(account: Account, serial_number: str) -> VirtualMfaDevice | None:
    """Return a virtual device by its serial number, or None."""
    for each in account.devices:
        if each.serial_number == serial_number:
            return each
    return None


def devices_of(account: Account, user_name: str) -> tuple[VirtualMfaDevice, ...]:
    """Return the devices assigned to a user, oldest first."""
    return tuple(each for each in account.devices if each.user_name == user_name)


def with_device(account: Account, changed: VirtualMfaDevice) -> Account:
    """Return the account with `changed` in the place of the device of the same serial number."""
    serial = changed.serial_number
    devices = (changed if each.serial_number == serial else each for each in account.devices)
    return replace(account, devices=tuple(devices))


def account_summary(account: Account) -> Mapping[str, int]:
    """Return the entries of GetAccountSummary that this account can answer.

    Source: IAM API Reference, GetAccountSummary; that root's device counts is reported.
    """
    return {
        "AccountMFAEnabled": int(bool(devices_of(account, ROOT))),
        "MFADevices": len(account.devices),
        "MFADevicesInUse": sum(each.user_name is not None for each in account.devices),
        "Users": len(account.users) - 1,
    }
