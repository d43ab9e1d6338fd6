"""CloudTrail's one operation here: look up what was asked of the account, newest first.

Rule: it only reads the trail. A page's token holds the number of its last event and stands for one
query alone, so that what happens meanwhile neither repeats nor hides the rest.

Source: CloudTrail API Reference, LookupEvents; that "True" and a start in the future are refused is
observed (radkawar/stackd). The words of these refusals are ours.
"""

import json
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any
from zlib import crc32

from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import open_marker, seal_marker
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.state.event_log import event_id
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.cloudtrail import document, resources

PAGE = 50
"""Events on a page if MaxResults is not given. Source: the model's documentation."""

QUERY = ("LookupAttributes", "StartTime", "EndTime")
"""What a token stands for. Source: the model's documentation of NextToken."""

TRUTH = {True: "true", False: "false"}

Numbered = tuple[int, Event]


def lookup_events(call: Call) -> Outcome:
    """Tell of the newest events that match; of Insights events there are none."""
    given, limit = call.given, call.given.get("MaxResults", PAGE)
    wanted, last = _wanted(call), _last_told(given)
    if "EventCategory" in given:
        return Outcome(call.account, {"Events": []})
    older = (each for each in call.event_log.newest_first() if last is None or each[0] < last)
    found = list(islice(filter(wanted, older), limit + 1))
    page = {"Events": [_tell(call.account, *each) for each in found[:limit]]}
    more = {"NextToken": _token(given, found[limit - 1][0])} if len(found) > limit else {}
    return Outcome(call.account, page | more)


ATTRIBUTES: Mapping[str, Callable[[str, int, Event], tuple[str, ...]]] = {
    "AccessKeyId": lambda _, __, event: (event.identity.access_key_id,),
    "EventId": lambda account_id, number, _: (event_id(account_id, number),),
    "EventName": lambda _, __, event: (event.name,),
    "EventSource": lambda _, __, event: (event.source,),
    "ReadOnly": lambda _, __, event: (TRUTH[event.read_only],),
    "ResourceName": lambda _, __, event: tuple(name for _, name in resources(event)),
    "ResourceType": lambda _, __, event: tuple(kind for kind, _ in resources(event)),
    "Username": lambda _, __, event: (event.identity.user_name,),
}
"""What an event has to be looked up by, from the account's id, the event's number and the event."""


def _wanted(call: Call) -> Callable[[Numbered], bool]:
    first, last = _times(call)
    key, value = _attribute(call.given)
    values, account_id = ATTRIBUTES[key] if key else None, call.account.account_id

    def wanted(each: Numbered) -> bool:
        fits = values is None or value in values(account_id, *each)
        return fits and first <= each[1].time <= last

    return wanted


def _attribute(given: Mapping[str, Any]) -> tuple[str, str]:
    attributes = given.get("LookupAttributes", [])
    if len(attributes) > 1:
        raise _not_valid("LookupAttributes", "Look up events by one attribute at a time.")
    for each in attributes:
        if each["AttributeKey"] == "ReadOnly" and each["AttributeValue"] not in TRUTH.values():
            raise _not_valid("LookupAttributes", "ReadOnly must be true or false.")
        return each["AttributeKey"], each["AttributeValue"]
    return "", ""


def _times(call: Call) -> tuple[float, float]:
    first, last = call.given.get("StartTime", 0), call.given.get("EndTime", float("inf"))
    if first > min(last, call.now):
        raise _not_valid("TimeRange", "StartTime is after EndTime, or in the future.")
    return first, last


def _last_told(given: Mapping[str, Any]) -> int | None:
    if "NextToken" not in given:
        return None
    try:
        number, query = open_marker(given["NextToken"]).split("/")
        if int(query) == _fingerprint(given):
            return int(number)
    except ValueError:
        pass
    raise _not_valid("NextToken", "This NextToken does not belong to this query.")


def _token(given: Mapping[str, Any], number: int) -> str:
    return seal_marker(f"{number}/{_fingerprint(given)}")


def _fingerprint(given: Mapping[str, Any]) -> int:
    return crc32(json.dumps([given.get(name) for name in QUERY]).encode())


def _tell(account: Account, number: int, event: Event) -> Mapping[str, Any]:
    told_id, key = event_id(account.account_id, number), event.identity.access_key_id
    return {
        "EventId": told_id,
        "EventName": event.name,
        "ReadOnly": TRUTH[event.read_only],
        **({"AccessKeyId": key} if key else {}),
        "EventTime": event.time,
        "EventSource": event.source,
        "Username": event.identity.user_name,
        "Resources": [
            {"ResourceType": kind, "ResourceName": name} for kind, name in resources(event)
        ],
        "CloudTrailEvent": json.dumps(document(event, account, told_id)),
    }


def _not_valid(what: str, message: str) -> ServiceError:
    return ServiceError(f"Invalid{what}Exception", 400, message)
