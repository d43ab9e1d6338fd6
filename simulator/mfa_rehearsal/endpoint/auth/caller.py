"""Which user a request comes from."""

from dataclasses import dataclass

from mfa_rehearsal.endpoint.auth.session_tokens import Session


@dataclass(frozen=True)
class Caller:
    """Who makes a request.

    Args:
        user_name: an IAM user's, or ROOT.
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
