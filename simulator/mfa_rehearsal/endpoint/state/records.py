"""Users, devices and the rest of an account as JSON, for the store.

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
from mfa_rehearsal.iam import Attempts, Passkey, Tag, User, VirtualMfaDevice
from mfa_rehearsal.iam.credentials import AccessKey, KeyUse
from mfa_rehearsal.iam.limits import DEVICE_NAME, PATH
from mfa_rehearsal.iam.roles.trust_policy import statements
from mfa_rehearsal.iam.roles.values import Role
from mfa_rehearsal.webauthn.es256 import check_public_key

T = TypeVar("T")

RENAMED_FIELDS: Final[Mapping[str, str]] = {"seed": "secret"}
"""Today's names of fields by their names in older files."""

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
        return User(**{**members, "tags": _tags(members)})

    user = read_record(record, User, build)
    if not (DEVICE_NAME.fullmatch(user.user_name) and PATH.fullmatch(user.path)):
        raise ValueError("the user's name or path is invalid")
    return user


def write_device(device: VirtualMfaDevice) -> str:
    """Return a device as JSON."""
    return json.dumps({**asdict(device), "used_steps": sorted(device.used_steps)})


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
            if name not in FORMER_FIELDS
        }
        return VirtualMfaDevice(**{**renamed, **nested})

    device = read_record(record, VirtualMfaDevice, build)
    if not (SECRET.fullmatch(device.secret) and DEVICE_NAME.fullmatch(device.name)):
        raise ValueError("the device's name or secret key is invalid")
    return device


def write_access_key(access_key: AccessKey) -> str:
    """Return an access key as JSON."""
    return json.dumps(asdict(access_key))


def read_access_key(record: str) -> AccessKey:
    """Return the access key in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> AccessKey:
        use = members.get("last_used")
        return AccessKey(**{**members, "last_used": use and KeyUse(**use)})

    return read_record(record, AccessKey, build)


def write_passkey(passkey: Passkey) -> str:
    """Return a passkey as JSON, with bytes and coordinates as text."""
    x, y = passkey.public_key
    members = {**asdict(passkey), "public_key": [f"{x:064x}", f"{y:064x}"]}
    return json.dumps({name: _as_text(value) for name, value in members.items()})


def read_passkey(record: str) -> Passkey:
    """Return the passkey in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> Passkey:
        read = {name: bytes.fromhex(members[name]) for name in ("credential_id", "aaguid")}
        x, y = (int(each, 16) for each in members["public_key"])
        check_public_key((x, y))
        return Passkey(**{**members, **read, "public_key": (x, y)})

    passkey = read_record(record, Passkey, build)
    if not DEVICE_NAME.fullmatch(passkey.name):
        raise ValueError("the passkey's name is invalid")
    return passkey


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


def _as_text(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
