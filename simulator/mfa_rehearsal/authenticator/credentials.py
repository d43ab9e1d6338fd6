"""What an authenticator keeps: credentials, each a private key for one site.

Rule: values only, which cost a start nothing. `passkeys` has the ceremonies.

Two kinds: a synced authenticator keeps passkeys with a provider, so that they survive the device,
and doesn't count signatures. On a device-bound one, such as a security key, keys never leave and
every signature raises a counter.

Source: WebAuthn Level 3, section 4. That synced passkeys don't count is observed with today's
providers.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["synced", "device-bound"]
Gesture = Literal["touch", "verified"]
"""A touch shows that someone is there; a fingerprint, face or PIN also shows who."""


@dataclass(frozen=True)
class Credential:
    """A private key and what it is for: WebAuthn's public key credential source.

    Args:
        credential_id: 32 random bytes.
        rp_id: the site that it signs for.
        user_handle: the site's ID of the user.
        user_name: the site's name of the user, to choose by.
        sign_count: signatures made, if the authenticator counts.
    """

    credential_id: bytes
    private_key: int = field(repr=False)
    rp_id: str
    user_handle: bytes
    user_name: str
    sign_count: int = 0


@dataclass(frozen=True)
class Authenticator:
    """A device or a provider that keeps credentials.

    Args:
        aaguid: 16 bytes, the model; all zero if it doesn't say.
        credentials: in the order in which they were made.
    """

    kind: Kind
    credentials: tuple[Credential, ...] = ()
    aaguid: bytes = bytes(16)
