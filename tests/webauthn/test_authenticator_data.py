"""Authenticator data, byte by byte."""

import pytest
from mfa_rehearsal.webauthn import cbor, es256
from mfa_rehearsal.webauthn.authenticator_data import (
    AttestedCredential,
    AuthenticatorData,
    Flags,
    read_authenticator_data,
    rp_id_hash,
    write_authenticator_data,
)
from mfa_rehearsal.webauthn.format_error import FormatError

HASH = rp_id_hash("example.com")
KEY = es256.public_key(es256.private_key(b"seed"))
NEW = AttestedCredential(bytes(range(16)), b"credential", KEY)
PRESENT = AuthenticatorData(HASH, Flags.USER_PRESENT, 258)
CREATED = AuthenticatorData(HASH, Flags.USER_PRESENT | Flags.ATTESTED_CREDENTIAL, 0, NEW)


def test_without_a_credential_it_is_37_bytes() -> None:
    data = write_authenticator_data(PRESENT)
    assert data == HASH + b"\x01" + b"\x00\x00\x01\x02"
    assert read_authenticator_data(data) == PRESENT


def test_with_a_credential_model_id_and_key_follow() -> None:
    data = write_authenticator_data(CREATED)
    assert data[37:65] == bytes(range(16)) + b"\x00\x0a" + b"credential"
    assert read_authenticator_data(data) == CREATED


def test_the_hash_is_of_the_domain() -> None:
    assert HASH.hex() == "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947"


def test_extensions_are_read_over() -> None:
    flags = Flags.USER_PRESENT | Flags.EXTENSIONS
    data = HASH + bytes((flags,)) + bytes(4) + cbor.encode({"credProtect": 2})
    assert read_authenticator_data(data) == AuthenticatorData(HASH, flags, 0)


@pytest.mark.parametrize("length", [0, 1, 32, 36])
def test_data_that_is_too_short_is_refused(length: int) -> None:
    with pytest.raises(FormatError, match=f"only {length} bytes"):
        read_authenticator_data(write_authenticator_data(PRESENT)[:length])


@pytest.mark.parametrize("length", [37, 54, 55, 64, 65, 141])
def test_a_credential_that_is_cut_off_is_refused(length: int) -> None:
    data = write_authenticator_data(CREATED)
    assert len(data) == 142
    with pytest.raises(FormatError, match="cut off"):
        read_authenticator_data(data[:length])


def fixed(flags: int, rest: bytes) -> bytes:
    return HASH + bytes((flags,)) + bytes(4) + rest


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (fixed(0x01, b"\0"), "1 of the 38 bytes"),
        (write_authenticator_data(CREATED) + b"\0", "left over"),
        (fixed(0x81, b"\x01"), "aren't a map"),
        (fixed(0x81, b""), "cut off"),
        (fixed(0x41, bytes(16) + b"\x04\x00" + bytes(1024)), "1024 bytes, over 1023"),
        (fixed(0x41, bytes(16) + b"\x00\x00" + b"\x80"), "not a map"),
    ],
)
def test_anything_else_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_authenticator_data(data)


def test_the_longest_credential_id_is_read() -> None:
    longest = AttestedCredential(bytes(16), bytes(1023), KEY)
    data = AuthenticatorData(HASH, Flags.ATTESTED_CREDENTIAL, 2**32 - 1, longest)
    assert read_authenticator_data(write_authenticator_data(data)) == data
