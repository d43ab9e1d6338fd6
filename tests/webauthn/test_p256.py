"""P-256: the standard's own points, and the cases in which a sum has no slope."""

import pytest
from mfa_rehearsal.webauthn.p256 import G, N, P, is_on_curve, multiply, sum_of_multiples

TWICE = (
    0x7CF27B188D034F7E8A52380304B51AC3C08969E277F21B35A60B48FC47669978,
    0x07775510DB8ED040293D9AC69F7430DBBA7DADE63CE982299E04B79D227873D1,
)
THREE_TIMES = (
    0x5ECBE4D1A6330A44C8F7EF951D4BF165E6C6B721EFADA985FB41661BC6E7FD6C,
    0x8734640C4998FF7E374B06CE1A64A2ECD82AB036384FB83D9A79B127A27D5032,
)
"""Source: NIST, mathematical routines for the NIST prime elliptic curves."""

MINUS_G = (G[0], P - G[1])


def test_small_multiples_are_nists() -> None:
    assert multiply(1, G) == G
    assert multiply(2, G) == TWICE
    assert multiply(3, G) == THREE_TIMES


def test_the_order_of_the_base_point_leads_to_infinity() -> None:
    assert multiply(N, G) is None
    assert multiply(0, G) is None
    assert multiply(N - 1, G) == MINUS_G
    assert multiply(N + 2, G) == TWICE


def test_opposite_points_cancel_and_equal_points_double() -> None:
    assert sum_of_multiples(((1, G), (1, MINUS_G))) is None
    assert sum_of_multiples(((1, G), (1, G))) == TWICE
    assert sum_of_multiples(((5, G), (N - 5, G))) is None
    assert sum_of_multiples(((0, TWICE), (3, G))) == THREE_TIMES


@pytest.mark.parametrize("number", [7, 2**16 + 1, 2**128 - 1, 2**255 + 12345, N // 2, N - 2])
def test_multiplying_is_adding_up(number: int) -> None:
    before = multiply(number - 1, G)
    assert before is not None
    assert sum_of_multiples(((1, before), (1, G))) == multiply(number, G)
    assert sum_of_multiples(((number - 9, G), (3, THREE_TIMES))) == multiply(number, G)


@pytest.mark.parametrize(
    "point",
    [
        (G[0], G[1] ^ 1),
        (G[0] ^ 1, G[1]),
        (0, 0),
        (P, 0),
        (G[0] + P, G[1]),
        (G[0], G[1] + P),
        (G[0], -G[1]),
        (G[1], G[0]),
    ],
)
def test_a_point_off_the_curve_or_outside_the_field_is_noticed(point: tuple[int, int]) -> None:
    assert is_on_curve(G)
    assert not is_on_curve(point)
