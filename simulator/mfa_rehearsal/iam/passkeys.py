"""Passkeys and security keys as an account contains them.

Rule: values only, and nothing about how a signature is checked. AWS calls both "passkey or security
key" and writes u2f in their serial numbers. A passkey always belongs to a user: removing it from
the user deletes it.

Source: WebAuthn Level 3, section 4, credential record.
"""

from dataclasses import dataclass, field

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam.indexed import Indexed


@dataclass(frozen=True)
class Passkey:
    """A passkey or security key of a user.

    Args:
        name: unique among the account's devices of all types.
        credential_id: what the authenticator finds its key by.
        public_key: a point of P-256, the key that its signatures are checked with.
        sign_count: the last signature counter, or 0 if the authenticator doesn't count.
        backup_eligible: whether it can be synced; it never changes.
        backed_up: whether it was synced when it last signed.
        aaguid: the authenticator's model, not attested.
        create_date: true time when it was registered.
    """

    serial_number: str
    name: str
    user_name: str
    credential_id: bytes
    public_key: tuple[int, int] = field(repr=False)
    sign_count: int
    backup_eligible: bool
    backed_up: bool
    aaguid: bytes
    create_date: UnixSeconds

    @property
    def enable_date(self) -> UnixSeconds:
        """When it was assigned, which is when it was created."""
        return self.create_date


class Passkeys(Indexed[Passkey]):
    """Passkeys by serial number, grouped by user."""

    @staticmethod
    def key(item: Passkey) -> str:
        """Return the passkey's serial number."""
        return item.serial_number

    @staticmethod
    def group(item: Passkey) -> str | None:
        """Return the name of the user it belongs to."""
        return item.user_name
