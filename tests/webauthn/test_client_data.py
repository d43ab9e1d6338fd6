"""Client data: written as browsers must, and read with whatever they add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal.webauthn.client_data import (
    CREATE,
    GET,
    ClientData,
    base64url,
    read_client_data,
    write_client_data,
)
from mfa_rehearsal.webauthn.format_error import FormatError

SITE = "https://example.com"


def test_it_is_written_byte_by_byte_as_the_standard_says() -> None:
    assert write_client_data(GET, b"\xfb\xff", SITE) == (
        b'{"type":"webauthn.get","challenge":"-_8","origin":"https://example.com",'
        b'"crossOrigin":false}'
    )


def test_letters_beyond_ascii_are_written_as_they_are() -> None:
    assert "https://b\u00fccher.example".encode() in write_client_data(
        GET, b"", "https://b\u00fccher.example"
    )


def test_a_frame_of_another_origin_is_named() -> None:
    data = write_client_data(CREATE, b"1", SITE, "https://frame.example")
    assert data.endswith(b'"crossOrigin":true,"topOrigin":"https://frame.example"}')
    expected = ClientData(CREATE, "MQ", SITE, True, "https://frame.example")
    assert read_client_data(data) == expected


@given(st.binary(max_size=64), st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_is_written_is_read_again(challenge: bytes, origin: str) -> None:
    read = read_client_data(write_client_data(GET, challenge, origin))
    assert read == ClientData(GET, base64url(challenge), origin)


def test_older_browsers_leave_out_cross_origin_and_newer_ones_add_members() -> None:
    data = b'\xef\xbb\xbf{"new":[1],"origin":"o","challenge":"c","type":"t"}'
    assert read_client_data(data) == ClientData("t", "c", "o")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5000, "not JSON"),
        (b"[]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", "lacks type"),
        (b'{"type":"t","origin":"o"}', "lacks challenge"),
        (b'{"type":"t","challenge":"c"}', "lacks origin"),
        (b'{"type":1,"challenge":"c","origin":"o"}', "wrong type"),
        (b'{"type":"t","challenge":null,"origin":"o"}', "wrong type"),
        (b'{"type":"t","challenge":"c","origin":["o"]}', "wrong type"),
        (b'{"type":"t","challenge":"c","origin":"o","crossOrigin":0}', "wrong type"),
        (b'{"type":"t","challenge":"c","origin":"o","topOrigin":{}}', "wrong type"),
    ],
)
def test_anything_else_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_client_data(data)
