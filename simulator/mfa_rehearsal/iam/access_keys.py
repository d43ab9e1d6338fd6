"""Operations on access keys: create, find, update, delete, and note that one was used.

Rule: as with devices, each takes an account and returns a new one. Callers pass the random IDs.

Source: IAM API Reference, the five operations on access keys.
"""

from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import Account, user
from mfa_rehearsal.iam.credentials import AccessKey, KeyStatus, KeyUse
from mfa_rehearsal.iam.limits import QUOTAS


def create_access_key(
    account: Account, user_name: str, access_key_id: str, secret: str, now: UnixSeconds
) -> Account:
    """Return the account with one more access key.

    Raises:
        Refusal: no-such-user, too-many-access-keys.
    """
    owner, limit = user(account, user_name), QUOTAS["AccessKeysPerUserQuota"]
    if len(account.access_keys.of_group(owner.user_name)) >= limit:
        raise errors.KEYS_FULL.because("too-many-access-keys", limit=limit)
    created = AccessKey(access_key_id, owner.user_name, secret, now)
    return replace(account, access_keys=account.access_keys.put(created))


def access_key(account: Account, access_key_id: str, user_name: str | None = None) -> AccessKey:
    """Return an access key by ID, if it is the user's.

    Raises:
        Refusal: no-such-access-key.
    """
    found = account.access_keys.find(access_key_id)
    if found is None or user_name not in (None, found.user_name):
        raise errors.no_such_access_key(access_key_id).because("no-such-access-key")
    return found


def update_access_key(
    account: Account, user_name: str, access_key_id: str, status: KeyStatus
) -> Account:
    """Return the account with the key active or inactive.

    Raises:
        Refusal: no-such-user, no-such-access-key.
    """
    found = access_key(account, access_key_id, user(account, user_name).user_name)
    return replace(account, access_keys=account.access_keys.put(replace(found, status=status)))


def delete_access_key(account: Account, user_name: str, access_key_id: str) -> Account:
    """Return the account without the key.

    Raises:
        Refusal: no-such-user, no-such-access-key.
    """
    found = access_key(account, access_key_id, user(account, user_name).user_name)
    return replace(account, access_keys=account.access_keys.drop(found.access_key_id))


def used(account: Account, access_key_id: str, use: KeyUse) -> Account:
    """Return the account in which one of its keys was used.

    Raises:
        Refusal: no-such-access-key.
    """
    found = access_key(account, access_key_id)
    if found.last_used == use:
        return account
    return replace(account, access_keys=account.access_keys.put(replace(found, last_used=use)))
