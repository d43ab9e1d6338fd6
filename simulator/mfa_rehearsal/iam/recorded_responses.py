"""What CloudTrail records of an operation's result: who got which credentials.

Rule: only of operations that create something or issue credentials. Secrets are never recorded.

Source: CloudTrail User Guide, record contents and examples of IAM and STS; recorded events
(mopedjc/cloud-buddy, UserHasMFATest.groovy), which write times in English, without a zone.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.activity import Event

OPERATIONS: Final = {
    "AssumeRole",
    "CreateAccessKey",
    "CreateLoginProfile",
    "CreateUser",
    "GetSessionToken",
}
SECRET: Final = "SecretAccessKey"
TIMES: Final = {"CreateDate", "Expiration"}
"""Members that are times."""

MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
"""strftime's are in the language of the machine."""


def answered(event: Event, result: Mapping[str, Any]) -> Event:
    """Return the event with the result that is recorded, if any."""
    response = recorded_response(event.name, result)
    return replace(event, response=response) if response else event


def recorded_response(operation: str, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is recorded of a result, by the API's names; times are text."""
    return _recorded(result) if operation in OPERATIONS else {}


def _recorded(result: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in result.items() if name != SECRET}


def _value(name: str, value: Any) -> Any:
    if name in TIMES:
        return _time(value)
    return _recorded(value) if isinstance(value, Mapping) else value


def _time(time: UnixSeconds) -> str:
    """Return a time such as "Jun 8, 2018 3:31:37 PM"."""
    at = datetime.fromtimestamp(time, UTC)
    half = "AM" if at.hour < 12 else "PM"
    date = f"{MONTHS[at.month - 1]} {at.day}, {at.year}"
    return f"{date} {at.hour % 12 or 12}:{at:%M:%S} {half}"
