"""Signatures in DER: one encoding for each pair of numbers, and none but that is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal.webauthn.der import read_integers, write_integers
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.p256 import N

NUMBERS = st.integers(0, 2**256 - 1)


@given(NUMBERS, NUMBERS)
def test_what_is_written_is_read_again(first: int, second: int) -> None:
    assert read_integers(write_integers((first, second))) == (first, second)


@given(st.binary(max_size=80))
def test_what_is_read_would_be_written_the_same(data: bytes) -> None:
    try:
        pair = read_integers(data)
    except FormatError:
        return
    assert write_integers(pair) == data


def test_a_number_is_as_short_as_its_sign_allows() -> None:
    assert write_integers((0, 127)).hex() == "3006020100" + "02017f"
    assert write_integers((128, 255)).hex() == "300802020080" + "020200ff"
    assert len(write_integers((N, N))) == 72


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "cut off"),
        ("30", "cut off"),
        ("3000", "cut off"),
        ("3006020101020102" + "00", "left over"),
        ("3009020101020102020103", "more than two"),
        ("3006020101", "cut off"),
        ("3005020101020102", "left over"),
        ("3106020101020102", "tag 0x31"),
        ("3006030101020102", "tag 0x03"),
        ("3006020101040102", "tag 0x04"),
        ("30810602010102" + "0102", "short form"),
        ("3080020101020102" + "0000", "short form"),
        ("30050200020102", "empty"),
        ("3006020181020102", "negative"),
        ("3006020101" + "0201ff", "negative"),
        ("300702020001020102", "needless"),
        ("30070201010202007f", "needless"),
    ],
)
def test_anything_else_is_refused_by_name(data: str, why: str) -> None:
    assert read_integers(bytes.fromhex("3006020101020102")) == (1, 2)
    with pytest.raises(FormatError, match=why):
        read_integers(bytes.fromhex(data))
