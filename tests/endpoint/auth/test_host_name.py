"""Host names are compared in lower case, and must come without scheme, port and path."""

import pytest
from mfa_rehearsal.endpoint.auth.origins import host_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Box.Example", "box.example"), ("192.0.2.1", "192.0.2.1"), ("[::1]", "[::1]")],
)
def test_a_name_or_ip_address_is_compared_in_lower_case(text: str, expected: str) -> None:
    assert host_name(text) == expected


@pytest.mark.parametrize("text", ["box.example:80", "http://box.example", "box/example", ""])
def test_anything_else_gets_an_error_that_says_what_to_leave_out(text: str) -> None:
    with pytest.raises(ValueError, match="is not a host name; leave out http://, the port"):
        host_name(text)
