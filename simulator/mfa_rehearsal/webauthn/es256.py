"""ES256: ECDSA on P-256 with SHA-256, with signatures in DER.

Rule: a signature is a function of key and message (RFC 6979), so that a run replays. A public key
is a point that has been checked to be on the curve.

Source: FIPS 186-5, section 6.4 and appendix A.2; RFC 6979, section 3.2; WebAuthn Level 3,
section 6.5.5 (signature formats).
"""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Final

from mfa_rehearsal.webauthn.der import read_integers, write_integers
from mfa_rehearsal.webauthn.format_error import FormatError, check
from mfa_rehearsal.webauthn.p256 import G, N, Point, is_on_curve, multiply, sum_of_multiples

SIZE: Final = 32
"""Bytes in a coordinate, a private key and a hash."""


def private_key(seed: bytes) -> int:
    """Return the private key that a seed determines, each with the same chance.

    Args:
        seed: any number of random bytes; 32 or more for a real key's strength.

    Source: FIPS 186-5, appendix A.2.1: 64 more bits than the key, then a remainder.
    """
    wide = hashlib.sha512(b"ES256 private key" + seed).digest()
    return int.from_bytes(wide[:40], "big") % (N - 1) + 1


def public_key(private: int) -> Point:
    """Return the public key of a private one.

    Args:
        private: from 1 to N - 1.
    """
    point = multiply(private, G)
    if point is None:
        raise ValueError("a private key is not a multiple of N")
    return point


def check_public_key(key: Point) -> None:
    """Check that a public key can be used.

    Raises:
        FormatError: it is not a point of the curve.
    """
    check(is_on_curve(key), "the public key is not a point on the curve P-256")


def sign(private: int, message: bytes) -> bytes:
    """Return the signature of a message, always the same one for a key and a message."""
    hashed = _hash(message)
    signatures = (_with_nonce(private, hashed, nonce) for nonce in nonces(private, hashed))
    return write_integers(next(filter(all, signatures)))


def nonces(private: int, hashed: int) -> Iterator[int]:
    """Yield the nonces to try, from the first: HMAC in the mode of a random bit generator.

    Source: RFC 6979, section 3.2.
    """
    given = private.to_bytes(SIZE, "big") + (hashed % N).to_bytes(SIZE, "big")
    value, key = b"\x01" * SIZE, b"\x00" * SIZE
    for separator in (b"\x00", b"\x01"):
        key = _hmac(key, value + separator + given)
        value = _hmac(key, value)
    while True:
        value = _hmac(key, value)
        nonce = int.from_bytes(value, "big")
        if 0 < nonce < N:
            yield nonce
        key = _hmac(key, value + b"\x00")
        value = _hmac(key, value)


def verify(key: Point, message: bytes, signature: bytes) -> bool:
    """Say whether a signature of a message was made with a key.

    Args:
        key: a point that check_public_key accepts.
        message: what was signed.
        signature: of any content; malformed ones are not valid.
    """
    try:
        r, s = read_integers(signature)
    except FormatError:
        return False
    if not (0 < r < N and 0 < s < N):
        return False
    inverse = pow(s, -1, N)
    point = sum_of_multiples(((_hash(message) * inverse, G), (r * inverse, key)))
    return point is not None and point[0] % N == r


def _with_nonce(private: int, hashed: int, nonce: int) -> tuple[int, int]:
    """Return r and s; if either is 0, the nonce is of no use."""
    r = public_key(nonce)[0] % N
    return r, pow(nonce, -1, N) * (hashed + r * private) % N


def _hash(message: bytes) -> int:
    return int.from_bytes(hashlib.sha256(message).digest(), "big")


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")
