"""A public key as COSE: the map that a credential's public key is.

Rule: ES256 keys on P-256 only, uncompressed, with exactly the five required parameters.

Source: RFC 9053, sections 2.1 and 7.1; WebAuthn Level 3, sections 5.8.5 and 6.5.1.1.
"""

from collections.abc import Mapping
from typing import Final

from mfa_rehearsal.webauthn import cbor
from mfa_rehearsal.webauthn.es256 import SIZE, check_public_key
from mfa_rehearsal.webauthn.format_error import FormatError, check
from mfa_rehearsal.webauthn.p256 import Point

KEY_TYPE, ALGORITHM, CURVE, X, Y = 1, 3, -1, -2, -3
"""Parameters of a key. Source: RFC 9052, section 7.1; RFC 9053, section 7.1.1."""

EC2: Final = 2
P256: Final = 1
ES256: Final = -7


class AlgorithmError(FormatError):
    """A well-formed COSE key of an algorithm other than ES256."""


def write_key(key: Point) -> bytes:
    """Return a public key as COSE."""
    x, y = (coordinate.to_bytes(SIZE, "big") for coordinate in key)
    return cbor.encode({KEY_TYPE: EC2, ALGORITHM: ES256, CURVE: P256, X: x, Y: y})


def read_key(value: cbor.Value) -> Point:
    """Return the public key in a decoded COSE key.

    Raises:
        AlgorithmError: its algorithm is not ES256.
        FormatError: it is not a usable ES256 key.
    """
    if not isinstance(value, Mapping):
        raise FormatError("the public key is not a map")
    algorithm = value.get(ALGORITHM)
    check(type(algorithm) is int, "the public key names no algorithm")
    if algorithm != ES256:
        raise AlgorithmError(f"the public key is for algorithm {algorithm}, not ES256 (-7)")
    exact = value.keys() == {KEY_TYPE, ALGORITHM, CURVE, X, Y}
    check(exact, "the public key doesn't have exactly the five parameters of ES256")
    curve = type(value[KEY_TYPE]), value[KEY_TYPE], type(value[CURVE]), value[CURVE]
    check(curve == (int, EC2, int, P256), "the public key is not on the curve P-256")
    key = _coordinate(value[X]), _coordinate(value[Y])
    check_public_key(key)
    return key


def _coordinate(value: cbor.Value) -> int:
    if not isinstance(value, bytes) or len(value) != SIZE:
        raise FormatError(f"the public key has a coordinate that is not {SIZE} bytes")
    return int.from_bytes(value, "big")
