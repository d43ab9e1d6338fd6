"""Points on the curve P-256 and their multiples, in plain Python.

Rule: integers in, integers out. A point is a pair of coordinates, or None for the point at
infinity. Sums run in Jacobian coordinates, which need one inversion at the end instead of one for
each step. Odd multiples of a point are computed once and cached. The time a multiplication takes
depends on the number, so this is only for practice keys.

Source: SP 800-186, section 3.2.1.3; Guide to Elliptic Curve Cryptography (Hankerson, Menezes,
Vanstone), algorithms 3.21, 3.22, 3.35 and 3.51.
"""

from functools import lru_cache
from typing import Final

Point = tuple[int, int]
Jacobian = tuple[int, int, int]
"""X, Y and Z, for the point (X / Z², Y / Z³); at infinity, Z is 0."""

P: Final = 2**256 - 2**224 + 2**192 + 2**96 - 1
"""The field's prime."""

N: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve has, a prime."""

B: Final = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G: Final[Point] = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
"""The base point."""

INFINITY: Final[Jacobian] = (1, 1, 0)
WIDTH: Final = 5
"""Bits in one digit of a multiplier: eight odd multiples of each point are cached."""


def is_on_curve(point: Point) -> bool:
    """Say whether a point is on the curve, with both coordinates in the field."""
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x - 3 * x + B)) % P == 0


def multiply(number: int, point: Point) -> Point | None:
    """Return `number` times a point of the curve."""
    return sum_of_multiples(((number, point),))


def sum_of_multiples(terms: tuple[tuple[int, Point], ...]) -> Point | None:
    """Return the sum of multiples of points; doubling once for all of them saves half the time."""
    digits = [(_digits(number % N), _odd_multiples(point)) for number, point in terms]
    total = INFINITY
    for place in reversed(range(max(len(each) for each, _ in digits))):
        total = _double(total)
        for each, multiples in digits:
            if place < len(each) and each[place]:
                total = _add(total, _multiple(multiples, each[place]))
    return _affine(total) if total[2] else None


def _digits(number: int) -> list[int]:
    """Return a number's digits, lowest first: each is 0, or odd and less than 2**(WIDTH - 1)."""
    digits = []
    while number:
        digit = 0
        if number & 1:
            digit = number % 2**WIDTH
            digit -= 2**WIDTH if digit >= 2 ** (WIDTH - 1) else 0
            number -= digit
        digits.append(digit)
        number >>= 1
    return digits


@lru_cache(maxsize=64)
def _odd_multiples(point: Point) -> tuple[Point, ...]:
    """Return 1, 3, 5 … 15 times a point. None is at infinity, because N is prime."""
    twice = _affine(_double((*point, 1)))
    multiples = [point]
    while len(multiples) < 2 ** (WIDTH - 2):
        multiples.append(_affine(_add((*multiples[-1], 1), twice)))
    return tuple(multiples)


def _multiple(multiples: tuple[Point, ...], digit: int) -> Point:
    x, y = multiples[abs(digit) // 2]
    return (x, y) if digit > 0 else (x, P - y)


def _double(point: Jacobian) -> Jacobian:
    x, y, z = point
    square = y * y % P
    across = 4 * x * square % P
    zz = z * z % P
    slope = 3 * (x - zz) * (x + zz) % P
    doubled = (slope * slope - 2 * across) % P
    return doubled, (slope * (across - doubled) - 8 * square * square) % P, 2 * y * z % P


def _add(point: Jacobian, other: Point) -> Jacobian:
    """Return the sum of a point and one whose Z is 1, which saves a third of the multiplications.

    Infinity, equal and opposite points have no slope of their own and are handled apart.
    """
    x, y, z = point
    if not z:
        return (*other, 1)
    zz = z * z % P
    across = (other[0] * zz - x) % P
    up = (other[1] * zz * z - y) % P
    if not across:
        return INFINITY if up else _double(point)
    square = across * across % P
    cube = square * across % P
    shared = x * square % P
    added = (up * up - cube - 2 * shared) % P
    return added, (up * (shared - added) - y * cube) % P, z * across % P


def _affine(point: Jacobian) -> Point:
    """Return a point that is not at infinity."""
    x, y, z = point
    inverse = pow(z, -1, P)
    square = inverse * inverse % P
    return x * square % P, y * square * inverse % P
