"""CBOR: the examples of RFC 8949, and everything that the canonical form excludes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal.webauthn.cbor import Value, decode, decode_first, encode
from mfa_rehearsal.webauthn.format_error import FormatError

EXAMPLES: list[tuple[Value, str]] = [
    (0, "00"),
    (1, "01"),
    (10, "0a"),
    (23, "17"),
    (24, "1818"),
    (100, "1864"),
    (255, "18ff"),
    (256, "190100"),
    (1000, "1903e8"),
    (65535, "19ffff"),
    (65536, "1a00010000"),
    (1000000, "1a000f4240"),
    (2**32 - 1, "1affffffff"),
    (2**32, "1b0000000100000000"),
    (1000000000000, "1b000000e8d4a51000"),
    (2**64 - 1, "1bffffffffffffffff"),
    (-1, "20"),
    (-10, "29"),
    (-100, "3863"),
    (-1000, "3903e7"),
    (-(2**64), "3bffffffffffffffff"),
    (False, "f4"),
    (True, "f5"),
    (None, "f6"),
    (b"", "40"),
    (b"\x01\x02\x03\x04", "4401020304"),
    ("", "60"),
    ("IETF", "6449455446"),
    ("\u00fc", "62c3bc"),
    ("\u6c34", "63e6b0b4"),
    ([], "80"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
]
"""Source: RFC 8949, appendix A, and the limits between the lengths."""


@pytest.mark.parametrize(("value", "hexadecimal"), EXAMPLES)
def test_the_examples_of_rfc_8949_are_written_and_read(value: Value, hexadecimal: str) -> None:
    assert encode(value).hex() == hexadecimal
    read = decode(bytes.fromhex(hexadecimal))
    assert read == value
    assert type(read) is type(value)


def test_map_keys_are_sorted_by_type_then_length_then_bytes() -> None:
    written = encode({"bb": 1, "c": 2, -1: 3, 10: 4, b"z": 5, 100: 6, "a": 7})
    assert list(decode(written)) == [10, 100, -1, b"z", "a", "c", "bb"]  # type: ignore[arg-type]


KEYS = st.integers(-(2**64), 2**64 - 1) | st.text(max_size=30) | st.binary(max_size=30)
LEAVES = KEYS | st.booleans() | st.none()


def containers(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5)


VALUES: st.SearchStrategy[Value] = LEAVES
for _ in range(4):
    VALUES = LEAVES | containers(VALUES)


@given(VALUES)
def test_what_is_written_is_read_again(value: Value) -> None:
    assert decode(encode(value)) == value


@given(st.binary(max_size=40))
def test_what_is_read_would_be_written_the_same(data: bytes) -> None:
    try:
        value = decode(data)
    except FormatError:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "cut off"),
        ("18", "cut off"),
        ("19ff", "cut off"),
        ("42ff", "cut off"),
        ("8201", "cut off"),
        ("a101", "cut off"),
        ("5bffffffffffffffff", "cut off"),
        ("9bffffffffffffffff", "cut off"),
        ("bbffffffffffffffff", "cut off"),
        ("1817", "shortest"),
        ("1900ff", "shortest"),
        ("1a0000ffff", "shortest"),
        ("1b00000000ffffffff", "shortest"),
        ("3800", "shortest"),
        ("580161", "shortest"),
        ("9800", "shortest"),
        ("b800", "shortest"),
        ("1c", "definite"),
        ("1f", "definite"),
        ("5f4101ff", "definite"),
        ("7f6161ff", "definite"),
        ("9f01ff", "definite"),
        ("bf0102ff", "definite"),
        ("ff", "definite"),
        ("c000", "doesn't use"),
        ("d81c00", "doesn't use"),
        ("f7", "doesn't use"),
        ("e0", "doesn't use"),
        ("f820", "doesn't use"),
        ("f93c00", "doesn't use"),
        ("fa47c35000", "doesn't use"),
        ("fb3ff199999999999a", "doesn't use"),
        ("61ff", "not UTF-8"),
        ("63eda080", "not UTF-8"),
        ("62c080", "not UTF-8"),
        ("a203040102", "out of order"),
        ("a201020103", "out of order"),
        ("a2626161006162" + "00", "out of order"),
        ("a1f500", "WebAuthn lacks"),
        ("a1f600", "WebAuthn lacks"),
        ("a18000", "WebAuthn lacks"),
        ("0000", "1 of its 2 bytes"),
        ("8181818180", "nested"),
        ("a101a101a101a101a0", "nested"),
    ],
)
def test_anything_else_is_refused_by_name(data: str, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        decode(bytes.fromhex(data))


def test_four_levels_are_read() -> None:
    assert decode(bytes.fromhex("8181818100")) == [[[[0]]]]


def test_an_item_in_the_middle_is_read_with_the_position_after_it() -> None:
    assert decode_first(bytes.fromhex("ffff1864ff"), 2) == (100, 4)


@pytest.mark.parametrize("value", [1.5, {1.5: 0}, [object()]])
def test_other_types_cannot_be_written(value: Value) -> None:
    with pytest.raises(TypeError, match="CBOR for WebAuthn has no"):
        encode(value)


def test_a_number_of_more_than_64_bits_cannot_be_written() -> None:
    with pytest.raises(OverflowError):
        encode(2**64)
