"""Operations on IAM users: create, find, delete.

Rule: as with devices, each operation takes an account and returns a new one. Root is never created
or deleted. Callers pass the random ids.
"""

from dataclasses import replace
from typing import Any, TypeVar

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import account_errors, errors
from mfa_rehearsal.iam.account import (
    ROOT,
    Account,
    User,
    name_is_taken,
    user,
    with_user,
    without_user,
)
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import USERS_PER_ACCOUNT
from mfa_rehearsal.iam.mfa_devices import mfa_devices_of
from mfa_rehearsal.iam.tags import Tag, tagged

C = TypeVar("C", bound=Indexed[Any])


def create_user(
    account: Account,
    user_name: str,
    user_id: str,
    now: UnixSeconds,
    path: str = "/",
    tags: tuple[Tag, ...] = (),
) -> Account:
    """Return the account with one more IAM user, who cannot sign in to the console.

    Args:
        account: the account as it is.
        user_name: not taken yet, ignoring case.
        user_id: a random id that the caller has drawn.
        now: true time, the user's creation date.
        path: "/", or a path that begins and ends with a slash.
        tags: at most 50.

    Raises:
        Refusal: user-name-taken, too-many-users, or a cause for the tags.

    Source: IAM API Reference, CreateUser.
    """
    if name_is_taken(account, user_name):
        raise errors.user_name_taken(user_name).because("user-name-taken")
    if len(account.users) > USERS_PER_ACCOUNT:
        raise errors.TOO_MANY_USERS.because("too-many-users", limit=USERS_PER_ACCOUNT)
    added = tagged((), tags, by_case=False)
    created = User(user_name, path=path, user_id=user_id, create_date=now, tags=added)
    return with_user(account, created)


def iam_user(account: Account, user_name: str) -> User:
    """Return an IAM user by name.

    Raises:
        Refusal: no-such-user; root-only-in-console for root, which has no user name in the API.
    """
    if user_name == ROOT:
        raise errors.ROOT_IN_CONSOLE_ONLY.because("root-only-in-console")
    return user(account, user_name)


def calling_user(account: Account, user_name: str) -> User:
    """Return the user who calls, for a request that names none.

    Args:
        account: the account as it is.
        user_name: the caller's, or "" in a role's session.

    Raises:
        Refusal: user-name-required, no-such-user.
    """
    if not user_name:
        raise errors.USER_NAME_REQUIRED.because("user-name-required")
    return user(account, user_name)


def delete_user(account: Account, user_name: str) -> Account:
    """Return the account without the user.

    Raises:
        Refusal: no-such-user, root-only-in-console, user-has-access-keys, user-has-devices,
            user-has-password.

    Source: IAM API Reference, DeleteUser.
    """
    found = iam_user(account, user_name)
    if account.access_keys.of_group(found.user_name):
        raise errors.STILL_HAS_KEYS.because("user-has-access-keys")
    if mfa_devices_of(account, found.user_name):
        raise errors.STILL_HAS_DEVICES.because("user-has-devices")
    if found.password:
        raise account_errors.STILL_HAS_PROFILE.because("user-has-password")
    return without_user(account, found.user_name)


def calling_iam_user(account: Account, user_name: str) -> User:
    """Return the IAM user who calls, for a request about MFA that names none.

    Raises:
        Refusal: user-name-required, also for root, whose own MFA changes only in the console.

    Source: IAM API Reference, DeactivateMFADevice. That AWS says the same of root is inference.
    """
    return calling_user(account, "" if user_name == ROOT else user_name)


def update_user(account: Account, user_name: str, new_name: str, new_path: str) -> Account:
    """Return the account with another name or path of the user, whose credentials follow.

    Raises:
        Refusal: no-such-user, root-only-in-console, user-name-taken.

    Source: IAM API Reference, UpdateUser.
    """
    found = iam_user(account, user_name)
    if new_name.lower() != found.user_name.lower() and name_is_taken(account, new_name):
        raise errors.user_name_taken(new_name).because("user-name-taken")
    left = account if new_name == found.user_name else without_user(account, found.user_name)
    moved = with_user(left, replace(found, user_name=new_name, path=new_path))
    return replace(
        moved,
        devices=_given(moved.devices, found.user_name, new_name),
        passkeys=_given(moved.passkeys, found.user_name, new_name),
        access_keys=_given(moved.access_keys, found.user_name, new_name),
    )


def _given(owned: C, old_name: str, new_name: str) -> C:
    """Return devices or keys after those of one name belong to another."""
    for item in owned.of_group(old_name) if new_name != old_name else ():
        owned = owned.put(replace(item, user_name=new_name))
    return owned


def tag_user(account: Account, user_name: str, tags: tuple[Tag, ...]) -> Account:
    """Return the account with tags added to the user.

    Raises:
        Refusal: no-such-user, root-only-in-console, or a cause for the tags.

    Source: IAM API Reference, TagUser.
    """
    found = iam_user(account, user_name)
    return with_user(account, replace(found, tags=tagged(found.tags, tags, by_case=False)))


def untag_user(account: Account, user_name: str, keys: tuple[str, ...]) -> Account:
    """Return the account with these tag keys removed from the user, ignoring case.

    Raises:
        Refusal: no-such-user, root-only-in-console.

    Source: IAM API Reference, UntagUser.
    """
    found, removed = iam_user(account, user_name), {key.lower() for key in keys}
    left = tuple(tag for tag in found.tags if tag.key.lower() not in removed)
    return with_user(account, replace(found, tags=left))
