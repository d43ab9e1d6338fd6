"""Users, devices and roles as JSON, for the store.

Rule: a value read back equals the one written, field by field. A field that a record lacks gets its
default, so that older files can be read. An invalid record is refused here, so that no operation
has to handle one.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar

from mfa_rehearsal.endpoint.state.field_types import has_type
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Attempts, HardwareToken, Tag, User, VirtualMfaDevice
from mfa_rehearsal.iam.account import LoginProfile
from mfa_rehearsal.iam.credentials import KeyUse
from mfa_rehearsal.iam.limits import DEVICE_NAME, PATH
from mfa_rehearsal.iam.roles.trust_policy import statements
from mfa_rehearsal.iam.roles.values import Role

T = TypeVar("T")

RENAMED_FIELDS: Final[Mapping[str, str]] = {"seed": "secret"}
"""Today's names of fields by their names in older files."""

HARDWARE: Final = "hardware"
FORMER_FIELDS: Final = {"attempts"}
"""Fields of devices in older files that matter for three minutes only."""

SECRET = re.compile(r"(?:[A-Z2-7]{8})+")


def write_user(user: User) -> str:
    """Return a user as JSON."""
    return json.dumps(asdict(user))


def read_user(record: str) -> User:
    """Return the user in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> User:
        profile = members.get("login_profile")
        nested = {"tags": _tags(members), "login_profile": profile and LoginProfile(**profile)}
        return User(**{**members, **nested})

    user = read_record(record, User, build)
    if not (DEVICE_NAME.fullmatch(user.user_name) and PATH.fullmatch(user.path)):
        raise ValueError("the user's name or path is invalid")
    return user


def write_device(device: VirtualMfaDevice) -> str:
    """Return a device as JSON; a hardware token says that it is one."""
    kind = {"type": HARDWARE} if isinstance(device, HardwareToken) else {}
    return json.dumps({**asdict(device), "used_steps": sorted(device.used_steps), **kind})


def read_device(record: str) -> VirtualMfaDevice:
    """Return the device in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> VirtualMfaDevice:
        used = frozenset(members.get("used_steps", ()))
        nested = {"used_steps": used, "tags": _tags(members)}
        renamed = {
            RENAMED_FIELDS.get(name, name): value
            for name, value in members.items()
            if name not in FORMER_FIELDS | {"type"}
        }
        is_hardware = members.get("type") == HARDWARE
        return (HardwareToken if is_hardware else VirtualMfaDevice)(**{**renamed, **nested})

    device = read_record(record, VirtualMfaDevice, build)
    if not (SECRET.fullmatch(device.secret) and DEVICE_NAME.fullmatch(device.name)):
        raise ValueError("the device's name or secret key is invalid")
    return device


def write_role(role: Role) -> str:
    """Return a role as JSON."""
    return json.dumps(asdict(role))


def read_role(record: str) -> Role:
    """Return the role in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> Role:
        use = members.get("last_used")
        return Role(**{**members, "tags": _tags(members), "last_used": use and KeyUse(**use)})

    role = read_record(record, Role, build)
    try:
        statements(role.trust_policy)
    except Refusal as refusal:
        raise ValueError(refusal.message) from None
    if not (DEVICE_NAME.fullmatch(role.role_name) and PATH.fullmatch(role.path)):
        raise ValueError("the role's name or path is invalid")
    return role


def write_attempts(attempts: Attempts) -> str:
    """Return the counts of checked codes as JSON."""
    return json.dumps(asdict(attempts))


def read_attempts(record: str) -> Attempts:
    """Return the counts of checked codes in a record.

    Raises:
        ValueError: the record is invalid.
    """
    attempts = read_record(record, Attempts, lambda members: Attempts(**members))
    if not all(has_type(each, int) for each in attempts.counts.values()):
        raise ValueError("a count is not a number")
    return attempts


def read_record(record: str, kind: type[T], build: Callable[[Mapping[str, Any]], T]) -> T:
    """Return the value that `build` makes of a record.

    Raises:
        ValueError: the record is invalid.
    """
    try:
        value = build(json.loads(record))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if not has_type(value, kind):
        raise ValueError(f"a field of the {kind.__name__} has the wrong type")
    return value


def _tags(members: Mapping[str, Any]) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in members.get("tags", ()))
