"""CloudTrail's one operation here: look up the account's events, newest first.

Rule: it only reads the event log. A page's token contains the number of its last event and is valid
for one query, so that new events neither repeat nor hide old ones.

Source: CloudTrail API Reference, LookupEvents; that "True" and a start in the future are refused is
observed (radkawar/stackd). The messages of these errors are ours.
"""

import json
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any
from zlib import crc32

from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import decode_marker, encode_marker
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.state.event_log import event_id
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.cloudtrail import document, resources

PAGE_SIZE = 50
"""Events on a page without MaxResults. Source: the model's documentation."""

QUERY_PARAMETERS = ("LookupAttributes", "StartTime", "EndTime")
"""What a token is valid for. Source: the model's documentation of NextToken."""

READ_ONLY_VALUES = {True: "true", False: "false"}

NumberedEvent = tuple[int, Event]


def lookup_events(call: Call) -> Outcome:
    """Return the newest events that match. There are no Insights events."""
    parameters, limit = call.parameters, call.parameters.get("MaxResults", PAGE_SIZE)
    matches, last = _filter(call), _last_number(parameters)
    if "EventCategory" in parameters:
        return Outcome(call.account, {"Events": []})
    older = (each for each in call.event_log.newest_first() if last is None or each[0] < last)
    found = list(islice(filter(matches, older), limit + 1))
    page = {"Events": [_describe(call.account, *each) for each in found[:limit]]}
    more = {"NextToken": _token(parameters, found[limit - 1][0])} if len(found) > limit else {}
    return Outcome(call.account, page | more)


ATTRIBUTES: Mapping[str, Callable[[str, int, Event], tuple[str, ...]]] = {
    "AccessKeyId": lambda _, __, event: (event.identity.access_key_id,),
    "EventId": lambda account_id, number, _: (event_id(account_id, number),),
    "EventName": lambda _, __, event: (event.name,),
    "EventSource": lambda _, __, event: (event.source,),
    "ReadOnly": lambda _, __, event: (READ_ONLY_VALUES[event.read_only],),
    "ResourceName": lambda _, __, event: tuple(name for _, name in resources(event)),
    "ResourceType": lambda _, __, event: tuple(kind for kind, _ in resources(event)),
    "Username": lambda _, __, event: (event.identity.user_name,),
}
"""An event's values of each attribute, from the account's ID, the event's number and the event."""


def _filter(call: Call) -> Callable[[NumberedEvent], bool]:
    first, last = _times(call)
    key, value = _attribute(call.parameters)
    values, account_id = ATTRIBUTES[key] if key else None, call.account.account_id

    def matches(each: NumberedEvent) -> bool:
        has_value = values is None or value in values(account_id, *each)
        return has_value and first <= each[1].time <= last

    return matches


def _attribute(parameters: Mapping[str, Any]) -> tuple[str, str]:
    attributes = parameters.get("LookupAttributes", [])
    if len(attributes) > 1:
        raise _invalid("LookupAttributes", "Look up events by one attribute at a time.")
    for each in attributes:
        key, value = each["AttributeKey"], each["AttributeValue"]
        if key == "ReadOnly" and value not in READ_ONLY_VALUES.values():
            raise _invalid("LookupAttributes", "ReadOnly must be true or false.")
        return key, value
    return "", ""


def _times(call: Call) -> tuple[float, float]:
    parameters = call.parameters
    first, last = parameters.get("StartTime", 0), parameters.get("EndTime", float("inf"))
    if first > min(last, call.now):
        raise _invalid("TimeRange", "StartTime is after EndTime, or in the future.")
    return first, last


def _last_number(parameters: Mapping[str, Any]) -> int | None:
    """Return the number of the previous page's last event, or None on the first page."""
    if "NextToken" not in parameters:
        return None
    try:
        number, fingerprint = decode_marker(parameters["NextToken"]).split("/")
        if int(fingerprint) == _fingerprint(parameters):
            return int(number)
    except ValueError:
        pass
    raise _invalid("NextToken", "This NextToken does not belong to this query.")


def _token(parameters: Mapping[str, Any], number: int) -> str:
    return encode_marker(f"{number}/{_fingerprint(parameters)}")


def _fingerprint(parameters: Mapping[str, Any]) -> int:
    return crc32(json.dumps([parameters.get(name) for name in QUERY_PARAMETERS]).encode())


def _describe(account: Account, number: int, event: Event) -> Mapping[str, Any]:
    id_, key = event_id(account.account_id, number), event.identity.access_key_id
    return {
        "EventId": id_,
        "EventName": event.name,
        "ReadOnly": READ_ONLY_VALUES[event.read_only],
        **({"AccessKeyId": key} if key else {}),
        "EventTime": event.time,
        "EventSource": event.source,
        "Username": event.identity.user_name,
        "Resources": [
            {"ResourceType": kind, "ResourceName": name} for kind, name in resources(event)
        ],
        "CloudTrailEvent": json.dumps(document(event, account, id_)),
    }


def _invalid(what: str, message: str) -> ServiceError:
    return ServiceError(f"Invalid{what}Exception", 400, message)
