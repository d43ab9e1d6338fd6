"""ES256: the vectors of RFC 6979 and NIST, and signatures made to mislead a verifier."""

import hashlib
import hmac
from itertools import islice

import pytest
from mfa_rehearsal.webauthn import es256
from mfa_rehearsal.webauthn.der import read_integers, write_integers
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.p256 import G, N, P, Point, is_on_curve, multiply, sum_of_multiples

PRIVATE = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
PUBLIC = (
    0x60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6,
    0x7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299,
)
RFC_6979 = [
    (
        b"sample",
        0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,
        0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8,
    ),
    (
        b"test",
        0xF1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,
        0x019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083,
    ),
]
"""Source: RFC 6979, appendix A.2.5, with SHA-256."""

NIST_MESSAGE = bytes.fromhex(
    "5905238877c77421f73e43ee3da6f2d9e2ccad5fc942dcec0cbd25482935faaf416983fe165b1a045ee2bcd2e6dca3bd"
    "f46c4310a7461f9a37960ca672d3feb5473e253605fb1ddfd28065b53cb5858a8ad28175bf9bd386a5e471ea7a65c17c"
    "c934a9d791e91491eb3754d03799790fe2d308d16146d5c9b0d0debd97d79ce8"
)
NIST_PRIVATE = 0x519B423D715F8B581F4FA8EE59F4771A5B44C8130B4E3EACCA54A56DDA72B464
NIST_PUBLIC = (
    0x1CCBE91C075FC7F4F033BFA248DB8FCCD3565DE94BBFB12F3C59FF46C271BF83,
    0xCE4014C68811F9A21A1FDB2C0E6113E06DB7CA93B7404E78DC7CCD5CA89A4CA9,
)
NIST_SIGNATURE = (
    0xF3AC8061B514795B8843E3D6629527ED2AFD6B1F6A555A7ACABB5E6F79C8C2AC,
    0x8BF77819CA05A6B2786C76262BF7371CEF97B218E96F175A3CCDDA2ACC058903,
)
"""Source: NIST CAVP, FIPS 186-4 ECDSA, SigGen, P-256 with SHA-256, the first case."""

SEEDS_KEY = 0x56F40CEBBE14B023E42D58B333F9E68DDAFAF1234FFFAF1FD3E9E5D12EA8BBD4

MESSAGE = b"message"
R, S = read_integers(es256.sign(PRIVATE, MESSAGE))


def hashed(message: bytes) -> int:
    return int.from_bytes(hashlib.sha256(message).digest(), "big")


def finite(point: Point | None) -> Point:
    assert point is not None
    return point


@pytest.mark.parametrize(("message", "r", "s"), RFC_6979)
def test_signatures_are_those_of_rfc_6979(message: bytes, r: int, s: int) -> None:
    assert es256.public_key(PRIVATE) == PUBLIC
    assert read_integers(es256.sign(PRIVATE, message)) == (r, s)
    assert es256.verify(PUBLIC, message, write_integers((r, s)))


def test_a_signature_of_nist_is_valid() -> None:
    signature = write_integers(NIST_SIGNATURE)
    assert es256.public_key(NIST_PRIVATE) == NIST_PUBLIC
    assert es256.verify(NIST_PUBLIC, NIST_MESSAGE, signature)
    assert not es256.verify(NIST_PUBLIC, NIST_MESSAGE + b"\0", signature)
    assert not es256.verify(PUBLIC, NIST_MESSAGE, signature)


def test_a_seed_always_gives_the_same_key_and_another_seed_another() -> None:
    seeds = [b"", b"a", b"b", bytes(32), bytes(33)]
    keys = [es256.private_key(seed) for seed in seeds]
    assert keys == [es256.private_key(seed) for seed in seeds]
    assert len({*keys}) == len(seeds)
    assert all(0 < key < N for key in keys)


def test_a_seeds_key_never_changes_so_that_saved_runs_replay() -> None:
    assert es256.private_key(b"seed") == SEEDS_KEY


def test_the_next_nonces_follow_as_rfc_6979_says() -> None:
    """They are needed once in 2**32 signatures. The steps are b to h of section 3.2."""
    given = PRIVATE.to_bytes(32, "big") + hashlib.sha256(b"sample").digest()
    key = hmac.digest(bytes(32), b"\x01" * 32 + b"\x00" + given, "sha256")
    value = hmac.digest(key, b"\x01" * 32, "sha256")
    key = hmac.digest(key, value + b"\x01" + given, "sha256")
    value = hmac.digest(key, value, "sha256")
    expected = []
    for _ in range(3):
        value = hmac.digest(key, value, "sha256")
        expected.append(int.from_bytes(value, "big"))
        key = hmac.digest(key, value + b"\x00", "sha256")
        value = hmac.digest(key, value, "sha256")
    assert expected[0] == 0xA6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60
    assert list(islice(es256.nonces(PRIVATE, hashed(b"sample")), 3)) == expected


def test_a_private_key_that_is_a_multiple_of_the_order_has_no_public_key() -> None:
    with pytest.raises(ValueError, match="multiple of N"):
        es256.public_key(N)


@pytest.mark.parametrize("point", [(0, 0), (G[0], G[1] ^ 1), (P + 1, 0)])
def test_a_public_key_off_the_curve_is_malformed(point: Point) -> None:
    es256.check_public_key(PUBLIC)
    with pytest.raises(FormatError, match="not a point on the curve"):
        es256.check_public_key(point)


@pytest.mark.parametrize(
    ("r", "s"),
    [
        (0, S),
        (R, 0),
        (0, 0),
        (N, S),
        (R, N),
        (R + N, S),
        (R, S + N),
        (1, 1),
        (1, 0),
        (N - 1, N - 1),
        (P, S),
        (S, R),
        (R, S ^ 1),
        (R ^ 1, S),
        (N - R, S),
        (2**256 - 1, 2**256 - 1),
    ],
)
def test_numbers_out_of_range_or_of_another_signature_are_not_valid(r: int, s: int) -> None:
    assert es256.verify(PUBLIC, MESSAGE, write_integers((R, S)))
    assert not es256.verify(PUBLIC, MESSAGE, write_integers((r, s)))


def test_the_other_half_of_a_signature_is_valid_as_fips_says() -> None:
    assert es256.verify(PUBLIC, MESSAGE, write_integers((R, N - S)))


def test_a_sum_at_infinity_is_not_valid() -> None:
    r, s = 5, 7
    negative = -hashed(MESSAGE) * pow(r, -1, N) % N
    key = finite(multiply(negative, G))
    assert not es256.verify(key, MESSAGE, write_integers((r, s)))


def test_an_x_coordinate_above_the_order_is_reduced() -> None:
    """The nonce's point has an x of at least N, which happens by chance once in 2**128 times."""
    x = next(x for x in range(N, P) if is_on_curve((x, root(x))))
    r, s = x - N, 11
    inverse = pow(r, -1, N)
    terms = ((s * inverse, (x, root(x))), (-hashed(MESSAGE) * inverse, G))
    key = finite(sum_of_multiples(terms))
    assert es256.verify(key, MESSAGE, write_integers((r, s)))
    assert not es256.verify(key, MESSAGE, write_integers((r + 1, s)))


def root(x: int) -> int:
    """Return a y with this x if there is one, and any other number if not."""
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    return pow(x**3 - 3 * x + b, (P + 1) // 4, P)


@pytest.mark.parametrize("private", [1, 2, N - 1, N - 2, hashed(MESSAGE) % N])
def test_keys_near_the_base_point_work(private: int) -> None:
    key = es256.public_key(private)
    signature = es256.sign(private, MESSAGE)
    assert es256.verify(key, MESSAGE, signature)
    assert not es256.verify(key, b"", signature)


@pytest.mark.parametrize("message", [b"", bytes(1), bytes(10_000)])
def test_a_message_of_any_length_can_be_signed(message: bytes) -> None:
    assert es256.verify(PUBLIC, message, es256.sign(PRIVATE, message))
