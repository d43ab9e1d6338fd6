"""Users, devices and events as JSON, for the store.

Rule: what is written here is read back equal, field by field; a field that a record lacks has the
value it has by default, so that an older file can be read.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from simulator.iam import Attempts, Tag, User, VirtualMfaDevice
from simulator.iam.activity import Event, Identity

EVENT = tuple(field.name for field in fields(Event))
EMPTY: tuple[object, ...] = ("", {})
IDENTITY = tuple(field.name for field in fields(Identity))


def write_user(user: User) -> str:
    """Return a user as JSON."""
    return json.dumps(asdict(user))


def read_user(record: str) -> User:
    """Return the user in a record."""
    told = json.loads(record)
    return User(**{**told, "tags": _tags(told)})


def write_device(device: VirtualMfaDevice) -> str:
    """Return a device as JSON."""
    return json.dumps({**asdict(device), "used_steps": sorted(device.used_steps)})


def read_device(record: str) -> VirtualMfaDevice:
    """Return the device in a record."""
    told = json.loads(record)
    used, attempts = frozenset(told["used_steps"]), Attempts(**told["attempts"])
    read = {"used_steps": used, "attempts": attempts, "tags": _tags(told)}
    return VirtualMfaDevice(**{**told, **read})


def write_event(event: Event) -> str:
    """Return an event as JSON: there is one a call, so without a deep copy and what is empty."""
    told = _filled(event, EVENT) | {"identity": _filled(event.identity, IDENTITY)}
    return json.dumps(told)


def read_event(record: str) -> Event:
    """Return the event in a record."""
    told = json.loads(record)
    return Event(**{**told, "identity": Identity(**told["identity"])})


def _filled(value: Event | Identity, names: Iterable[str]) -> dict[str, Any]:
    return {name: told for name in names if (told := getattr(value, name)) not in EMPTY}


def _tags(told: Mapping[str, Any]) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in told.get("tags", ()))
