"""IAM's operations on access keys, on top of `mfa_rehearsal.iam.access_keys`.

Rule: this module only converts parameters and results. Without a user name, they are about the
caller.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.users import target_name
from mfa_rehearsal.iam import access_keys
from mfa_rehearsal.iam.credentials import AccessKey

NEVER: Mapping[str, Any] = {"ServiceName": "N/A", "Region": "N/A"}
"""What AWS says of a key that was never used. Source: IAM API Reference, AccessKeyLastUsed."""


def create_access_key(call: Call) -> Outcome:
    """Create a key. No other operation returns its secret."""
    key_id, secret = call.randomness.user_key_id(), call.randomness.user_key_secret()
    name = target_name(call)
    after = access_keys.create_access_key(call.account, name, key_id, secret, call.now)
    created = access_keys.access_key(after, key_id)
    return Outcome(after, {"AccessKey": _describe(created) | {"SecretAccessKey": secret}})


def list_access_keys(call: Call) -> Outcome:
    """List a user's keys."""
    name = iam.user(call.account, target_name(call)).user_name
    keys = sorted(call.account.access_keys.of_group(name), key=lambda each: each.access_key_id)

    def after(key_id: str) -> Iterator[AccessKey]:
        return (each for each in keys if each.access_key_id > key_id)

    listing = Listing(after, lambda each: each.access_key_id, _describe)
    return Outcome(call.account, listing.page("AccessKeyMetadata", call.parameters))


def update_access_key(call: Call) -> Outcome:
    """Make a key active or inactive."""
    key_id, status = call.parameters["AccessKeyId"], call.parameters["Status"]
    return Outcome(access_keys.update_access_key(call.account, target_name(call), key_id, status))


def delete_access_key(call: Call) -> Outcome:
    """Delete a key."""
    key_id = call.parameters["AccessKeyId"]
    return Outcome(access_keys.delete_access_key(call.account, target_name(call), key_id))


def get_access_key_last_used(call: Call) -> Outcome:
    """Return whose key it is, and when and for what it was last used."""
    key = access_keys.access_key(call.account, call.parameters["AccessKeyId"])
    last, owner = NEVER, {} if key.user_name == iam.ROOT else {"UserName": key.user_name}
    if key.last_used is not None:
        use = key.last_used
        last = {"LastUsedDate": use.time, "ServiceName": use.service, "Region": use.region}
    return Outcome(call.account, {**owner, "AccessKeyLastUsed": last})


def _describe(key: AccessKey) -> dict[str, Any]:
    named = {} if key.user_name == iam.ROOT else {"UserName": key.user_name}
    return {
        **named,
        "AccessKeyId": key.access_key_id,
        "Status": key.status,
        "CreateDate": key.create_date,
    }
