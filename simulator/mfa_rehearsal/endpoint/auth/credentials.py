"""Whose credentials sign a request, and which secret they must be signed with.

Rule: the endpoint's own credentials are checked as AWS checks its. The key FAKE-NAME belongs to the
user NAME as long as there is one, a created key to its user while it is active, and a session's
key, token and secret to one another until it expires. Any other key belongs to no user in
particular: its signature is not checked, and it means the first IAM user (root if there is none),
or the device's owner when a code is checked, so tests with any credentials just work.

Source: IAM and STS's answers as reported; GetSessionToken in the STS API Reference: IAM takes no
calls in a user's session without MFA.
"""

import re
from dataclasses import dataclass
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.caller import Caller
from mfa_rehearsal.endpoint.auth.session_tokens import (
    TOKEN_PREFIX,
    Session,
    session_secret,
    unseal,
)
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.iam import Account

OWN_PREFIX: Final = "FAKE"
"""How every access key ID begins that the endpoint issues."""

KEY_PREFIX: Final = "FAKE-"
SECRET_ACCESS_KEY: Final = "not-a-secret"
USER_KEY: Final = re.compile(r"FAKEKEY[A-Z2-7]{13}")
SESSION_KEY: Final = re.compile(r"FAKESESSION[A-Z2-7]{9}")


@dataclass(frozen=True)
class Credentials:
    """Who a request comes from, and the secret that signs it, or None if any does."""

    caller: Caller
    secret_access_key: str | None


def find_credentials(
    account: Account, signature: Signature, session_key: bytes, now: UnixSeconds
) -> Credentials:
    """Return the credentials that a signature names.

    Args:
        account: whose users they may belong to.
        signature: parsed, not yet verified.
        session_key: what session tokens are sealed with.
        now: by the account's clock.

    Raises:
        ServiceError: InvalidClientTokenId, ExpiredToken.
    """
    key, token = signature.access_key_id, signature.session_token
    if not key.startswith(OWN_PREFIX) and not token.startswith(TOKEN_PREFIX):
        return _of_nobody_in_particular(account)
    if SESSION_KEY.fullmatch(key) or token.startswith(TOKEN_PREFIX):
        return _of_session(account, key, token, session_key, now)
    if USER_KEY.fullmatch(key):
        return _of_access_key(account, key, token)
    if not key.startswith(KEY_PREFIX):
        return _of_nobody_in_particular(account)
    name = key.removeprefix(KEY_PREFIX)
    if token or iam.find_user(account, name) is None:
        raise errors.invalid_client_token()
    return Credentials(Caller(name, is_named=True), SECRET_ACCESS_KEY)


def check_service(caller: Caller, service: str) -> None:
    """Check that the caller may call a service at all.

    Raises:
        ServiceError: InvalidClientTokenId, for IAM in a user's session without MFA.
    """
    is_users = caller.session is not None and caller.role is None
    if service == "iam" and is_users and not caller.has_mfa:
        raise errors.invalid_client_token()


def _of_session(
    account: Account, key: str, token: str, session_key: bytes, now: UnixSeconds
) -> Credentials:
    session = unseal(token, session_key)
    if session is None or session.access_key_id != key:
        raise errors.invalid_client_token()
    caller = _session_caller(account, session)
    if caller is None:
        raise errors.invalid_client_token()
    if now >= session.expires_at:
        raise errors.expired_token()
    return Credentials(caller, session_secret(token, session_key))


def _session_caller(account: Account, session: Session) -> Caller | None:
    """Return whose session it is, or None if the user or the role was deleted since."""
    if session.role is not None:
        role = account.roles.find(session.role.role_name)
        is_same = role is not None and role.role_id == session.role.role_id
        return Caller("", is_named=True, session=session) if is_same else None
    user = iam.find_user(account, session.user_name)
    if user is None or user.user_id != session.user_id:
        renamed = (each for each in account.users if each.user_id == session.user_id)
        user = next(renamed, None)
    return Caller(user.user_name, is_named=True, session=session) if user else None


def _of_access_key(account: Account, key: str, token: str) -> Credentials:
    found = account.access_keys.find(key)
    if token or found is None or found.status != "Active":
        raise errors.invalid_client_token()
    return Credentials(Caller(found.user_name, is_named=True), found.secret_access_key)


def _of_nobody_in_particular(account: Account) -> Credentials:
    names = (each.user_name for each in account.users if each.user_name != iam.ROOT)
    return Credentials(Caller(next(names, iam.ROOT), is_named=False), None)
