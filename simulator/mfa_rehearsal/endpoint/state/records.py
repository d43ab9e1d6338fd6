"""Users, devices and events as JSON, for the store.

Rule: what is written here is read back equal, field by field; a field that a record lacks has the
value it has by default, so that an older file can be read. A record of another form is refused
here, so that no operation meets one.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, Final, TypeVar

from mfa_rehearsal.endpoint.state.field_types import fits
from mfa_rehearsal.iam import Attempts, Tag, User, VirtualMfaDevice
from mfa_rehearsal.iam.activity import Event, Identity
from mfa_rehearsal.iam.limits import DEVICE_NAME, PATH

T = TypeVar("T")

RENAMED: Final[Mapping[str, str]] = {"seed": "secret"}
"""Fields that had another name in older files."""

SECRET = re.compile(r"(?:[A-Z2-7]{8})+")

EVENT = tuple(field.name for field in fields(Event))
EMPTY: tuple[object, ...] = ("", {})
IDENTITY = tuple(field.name for field in fields(Identity))


def write_user(user: User) -> str:
    """Return a user as JSON."""
    return json.dumps(asdict(user))


def read_user(record: str) -> User:
    """Return the user in a record.

    Raises:
        ValueError: it is not a user.
    """

    def build(told: Mapping[str, Any]) -> User:
        return User(**{**told, "tags": _tags(told)})

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
        ValueError: it is not a device.
    """

    def build(told: Mapping[str, Any]) -> VirtualMfaDevice:
        used, attempts = frozenset(told["used_steps"]), Attempts(**told["attempts"])
        read = {"used_steps": used, "attempts": attempts, "tags": _tags(told)}
        named = {RENAMED.get(name, name): value for name, value in told.items()}
        return VirtualMfaDevice(**{**named, **read})

    device = _read(record, VirtualMfaDevice, build)
    if not (SECRET.fullmatch(device.secret) and DEVICE_NAME.fullmatch(device.name)):
        raise ValueError("the device's name or secret key is invalid")
    return device


def write_event(event: Event) -> str:
    """Return an event as JSON: there is one a call, so without a deep copy and what is empty."""
    told = _filled(event, EVENT) | {"identity": _filled(event.identity, IDENTITY)}
    return json.dumps(told)


def read_event(record: str) -> Event:
    """Return the event in a record.

    Raises:
        ValueError: it is not an event.
    """

    def build(told: Mapping[str, Any]) -> Event:
        return Event(**{**told, "identity": Identity(**told["identity"])})

    return _read(record, Event, build)


def _read(record: str, kind: type[T], build: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        value = build(json.loads(record))
    except (TypeError, KeyError, AttributeError, RecursionError) as mistake:
        raise ValueError(str(mistake)) from None
    if not fits(value, kind):
        raise ValueError(f"a field of the {kind.__name__} has the wrong type")
    return value


def _filled(value: Event | Identity, names: Iterable[str]) -> dict[str, Any]:
    return {name: told for name in names if (told := getattr(value, name)) not in EMPTY}


def _tags(told: Mapping[str, Any]) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in told.get("tags", ()))
