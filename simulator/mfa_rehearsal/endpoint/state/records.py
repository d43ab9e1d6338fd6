"""Users, devices and events as JSON, for the store.

Rule: a value read back equals the one written, field by field. A field that a record lacks gets its
default, so that older files can be read. An invalid record is refused here, so that no operation
has to handle one.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, Final, TypeVar

from mfa_rehearsal.endpoint.state.field_types import has_type
from mfa_rehearsal.iam import Attempts, Tag, User, VirtualMfaDevice
from mfa_rehearsal.iam.activity import Event, Identity
from mfa_rehearsal.iam.credentials import AccessKey, KeyUse
from mfa_rehearsal.iam.limits import DEVICE_NAME, PATH

T = TypeVar("T")

RENAMED_FIELDS: Final[Mapping[str, str]] = {"seed": "secret"}
"""Today's names of fields by their names in older files."""

FORMER_FIELDS: Final = {"attempts"}
"""Fields of devices in older files that matter for three minutes only."""

SECRET = re.compile(r"(?:[A-Z2-7]{8})+")

EVENT_FIELDS = tuple(field.name for field in fields(Event))
IDENTITY_FIELDS = tuple(field.name for field in fields(Identity))
EMPTY: tuple[object, ...] = ("", {})


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

    user = _read(record, User, build)
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

    device = _read(record, VirtualMfaDevice, build)
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

    return _read(record, AccessKey, build)


def write_attempts(attempts: Attempts) -> str:
    """Return the counts of checked codes as JSON."""
    return json.dumps(asdict(attempts))


def read_attempts(record: str) -> Attempts:
    """Return the counts of checked codes in a record.

    Raises:
        ValueError: the record is invalid.
    """
    attempts = _read(record, Attempts, lambda members: Attempts(**members))
    if not all(has_type(each, int) for each in attempts.counts.values()):
        raise ValueError("a count is not a number")
    return attempts


def write_event(event: Event) -> str:
    """Return an event as JSON. Each request has one, so it skips deep copies and empty fields."""
    members = _non_empty(event, EVENT_FIELDS)
    return json.dumps(members | {"identity": _non_empty(event.identity, IDENTITY_FIELDS)})


def read_event(record: str) -> Event:
    """Return the event in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> Event:
        return Event(**{**members, "identity": Identity(**members["identity"])})

    return _read(record, Event, build)


def _read(record: str, kind: type[T], build: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        value = build(json.loads(record))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    if not has_type(value, kind):
        raise ValueError(f"a field of the {kind.__name__} has the wrong type")
    return value


def _non_empty(value: Event | Identity, names: Iterable[str]) -> dict[str, Any]:
    return {name: each for name in names if (each := getattr(value, name)) not in EMPTY}


def _tags(members: Mapping[str, Any]) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in members.get("tags", ()))
