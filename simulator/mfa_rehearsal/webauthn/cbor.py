"""CBOR in the canonical form of CTAP2, which WebAuthn uses throughout.

Rule: one encoding for each value. Integers and lengths are as short as possible, map keys are
sorted and appear once, and there are no indefinite lengths, tags, floats or bytes left over.
Decoding refuses everything else, so a value that was read is written back as the same bytes.

Source: RFC 8949, sections 3 and 4.2; CTAP 2.2, section 8 (canonical form, nesting); WebAuthn
Level 3, section 2.2.1: decoders should reject what is not canonical.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from mfa_rehearsal.webauthn.format_error import FormatError, check

Key = int | str | bytes
Value = int | str | bytes | bool | None | Sequence["Value"] | Mapping[Key, "Value"]

UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, _TAG, SIMPLE = range(8)
"""Major types, the first three bits of an item. Source: RFC 8949, section 3.1."""

SIMPLE_VALUES: Final[Mapping[int, bool | None]] = {20: False, 21: True, 22: None}
ARGUMENT_SIZES: Final[Mapping[int, int]] = {24: 1, 25: 2, 26: 4, 27: 8}
"""Bytes of the argument that follows the first byte, by that byte's last five bits."""

MAX_NESTING: Final = 4
"""Source: CTAP 2.2, section 8."""


def encode(value: Value) -> bytes:
    """Return a value's canonical encoding.

    Raises:
        TypeError: the value or a part of it has another type, such as float.
        OverflowError: an integer doesn't fit in 64 bits.
    """
    match value:
        case None | bool():
            return bytes((SIMPLE << 5 | (22 if value is None else 20 + value),))
        case int():
            return _head(NEGATIVE, -1 - value) if value < 0 else _head(UNSIGNED, value)
        case bytes():
            return _head(BYTES, len(value)) + value
        case str():
            return _head(TEXT, len(value.encode())) + value.encode()
        case Mapping():
            pairs = sorted((encode(key), encode(each)) for key, each in value.items())
            return _head(MAP, len(pairs)) + b"".join(key + each for key, each in pairs)
        case Sequence():
            return _head(ARRAY, len(value)) + b"".join(map(encode, value))
    raise TypeError(f"CBOR for WebAuthn has no {type(value).__name__}")


def decode(data: bytes) -> Value:
    """Return the value that the bytes encode.

    Raises:
        FormatError: they are not exactly one canonical item.
    """
    value, end = decode_first(data)
    left = len(data) - end
    check(not left, f"after the CBOR item, {left} of its {len(data)} bytes are left over")
    return value


def decode_first(data: bytes, start: int = 0) -> tuple[Value, int]:
    """Return the item that begins at `start`, and the position after it.

    Raises:
        FormatError: no canonical item begins there.
    """
    return _item(data, start, 0)


def _head(major: int, argument: int) -> bytes:
    if argument < 24:
        return bytes((major << 5 | argument,))
    short = next((code for code, size in ARGUMENT_SIZES.items() if argument < 256**size), 27)
    return bytes((major << 5 | short,)) + argument.to_bytes(ARGUMENT_SIZES[short], "big")


def _item(data: bytes, start: int, depth: int) -> tuple[Value, int]:
    major, argument, end = _read_head(data, start)
    if major in (UNSIGNED, NEGATIVE):
        return (-1 - argument if major == NEGATIVE else argument), end
    if major in (BYTES, TEXT):
        content = _take(data, end, argument)
        return (content if major == BYTES else _text(content, end)), end + argument
    if major in (ARRAY, MAP):
        check(depth < MAX_NESTING, f"CBOR at byte {start} is nested too deep")
        return (_array if major == ARRAY else _map)(data, end, argument, depth + 1)
    simple = major == SIMPLE and end == start + 1 and argument in SIMPLE_VALUES
    check(simple, f"CBOR at byte {start} has a type that WebAuthn doesn't use")
    return SIMPLE_VALUES[argument], end


def _read_head(data: bytes, start: int) -> tuple[int, int, int]:
    """Return an item's major type, its argument, and the position after them."""
    (first,) = _take(data, start, 1)
    major, short = first >> 5, first & 0x1F
    if short < 24:
        return major, short, start + 1
    size = ARGUMENT_SIZES.get(short)
    if size is None:
        raise FormatError(f"CBOR at byte {start} has no definite length")
    argument = int.from_bytes(_take(data, start + 1, size), "big")
    shortest = argument >= (24 if size == 1 else 256 ** (size // 2))
    check(shortest, f"CBOR at byte {start} has a number that is not in its shortest form")
    return major, argument, start + 1 + size


def _array(data: bytes, start: int, count: int, depth: int) -> tuple[Sequence[Value], int]:
    values: list[Value] = []
    end = start
    for _ in range(count):
        value, end = _item(data, end, depth)
        values.append(value)
    return values, end


def _map(data: bytes, start: int, count: int, depth: int) -> tuple[Mapping[Key, Value], int]:
    values: dict[Key, Value] = {}
    end, last = start, b""
    for _ in range(count):
        key, after_key = _item(data, end, depth)
        encoded = data[end:after_key]
        check(encoded > last, f"CBOR at byte {end} has a map key that is out of order")
        if isinstance(key, bool) or not isinstance(key, int | str | bytes):
            raise FormatError(f"CBOR at byte {end} has a map key of a type that WebAuthn lacks")
        values[key], end = _item(data, after_key, depth)
        last = encoded
    return values, end


def _take(data: bytes, start: int, count: int) -> bytes:
    check(start + count <= len(data), f"CBOR is cut off after {len(data)} bytes")
    return data[start : start + count]


def _text(content: bytes, start: int) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise FormatError(f"CBOR at byte {start} has text that is not UTF-8") from None
