"""Operations on roles: create, find, update, delete, tag.

Rule: as with users, each takes an account and returns a new one. Callers pass the random IDs.

Source: IAM API Reference, the operations on roles.
"""

import re
from dataclasses import replace

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.account import Account
from mfa_rehearsal.iam.arns import user_arn
from mfa_rehearsal.iam.credentials import KeyUse
from mfa_rehearsal.iam.limits import DEFAULT_ROLE_SESSION_S, QUOTAS
from mfa_rehearsal.iam.roles import errors
from mfa_rehearsal.iam.roles.trust_policy import (
    ANYONE,
    principals_in,
    statements,
    with_principals,
)
from mfa_rehearsal.iam.roles.values import Role, role_arn
from mfa_rehearsal.iam.tags import Tag, tagged

ARN_OR_ANYONE = re.compile(r"arn:|\*")
PRINCIPAL = re.compile(
    r"arn:aws:(?:iam|sts)::(?P<account>[0-9]{12}):"
    r"(?P<what>root|user/[!-~]+|role/[!-~]+|assumed-role/[^/]+/[^/]+)"
)


def create_role(
    account: Account,
    role_name: str,
    role_id: str,
    trust_policy: str,
    now: UnixSeconds,
    path: str = "/",
    description: str = "",
    max_session_s: int = DEFAULT_ROLE_SESSION_S,
    tags: tuple[Tag, ...] = (),
) -> Account:
    """Return the account with one more role.

    Args:
        account: the account as it is.
        role_name: not taken yet, ignoring case.
        role_id: a random ID that the caller has drawn.
        trust_policy: as JSON, naming principals by their ARNs.
        now: true time, the role's creation date.
        path: "/", or a path that begins and ends with a slash.
        description: any text.
        max_session_s: the longest session, from one to twelve hours.
        tags: at most 50.

    Raises:
        Refusal: role-name-taken, too-many-roles, a cause for the trust policy or for the tags.
    """
    if account.roles.of_group(role_name.lower()):
        raise errors.role_name_taken(role_name).because("role-name-taken")
    limit = QUOTAS["RolesQuota"]
    if len(account.roles) >= limit:
        raise errors.TOO_MANY_ROLES.because("too-many-roles", limit=limit)
    policy, added = _stored(account, trust_policy), tagged((), tags, by_case=False)
    created = Role(role_name, role_id, policy, now, path, description, max_session_s, added)
    return _with_role(account, created)


def role(account: Account, role_name: str) -> Role:
    """Return a role by name.

    Raises:
        Refusal: no-such-role.
    """
    found = account.roles.find(role_name)
    if found is None:
        raise errors.no_such_role(role_name).because("no-such-role")
    return found


def find_role_by_arn(account: Account, arn: str) -> Role | None:
    """Return a role by its ARN, or None."""
    found = account.roles.find(arn.rpartition("/")[2])
    return found if found and role_arn(account.account_id, found) == arn else None


def update_role(
    account: Account, role_name: str, description: str | None, max_session_s: int | None
) -> Account:
    """Return the account with another description or longest session of the role.

    Raises:
        Refusal: no-such-role.
    """
    found = role(account, role_name)
    text = found.description if description is None else description
    longest = found.max_session_s if max_session_s is None else max_session_s
    return _with_role(account, replace(found, description=text, max_session_s=longest))


def update_trust_policy(account: Account, role_name: str, trust_policy: str) -> Account:
    """Return the account with another trust policy of the role.

    Raises:
        Refusal: no-such-role, or a cause for the trust policy.
    """
    changed = replace(role(account, role_name), trust_policy=_stored(account, trust_policy))
    return _with_role(account, changed)


def delete_role(account: Account, role_name: str) -> Account:
    """Return the account without the role. Its sessions end with it.

    Raises:
        Refusal: no-such-role.
    """
    return replace(account, roles=account.roles.drop(role(account, role_name).role_name))


def tag_role(account: Account, role_name: str, tags: tuple[Tag, ...]) -> Account:
    """Return the account with tags added to the role.

    Raises:
        Refusal: no-such-role, or a cause for the tags.
    """
    found = role(account, role_name)
    return _with_role(account, replace(found, tags=tagged(found.tags, tags, by_case=False)))


def untag_role(account: Account, role_name: str, keys: tuple[str, ...]) -> Account:
    """Return the account with these tag keys removed from the role, ignoring case.

    Raises:
        Refusal: no-such-role.
    """
    found, removed = role(account, role_name), {key.lower() for key in keys}
    left = tuple(tag for tag in found.tags if tag.key.lower() not in removed)
    return _with_role(account, replace(found, tags=left))


def used_role(account: Account, role_name: str, use: KeyUse) -> Account:
    """Return the account in which a session of the role was used."""
    return _with_role(account, replace(role(account, role_name), last_used=use))


def shown_policy(account: Account, found: Role) -> str:
    """Return a role's trust policy with ARNs; deleted users and roles are left as IDs.

    Source: IAM User Guide, JSON policy elements, Principal.
    """
    ids = {name for name in principals_in(found.trust_policy) if not ARN_OR_ANYONE.match(name)}
    if not ids:
        return found.trust_policy
    users = {each.user_id: user_arn(account, each) for each in account.users if each.user_id in ids}
    roles = {
        each.role_id: role_arn(account.account_id, each)
        for each in account.roles
        if each.role_id in ids
    }
    return with_principals(found.trust_policy, users | roles)


def _stored(account: Account, trust_policy: str) -> str:
    """Return a valid trust policy with IDs for the account's users and roles."""
    statements(trust_policy)
    renamed = {name: _principal(account, name) for name in principals_in(trust_policy)}
    return with_principals(trust_policy, renamed)


def _principal(account: Account, name: str) -> str:
    """Return what a principal is stored as. Those of other accounts are stored as they are."""
    arn = f"arn:aws:iam::{name}:root" if re.fullmatch("[0-9]{12}", name) else name
    if name == ANYONE:
        return name
    found = PRINCIPAL.fullmatch(arn)
    if found is None:
        raise _unknown_principal(name)
    if found["account"] != account.account_id or not found["what"].startswith(("user/", "role/")):
        return arn
    own_id = _own_id(account, arn)
    if not own_id:
        raise _unknown_principal(name)
    return own_id


def _own_id(account: Account, arn: str) -> str:
    assumable = find_role_by_arn(account, arn)
    if assumable is not None:
        return assumable.role_id
    user = account.users.find(arn.rpartition("/")[2])
    return user.user_id if user and user_arn(account, user) == arn else ""


def _unknown_principal(name: str) -> Refusal:
    answer = errors.malformed_policy(f'Invalid principal in policy: "AWS":"{name}"')
    return answer.because("trust-policy-principal-unknown", name=name)


def _with_role(account: Account, changed: Role) -> Account:
    return replace(account, roles=account.roles.put(changed))
