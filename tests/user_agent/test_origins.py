"""Which addresses may ask for whose passkeys."""

import pytest
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.user_agent.origins import Page, check_rp_id


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://signin.aws.amazon.com/signin?x=1#y", "https://signin.aws.amazon.com"),
        ("https://SIGNIN.AWS.Amazon.com", "https://signin.aws.amazon.com"),
        ("https://amazon.com:8443/", "https://amazon.com:8443"),
        ("https://amazon.com@example.com/", "https://example.com"),
    ],
)
def test_an_origin_is_the_scheme_the_domain_and_the_port(address: str, origin: str) -> None:
    assert Page(address).origin == origin


@pytest.mark.parametrize(
    "address",
    [
        "https://amazon.com/",
        "https://signin.aws.amazon.com/signin",
        "https://CONSOLE.aws.amazon.com",
    ],
)
def test_a_page_may_ask_for_its_own_domain_and_those_above_it(address: str) -> None:
    check_rp_id(Page(address), "amazon.com")


@pytest.mark.parametrize(
    ("address", "rp_id"),
    [
        ("https://amazon.com.example/", "amazon.com"),
        ("https://myamazon.com/", "amazon.com"),
        ("https://amazon-com.example/", "amazon.com"),
        ("https://amazon.com@example.com/", "amazon.com"),
        ("https://example.com/?https://amazon.com", "amazon.com"),
        ("http://signin.aws.amazon.com/", "amazon.com"),
        ("https://amazon.com/", "signin.aws.amazon.com"),
        ("https://amazon.com/", "com"),
        ("https://amazon.com/", ""),
        ("about:blank", "amazon.com"),
    ],
)
def test_any_other_page_is_refused_before_an_authenticator_is_asked(
    address: str, rp_id: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_rp_id(Page(address), rp_id)
    assert (refused.value.code, refused.value.cause) == ("SecurityError", "rp-id-not-of-page")
