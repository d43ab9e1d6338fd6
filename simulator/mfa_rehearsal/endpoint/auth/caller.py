"""Which user a request comes from."""

from dataclasses import dataclass

from mfa_rehearsal.endpoint.auth.session_tokens import Session
from mfa_rehearsal.iam.activity import SessionContext
from mfa_rehearsal.iam.roles.values import RoleSession


@dataclass(frozen=True)
class Caller:
    """Who makes a request.

    Args:
        user_name: an IAM user's, or ROOT; "" in a role's session.
        is_named: whether the credentials name this user, or no user in particular.
        session: of temporary credentials, or None.
    """

    user_name: str
    is_named: bool
    session: Session | None = None

    @property
    def has_mfa(self) -> bool:
        """Whether a code was checked for these credentials (`aws:MultiFactorAuthPresent`)."""
        return self.session is not None and self.session.has_mfa

    @property
    def role(self) -> RoleSession | None:
        """The role's session that the credentials belong to, or None if they are a user's."""
        return self.session.role if self.session else None

    @property
    def context(self) -> SessionContext | None:
        """What events say about the session, or None without one."""
        found = self.session
        return SessionContext(found.issued_at, found.has_mfa, found.role) if found else None
