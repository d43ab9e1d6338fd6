"""Users and devices as JSON, for the store.

Rule: what is written here is read back equal, field by field; a field that a record lacks has the
value it has by default, so that an older file can be read.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from simulator.iam import Attempts, Tag, User, VirtualMfaDevice


def write_user(user: User) -> str:
    """Return a user as JSON."""
    return json.dumps(asdict(user))


def read_user(record: str) -> User:
    """Return the user in a record."""
    fields = json.loads(record)
    return User(**{**fields, "tags": _tags(fields)})


def write_device(device: VirtualMfaDevice) -> str:
    """Return a device as JSON."""
    return json.dumps({**asdict(device), "used_steps": sorted(device.used_steps)})


def read_device(record: str) -> VirtualMfaDevice:
    """Return the device in a record."""
    fields = json.loads(record)
    used, attempts = frozenset(fields["used_steps"]), Attempts(**fields["attempts"])
    read = {"used_steps": used, "attempts": attempts, "tags": _tags(fields)}
    return VirtualMfaDevice(**{**fields, **read})


def _tags(fields: Mapping[str, Any]) -> tuple[Tag, ...]:
    return tuple(Tag(**tag) for tag in fields.get("tags", ()))
