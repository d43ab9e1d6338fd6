"""What an account contains: users, virtual MFA devices with their history, and passkeys.

Rule: values only. A change is a new Account; nothing here knows the time or refuses a code. Users
and devices are `Indexed`, so that finding one is fast.
"""

from dataclasses import dataclass, field, replace

from mfa_rehearsal.clock import TimeStep, UnixSeconds
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.attempts import NO_ATTEMPTS, Attempts
from mfa_rehearsal.iam.credentials import AccessKeys, CredentialReport
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import ACCOUNT_ID_PATTERN
from mfa_rehearsal.iam.passkeys import Passkeys
from mfa_rehearsal.iam.roles.values import Roles
from mfa_rehearsal.iam.tags import Tag

ROOT = "root"
"""The root user's name in this package's functions."""

EPOCH = UnixSeconds(0)


@dataclass(frozen=True)
class LoginProfile:
    """What is known about an IAM user's password.

    Args:
        create_date: true time when the user got a password.
        password_date: when it was last changed.
        must_reset: whether the user must choose another at the next sign-in.
    """

    create_date: UnixSeconds
    password_date: UnixSeconds
    must_reset: bool = False


@dataclass(frozen=True)
class User:
    """Root or an IAM user. An empty password means that this user cannot sign in.

    Args:
        user_name: unique in the account, ignoring case.
        password: what the user signs in with.
        path: "/", or a path that begins and ends with a slash.
        user_id: the user's id, which AWS never reuses.
        create_date: true time when the user was created.
        tags: in the order in which their keys were added.
        login_profile: about the password, or None if nothing is known about it.
    """

    user_name: str
    password: str = field(default="", repr=False)
    path: str = "/"
    user_id: str = ""
    create_date: UnixSeconds = EPOCH
    tags: tuple[Tag, ...] = ()
    login_profile: LoginProfile | None = None


@dataclass(frozen=True)
class VirtualMfaDevice:
    """A virtual MFA device: its key, and what AWS has learned about its clock.

    Args:
        secret: 64 base32 characters, the secret key.
        user_name: the user it is assigned to, or None.
        offset_steps: time steps by which AWS thinks the device's clock is fast.
        last_pair_step: time step of the second code of the last accepted pair.
        used_steps: time steps whose code a check accepted.
        tags: in the order in which their keys were added.
    """

    serial_number: str
    name: str
    secret: str = field(repr=False)
    path: str
    create_date: UnixSeconds
    user_name: str | None = None
    enable_date: UnixSeconds | None = None
    offset_steps: int = 0
    last_pair_step: TimeStep | None = None
    used_steps: frozenset[TimeStep] = frozenset()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class HardwareToken(VirtualMfaDevice):
    """A hardware TOTP token: the same history of codes, but a device that somebody made and sold.

    Its serial number is printed on its back, and AWS knows its key from the maker. It is in the
    account only while it is assigned, and the operations on virtual devices don't list it.
    """


class Users(Indexed[User]):
    """Users by exact name, grouped by name without case."""

    @staticmethod
    def key(item: User) -> str:
        """Return the user's name."""
        return item.user_name

    @staticmethod
    def group(item: User) -> str | None:
        """Return the name in lower case, which no two users share."""
        return item.user_name.lower()


class Devices(Indexed[VirtualMfaDevice]):
    """Devices by serial number, grouped by the user they are assigned to."""

    @staticmethod
    def key(item: VirtualMfaDevice) -> str:
        """Return the device's serial number."""
        return item.serial_number

    @staticmethod
    def group(item: VirtualMfaDevice) -> str | None:
        """Return the name of the user that it is assigned to, or None."""
        return item.user_name


@dataclass(frozen=True)
class Account:
    """An AWS account.

    Args:
        account_id: twelve digits.
        alias: the account's alias, or "".
        users: root first.
        devices: its virtual devices, and the hardware tokens that are assigned.
        passkeys: its passkeys and security keys.
        attempts: how many codes were checked lately.
        access_keys: of all users.
        roles: of the account.
        credential_report: the newest one, or None.
    """

    account_id: str
    alias: str
    users: Users
    devices: Devices = field(default_factory=Devices)
    passkeys: Passkeys = field(default_factory=Passkeys)
    attempts: Attempts = NO_ATTEMPTS
    access_keys: AccessKeys = field(default_factory=AccessKeys)
    roles: Roles = field(default_factory=Roles)
    credential_report: CredentialReport | None = None


def open_account(account_id: str, root_password: str, alias: str = "") -> Account:
    """Return a new account with its root user.

    Args:
        account_id: twelve digits.
        root_password: what the root user signs in with.
        alias: the account's alias, or "".
    """
    if not ACCOUNT_ID_PATTERN.fullmatch(account_id):
        raise ValueError(f"an account id has twelve digits: {account_id!r}")
    return Account(account_id, alias, Users((User(ROOT, root_password),)))


def name_is_taken(account: Account, user_name: str) -> bool:
    """Say whether a user has this name, ignoring case.

    Source: IAM API Reference, CreateUser: names are not distinguished by case.
    """
    return bool(account.users.of_group(user_name.lower()))


def find_user(account: Account, user_name: str) -> User | None:
    """Return a user by name, or None."""
    return account.users.find(user_name)


def with_user(account: Account, changed: User) -> Account:
    """Return the account with this user, replacing one with the same name."""
    return replace(account, users=account.users.put(changed))


def user(account: Account, user_name: str) -> User:
    """Return a user by name.

    Raises:
        Refusal: no-such-user.
    """
    found = find_user(account, user_name)
    if found is None:
        raise errors.no_such_user(user_name).because("no-such-user")
    return found


def device(account: Account, serial_number: str) -> VirtualMfaDevice:
    """Return a virtual device by its serial number.

    Raises:
        Refusal: no-such-device, not-a-virtual-device.
    """
    found = find_device(account, serial_number)
    if account.passkeys.find(serial_number):
        raise errors.no_such_device(serial_number).because("not-a-virtual-device")
    if found is None:
        raise errors.no_such_device(serial_number).because("no-such-device")
    return found


def find_device(account: Account, serial_number: str) -> VirtualMfaDevice | None:
    """Return a virtual device by its serial number, or None."""
    return account.devices.find(serial_number)


def devices_of(account: Account, user_name: str) -> tuple[VirtualMfaDevice, ...]:
    """Return the devices assigned to a user, oldest first."""
    theirs = account.devices.of_group(user_name)
    return tuple(sorted(theirs, key=lambda each: each.create_date))


def with_device(account: Account, changed: VirtualMfaDevice) -> Account:
    """Return the account with this device, replacing one with the same serial number."""
    return replace(account, devices=account.devices.put(changed))


def without_user(account: Account, user_name: str) -> Account:
    """Return the account without the user with this name."""
    return replace(account, users=account.users.drop(user_name))


def without_device(account: Account, serial_number: str) -> Account:
    """Return the account without the device with this serial number."""
    return replace(account, devices=account.devices.drop(serial_number))
