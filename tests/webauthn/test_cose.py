"""COSE keys: exactly what WebAuthn allows for ES256."""

import pytest
from mfa_rehearsal.webauthn import cbor, es256
from mfa_rehearsal.webauthn.cose import AlgorithmError, read_key, write_key
from mfa_rehearsal.webauthn.format_error import FormatError
from mfa_rehearsal.webauthn.p256 import P

KEY = es256.public_key(es256.private_key(b"seed"))
X, Y = (coordinate.to_bytes(32, "big") for coordinate in KEY)
GOOD: dict[cbor.Key, cbor.Value] = {1: 2, 3: -7, -1: 1, -2: X, -3: Y}


def test_a_key_is_a_map_of_five_parameters() -> None:
    assert cbor.decode(write_key(KEY)) == GOOD
    assert read_key(GOOD) == KEY
    assert len(write_key(KEY)) == 77


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({1: 3}, "P-256"),
        ({1: "2"}, "P-256"),
        ({1: True}, "P-256"),
        ({-1: 2}, "P-256"),
        ({-1: True}, "P-256"),
        ({3: None}, "names no algorithm"),
        ({3: "ES256"}, "names no algorithm"),
        ({-2: X[1:]}, "32 bytes"),
        ({-2: bytes(1) + X}, "32 bytes"),
        ({-3: True}, "32 bytes"),
        ({-3: int.from_bytes(Y, "big")}, "32 bytes"),
        ({-2: P.to_bytes(32, "big")}, "not a point"),
        ({-3: X}, "not a point"),
        ({-2: bytes(32), -3: bytes(32)}, "not a point"),
        ({4: [2]}, "exactly the five"),
        ({2: b"key ID"}, "exactly the five"),
        ({-4: b"private"}, "exactly the five"),
    ],
)
def test_any_other_key_is_refused_by_name(change: dict[cbor.Key, cbor.Value], why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_key({**GOOD, **change})


@pytest.mark.parametrize("name", [1, -1, -2, -3])
def test_no_parameter_may_be_missing(name: int) -> None:
    with pytest.raises(FormatError, match="exactly the five"):
        read_key({key: value for key, value in GOOD.items() if key != name})


@pytest.mark.parametrize("algorithm", [-257, -8, -35, -9, 7])
def test_another_algorithm_has_an_error_of_its_own(algorithm: int) -> None:
    with pytest.raises(AlgorithmError, match=f"algorithm {algorithm}, not ES256"):
        read_key({1: 3, 3: algorithm})


def test_a_key_that_is_not_a_map_is_refused() -> None:
    with pytest.raises(FormatError, match="not a map"):
        read_key([1, 2])
