"""Attestation objects: the format "none" byte by byte, and others as far as they can be read."""

import pytest
from mfa_rehearsal.webauthn import cbor
from mfa_rehearsal.webauthn.attestation import (
    AttestationObject,
    read_attestation,
    write_attestation,
)
from mfa_rehearsal.webauthn.format_error import FormatError


def test_the_format_none_says_nothing() -> None:
    data = write_attestation(b"data")
    assert data.hex() == (
        "a3"
        + "63666d74"
        + "646e6f6e65"
        + "6761747453746d74"
        + "a0"
        + "686175746844617461"
        + "4464617461"
    )
    assert read_attestation(data) == AttestationObject("none", {}, b"data")


def test_other_formats_are_read() -> None:
    statement: dict[cbor.Key, cbor.Value] = {"alg": -7, "sig": b"signature"}
    data = cbor.encode({"fmt": "packed", "attStmt": statement, "authData": b""})
    assert read_attestation(data) == AttestationObject("packed", statement, b"")


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        "none",
        {"fmt": "none", "attStmt": {}},
        {"fmt": "none", "authData": b""},
        {"attStmt": {}, "authData": b""},
        {"fmt": b"none", "attStmt": {}, "authData": b""},
        {"fmt": "none", "attStmt": [], "authData": b""},
        {"fmt": "none", "attStmt": {}, "authData": ""},
        {"fmt": "none", "attStmt": {}, "authData": b"", "more": 1},
    ],
)
def test_anything_else_is_refused(value: cbor.Value) -> None:
    with pytest.raises(FormatError, match="not a map of fmt, attStmt and authData"):
        read_attestation(cbor.encode(value))


def test_bytes_that_are_not_cbor_are_refused() -> None:
    with pytest.raises(FormatError, match="CBOR"):
        read_attestation(b"\xff")
