"""Events as JSON, for the store.

Rule: each request has an event, so writing one skips deep copies and empty fields. A value read
back equals the one written.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from mfa_rehearsal.endpoint.state.records import read_record
from mfa_rehearsal.iam.activity import Event, Identity, SessionContext
from mfa_rehearsal.iam.roles.values import RoleSession

EVENT_FIELDS = tuple(field.name for field in fields(Event))
IDENTITY_FIELDS = tuple(field.name for field in fields(Identity))
EMPTY: tuple[object, ...] = ("", {}, None)


def write_event(event: Event) -> str:
    """Return an event as JSON."""
    identity = _non_empty(event.identity, IDENTITY_FIELDS)
    if event.identity.session is not None:
        identity["session"] = asdict(event.identity.session)
    return json.dumps(_non_empty(event, EVENT_FIELDS) | {"identity": identity})


def read_event(record: str) -> Event:
    """Return the event in a record.

    Raises:
        ValueError: the record is invalid.
    """

    def build(members: Mapping[str, Any]) -> Event:
        identity = members["identity"]
        session = identity.get("session")
        who = Identity(**{**identity, "session": session and _session(session)})
        return Event(**{**members, "identity": who})

    return read_record(record, Event, build)


def _session(members: Mapping[str, Any]) -> SessionContext:
    role = members.get("role")
    return SessionContext(**{**members, "role": role and RoleSession(**role)})


def _non_empty(value: Event | Identity, names: Iterable[str]) -> dict[str, Any]:
    return {name: each for name in names if (each := getattr(value, name)) not in EMPTY}
