"""Decide who may assume a role, and for how long.

Rule: the account's users and sessions may call AssumeRole, so the role's trust policy decides. AWS
says the same of a role that doesn't exist and of one that doesn't trust the caller. A session that
a code was checked for has MFA; credentials of a role never have, whatever its trust policy asked.

Source: STS API Reference, AssumeRole; IAM User Guide, MFA-protected API access and role chaining.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam.account import ROOT, Account, user
from mfa_rehearsal.iam.arns import user_arn
from mfa_rehearsal.iam.limits import CHAINED_SESSION_MAX_S, DEFAULT_ROLE_SESSION_S
from mfa_rehearsal.iam.roles import errors
from mfa_rehearsal.iam.roles.conditions import AGE, PRESENT, Context
from mfa_rehearsal.iam.roles.operations import find_role_by_arn
from mfa_rehearsal.iam.roles.trust_policy import (
    ASSUME_ROLE,
    SET_SOURCE_IDENTITY,
    TAG_SESSION,
    allows,
)
from mfa_rehearsal.iam.roles.values import Role, RoleSession


def mfa_context(age_s: int | None) -> Context:
    """Return what temporary credentials of a user say about MFA.

    Args:
        age_s: seconds since the code was checked, or None if there was none.
    """
    return {PRESENT: False} if age_s is None else {PRESENT: True, AGE: age_s}


@dataclass(frozen=True)
class Assumer:
    """Who asks to assume a role.

    Args:
        arn: as the refusal names them.
        names: every name by which a trust policy can mean them.
        context: what conditions may ask for.
        session: of a role, or None for a user.
        is_root: whether it is the root user.
    """

    arn: str
    names: Collection[str]
    context: Context = field(default_factory=dict, hash=False)
    session: RoleSession | None = None
    is_root: bool = False


def user_assumer(account: Account, user_name: str, context: Context) -> Assumer:
    """Return a user who asks.

    Raises:
        Refusal: no-such-user.
    """
    found, arn = user(account, user_name), user_arn(account, user(account, user_name))
    names = {_account_arn(account), found.user_id}
    return Assumer(arn, names, context, is_root=user_name == ROOT)


def session_assumer(account: Account, session: RoleSession) -> Assumer:
    """Return a role's session that asks: role chaining."""
    names = {_account_arn(account), session.role_id, session.arn}
    return Assumer(session.arn, names, session=session)


def check_assume_role(
    account: Account,
    arn: str,
    who: Assumer,
    duration_s: int = DEFAULT_ROLE_SESSION_S,
    source_identity: str = "",
    *,
    has_tags: bool = False,
) -> Role:
    """Return the role that `who` may assume.

    Args:
        account: whose role it is.
        arn: the role's.
        who: who asks.
        duration_s: how long the session is to last.
        source_identity: what the session is to carry, or "".
        has_tags: whether the session is to have tags.

    Raises:
        Refusal: root-assumes-no-role, no-such-role, role-needs-mfa, role-not-trusted,
            source-identity-fixed, source-identity-not-allowed, session-tags-not-allowed,
            session-too-long.
    """
    if who.is_root:
        raise errors.ROOT_ASSUMES_NOTHING.because("root-assumes-no-role")
    found = find_role_by_arn(account, arn)
    if found is None:
        raise errors.not_authorized(who.arn, ASSUME_ROLE, arn).because("no-such-role")
    if not allows(found.trust_policy, ASSUME_ROLE, who.names, who.context):
        raise _not_trusted(found, arn, who)
    _check_source_identity(found, arn, who, source_identity)
    if has_tags and not allows(found.trust_policy, TAG_SESSION, who.names, who.context):
        answer = errors.not_authorized(who.arn, TAG_SESSION, arn)
        raise answer.because("session-tags-not-allowed")
    if duration_s > found.max_session_s:
        raise errors.SESSION_TOO_LONG.because("session-too-long", limit=found.max_session_s)
    if who.session is not None and duration_s > CHAINED_SESSION_MAX_S:
        raise errors.CHAINED_TOO_LONG.because("session-too-long", limit=CHAINED_SESSION_MAX_S)
    return found


def _not_trusted(found: Role, arn: str, who: Assumer) -> Refusal:
    """Return the refusal, and say whether a code would have helped."""
    answer = errors.not_authorized(who.arn, ASSUME_ROLE, arn)
    if allows(found.trust_policy, ASSUME_ROLE, who.names, mfa_context(0)):
        return answer.because("role-needs-mfa")
    return answer.because("role-not-trusted")


def _check_source_identity(found: Role, arn: str, who: Assumer, source_identity: str) -> None:
    """Check a source identity, which a chain of roles keeps from its first session on."""
    if not source_identity:
        return
    answer = errors.not_authorized(who.arn, SET_SOURCE_IDENTITY, arn)
    fixed = who.session.source_identity if who.session else ""
    if fixed not in ("", source_identity):
        raise answer.because("source-identity-fixed", fixed=fixed)
    if not allows(found.trust_policy, SET_SOURCE_IDENTITY, who.names, who.context):
        raise answer.because("source-identity-not-allowed")


def _account_arn(account: Account) -> str:
    return f"arn:aws:iam::{account.account_id}:root"
