"""Session tokens: each contains its session, sealed with the endpoint's key.

Rule: the endpoint stores no sessions. A token that was changed, or that another endpoint made, does
not match its seal. The session's secret access key follows from its token, so no two sessions share
one. With a state file, the key is in it, so that sessions outlive the endpoint.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.account import EPOCH
from mfa_rehearsal.iam.roles.values import RoleSession

TOKEN_PREFIX: Final = "FAKE-SESSION-TOKEN-"
SECRET_PREFIX: Final = "fake-secret-"
"""It does not contain "not-a-secret": who masks that one in logs must not change this one."""

SECRET_CHARACTERS: Final = 40
"""Length of AWS's secret access keys. Source: IAM User Guide, managing access keys."""


@dataclass(frozen=True)
class Session:
    """Temporary credentials: whose they are, and until when.

    Args:
        access_key_id: the session's own.
        user_name: an IAM user's, or ROOT; "" for a role's.
        user_id: which a later user of the same name does not have; "" for a role's.
        expires_at: by the account's clock.
        has_mfa: whether they were issued for a code.
        issued_at: by the account's clock.
        role: whose session it is, or None.
    """

    access_key_id: str
    user_name: str
    user_id: str
    expires_at: UnixSeconds
    has_mfa: bool
    issued_at: UnixSeconds = EPOCH
    role: RoleSession | None = None


def seal(session: Session, key: bytes) -> str:
    """Return a session's token."""
    members = {**vars(session), "role": session.role and vars(session.role)}
    content = base64.urlsafe_b64encode(json.dumps(members).encode()).decode("ascii")
    return f"{TOKEN_PREFIX}{content}.{_mac(key, 'token', content)}"


def unseal(token: str, key: bytes) -> Session | None:
    """Return the session in a token, or None if this key did not seal it."""
    content, _, mac = token.removeprefix(TOKEN_PREFIX).partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(key, "token", content).encode()):
        return None
    members: Mapping[str, Any] = json.loads(base64.urlsafe_b64decode(content))
    role = members.get("role")
    return Session(**{**members, "role": role and RoleSession(**role)})


def session_secret(token: str, key: bytes) -> str:
    """Return the secret access key of a token's session."""
    return (SECRET_PREFIX + _mac(key, "secret", token))[:SECRET_CHARACTERS]


def _mac(key: bytes, purpose: str, text: str) -> str:
    return hmac.new(key, f"{purpose}:{text}".encode(), "sha256").hexdigest()
