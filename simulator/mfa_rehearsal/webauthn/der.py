"""A signature's two integers in DER: SEQUENCE { INTEGER, INTEGER }.

Rule: one encoding for each pair, as DER requires. Anything else is malformed: a byte too many, a
leading zero that isn't needed, a negative number, an indefinite or long length.

Source: X.690, sections 8.3 and 10.1; WebAuthn Level 3, section 6.5.5.
"""

from typing import Final

from mfa_rehearsal.webauthn.format_error import check

SEQUENCE: Final = 0x30
INTEGER: Final = 0x02
SHORT: Final = 0x80
"""Lengths below this are one byte. Two integers of 33 bytes never need more."""


def write_integers(pair: tuple[int, int]) -> bytes:
    """Return two positive integers, each of at most 32 bytes, in DER."""
    return _item(SEQUENCE, b"".join(_item(INTEGER, _minimal(number)) for number in pair))


def read_integers(data: bytes) -> tuple[int, int]:
    """Return the two integers of a signature.

    Raises:
        FormatError: it is not exactly two integers in DER.
    """
    content, rest = _split(data, SEQUENCE)
    check(not rest, "the signature has bytes left over")
    first, following = _split(content, INTEGER)
    second, rest = _split(following, INTEGER)
    check(not rest, "the signature has more than two integers")
    return _positive(first), _positive(second)


def _item(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content


def _minimal(number: int) -> bytes:
    """Return a number in as few bytes as leave the highest bit, the sign, 0."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _split(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """Return the content of the first item, which must have this tag, and what follows it."""
    check(len(data) >= 2, "the signature is cut off")
    check(data[0] == tag, f"the signature has tag {data[0]:#04x} instead of {tag:#04x}")
    check(data[1] < SHORT, "the signature has a length that is not in the short form")
    end = 2 + data[1]
    check(end <= len(data), "the signature is cut off")
    return data[2:end], data[end:]


def _positive(content: bytes) -> int:
    check(bool(content), "the signature has an empty integer")
    number = int.from_bytes(content, "big", signed=True)
    check(number >= 0, "the signature has a negative integer")
    check(content == _minimal(number), "the signature has an integer with needless zeros")
    return number
