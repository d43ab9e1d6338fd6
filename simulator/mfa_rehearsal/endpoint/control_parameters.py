"""Read what a request to the control path asks for.

Rule: a wrong value is a ValueError whose message says what it must be.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.protocol.http import Request

Parameters = Mapping[str, Any]


def parameters_of(request: Request) -> Parameters:
    """Return the JSON object in a request's body; an empty body is an empty object.

    Raises:
        ValueError: the body is not a JSON object.
    """
    try:
        value = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON") from None
    if not isinstance(value, dict):
        raise ValueError("the body is not a JSON object")
    return value


def whole_number(parameters: Parameters, name: str) -> int:
    """Return a parameter that must be a whole number.

    Raises:
        ValueError: it is not, or it is huge.
    """
    value = parameters.get(name)
    if type(value) is not int or abs(value) > 2**48:
        raise ValueError(f"{name} must be a whole number")
    return value


def moment(value: object) -> UnixSeconds:
    """Return a moment, given in seconds since 1970 or as a date; without a zone, it is UTC.

    Raises:
        ValueError: it is neither.
    """
    if type(value) is int:
        return UnixSeconds(value)
    try:
        parsed = datetime.fromisoformat(str(value))
    except ValueError:
        rule = "must be seconds since 1970 or a date such as 2026-11-24T12:00:00Z"
        raise ValueError(f"time {rule}") from None
    return UnixSeconds(int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()))
