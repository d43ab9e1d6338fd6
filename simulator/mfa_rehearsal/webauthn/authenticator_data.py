"""Authenticator data: what an authenticator says about a ceremony, and a new credential's key.

Rule: reading and writing are inverse. Extensions can be read but are never written.

Source: WebAuthn Level 3, sections 6.1 and 6.5.1.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import Final

from mfa_rehearsal.webauthn import cbor, cose
from mfa_rehearsal.webauthn.format_error import check
from mfa_rehearsal.webauthn.p256 import Point

HASH_BYTES: Final = 32
AAGUID_BYTES: Final = 16
FIXED_BYTES: Final = HASH_BYTES + 1 + 4
MAX_CREDENTIAL_ID_BYTES: Final = 1023
"""Source: WebAuthn Level 3, section 7.1."""


class Flags(IntFlag):
    """What happened in a ceremony, and what the data contains. Two bits are reserved."""

    USER_PRESENT = 0x01
    USER_VERIFIED = 0x04
    BACKUP_ELIGIBLE = 0x08
    BACKED_UP = 0x10
    ATTESTED_CREDENTIAL = 0x40
    EXTENSIONS = 0x80


@dataclass(frozen=True)
class AttestedCredential:
    """A new credential.

    Args:
        aaguid: 16 bytes, the authenticator's model; all zero if it doesn't say.
        credential_id: at most 1023 bytes.
        public_key: for ES256.
    """

    aaguid: bytes
    credential_id: bytes
    public_key: Point


@dataclass(frozen=True)
class AuthenticatorData:
    """What an authenticator says.

    Args:
        rp_id_hash: SHA-256 of the relying party's ID.
        flags: see Flags.
        sign_count: the signature counter, or 0 if the authenticator doesn't count.
        credential: in a registration, the new credential.
    """

    rp_id_hash: bytes
    flags: Flags
    sign_count: int
    credential: AttestedCredential | None = None


def rp_id_hash(rp_id: str) -> bytes:
    """Return the hash by which authenticator data names a relying party."""
    return hashlib.sha256(rp_id.encode()).digest()


def write_authenticator_data(data: AuthenticatorData) -> bytes:
    """Return authenticator data as bytes; the flags must say whether there is a credential."""
    count = data.sign_count.to_bytes(4, "big")
    fixed = data.rp_id_hash + bytes((data.flags,)) + count
    new = data.credential
    if new is None:
        return fixed
    length = len(new.credential_id).to_bytes(2, "big")
    return fixed + new.aaguid + length + new.credential_id + cose.write_key(new.public_key)


def read_authenticator_data(data: bytes) -> AuthenticatorData:
    """Return authenticator data from bytes.

    Raises:
        FormatError: it is malformed; an AlgorithmError if the key is not for ES256.
    """
    check(len(data) >= FIXED_BYTES, f"authenticator data has only {len(data)} bytes")
    flags = Flags(data[HASH_BYTES])
    credential, end = None, FIXED_BYTES
    if Flags.ATTESTED_CREDENTIAL in flags:
        credential, end = _read_credential(data)
    if Flags.EXTENSIONS in flags:
        extensions, end = cbor.decode_first(data, end)
        check(
            isinstance(extensions, Mapping), "authenticator data has extensions that aren't a map"
        )
    left = len(data) - end
    check(not left, f"{left} of the {len(data)} bytes of authenticator data are left over")
    count = int.from_bytes(data[HASH_BYTES + 1 : FIXED_BYTES], "big")
    return AuthenticatorData(data[:HASH_BYTES], flags, count, credential)


def _read_credential(data: bytes) -> tuple[AttestedCredential, int]:
    """Return the credential after the fixed part, and the position after it."""
    start = FIXED_BYTES + AAGUID_BYTES + 2
    check(len(data) >= start, "authenticator data is cut off before the credential ID")
    length = int.from_bytes(data[start - 2 : start], "big")
    check(length <= MAX_CREDENTIAL_ID_BYTES, f"the credential ID has {length} bytes, over 1023")
    key_start = start + length
    check(len(data) >= key_start, "authenticator data is cut off in the credential ID")
    key, end = cbor.decode_first(data, key_start)
    aaguid = data[FIXED_BYTES : FIXED_BYTES + AAGUID_BYTES]
    return AttestedCredential(aaguid, data[start:key_start], cose.read_key(key)), end
