"""Roles and their sessions, as values.

Rule: a trust policy is stored as its author wrote it, except that it names the account's users and
roles by their IDs, as in AWS. So a user who is deleted and created again is not trusted again.
"""

from dataclasses import dataclass

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.credentials import KeyUse
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import DEFAULT_ROLE_SESSION_S
from mfa_rehearsal.iam.tags import Tag


@dataclass(frozen=True)
class Role:
    """A role.

    Args:
        role_name: unique in the account, ignoring case.
        role_id: which AWS never reuses.
        trust_policy: as JSON, with IDs for the account's users and roles.
        create_date: true time when it was created.
        path: "/", or a path that begins and ends with a slash.
        max_session_s: the longest session that AssumeRole gives.
        tags: in the order in which their keys were added.
        last_used: when a session of the role was last used, or None.
    """

    role_name: str
    role_id: str
    trust_policy: str
    create_date: UnixSeconds
    path: str = "/"
    description: str = ""
    max_session_s: int = DEFAULT_ROLE_SESSION_S
    tags: tuple[Tag, ...] = ()
    last_used: KeyUse | None = None


@dataclass(frozen=True)
class RoleSession:
    """What makes a session a role's: the role when it was assumed, and the name given then."""

    role_id: str
    role_name: str
    role_arn: str
    session_name: str
    source_identity: str = ""

    @property
    def assumed_role_id(self) -> str:
        """The session's ID."""
        return f"{self.role_id}:{self.session_name}"

    @property
    def arn(self) -> str:
        """The session's ARN, which has no path. Source: IAM User Guide, IAM identifiers."""
        account_id = self.role_arn.split(":")[4]
        named = f"{self.role_name}/{self.session_name}"
        return f"arn:aws:sts::{account_id}:assumed-role/{named}"


class Roles(Indexed[Role]):
    """Roles by exact name, grouped by name without case."""

    @staticmethod
    def key(item: Role) -> str:
        """Return the role's name."""
        return item.role_name

    @staticmethod
    def group(item: Role) -> str | None:
        """Return the name in lower case, which no two roles share."""
        return item.role_name.lower()


def role_arn(account_id: str, role: Role) -> str:
    """Return the ARN of a role."""
    return f"arn:aws:iam::{account_id}:role{role.path}{role.role_name}"
