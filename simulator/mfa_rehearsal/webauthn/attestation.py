"""Attestation objects: authenticator data, wrapped with a statement about the authenticator.

Rule: only the format "none" is written, because AWS's wizard takes any authenticator. Any format
can be read, and the relying party decides.

Source: WebAuthn Level 3, sections 6.5 and 8.7.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mfa_rehearsal.webauthn import cbor
from mfa_rehearsal.webauthn.format_error import FormatError

NONE: Final = "none"


@dataclass(frozen=True)
class AttestationObject:
    """An attestation object.

    Args:
        format: the statement's format.
        statement: what the format defines; for "none", an empty map.
        authenticator_data: as bytes.
    """

    format: str
    statement: Mapping[cbor.Key, cbor.Value]
    authenticator_data: bytes


def write_attestation(authenticator_data: bytes) -> bytes:
    """Return an attestation object that says nothing about the authenticator."""
    return cbor.encode({"fmt": NONE, "attStmt": {}, "authData": authenticator_data})


def read_attestation(data: bytes) -> AttestationObject:
    """Return an attestation object from bytes.

    Raises:
        FormatError: it is malformed.
    """
    match cbor.decode(data):
        case {
            "fmt": str(name),
            "attStmt": Mapping() as statement,
            "authData": bytes(inner),
            **more,
        }:
            if not more:
                return AttestationObject(name, statement, inner)
    raise FormatError("the attestation object is not a map of fmt, attStmt and authData")
