"""A host name is compared without case, and is written without anything else."""

import pytest
from mfa_rehearsal.endpoint.auth.origins import host_name


@pytest.mark.parametrize(
    ("text", "compared"),
    [("Box.Example", "box.example"), ("192.0.2.1", "192.0.2.1"), ("[::1]", "[::1]")],
)
def test_a_name_or_an_address_is_compared_in_lower_case(text: str, compared: str) -> None:
    assert host_name(text) == compared


@pytest.mark.parametrize("text", ["box.example:80", "http://box.example", "box/example", ""])
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="is not a host name; leave out http://, the port"):
        host_name(text)
