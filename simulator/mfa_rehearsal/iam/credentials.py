"""A user's access keys, and the report about all credentials, as values.

Rule: AWS shows a key's secret once, when it is created, but the account keeps it to check
signatures.
"""

from dataclasses import dataclass, field
from typing import Literal

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.indexed import Indexed

KeyStatus = Literal["Active", "Inactive"]


@dataclass(frozen=True)
class KeyUse:
    """When and for what a key was last used."""

    time: UnixSeconds
    service: str
    region: str


@dataclass(frozen=True)
class AccessKey:
    """An access key of root or of an IAM user."""

    access_key_id: str
    user_name: str
    secret_access_key: str = field(repr=False)
    create_date: UnixSeconds
    status: KeyStatus = "Active"
    last_used: KeyUse | None = None


@dataclass(frozen=True)
class CredentialReport:
    """A credential report.

    Args:
        requested_at: true time when it was asked for.
        content: as CSV.
        polls: how often it was asked for again before it was complete.
    """

    requested_at: UnixSeconds
    content: str
    polls: int = 0


class AccessKeys(Indexed[AccessKey]):
    """Access keys by ID, grouped by their user."""

    @staticmethod
    def key(item: AccessKey) -> str:
        """Return the key's ID."""
        return item.access_key_id

    @staticmethod
    def group(item: AccessKey) -> str | None:
        """Return the name of its user."""
        return item.user_name
