"""Both ceremonies, from the page through the browser to the authenticator and back."""

from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.authenticator.credentials import Authenticator
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.passkey_registration import register_passkey
from mfa_rehearsal.iam.passkey_signin import check_passkey
from mfa_rehearsal.iam.relying_party import creation_options, request_options
from mfa_rehearsal.user_agent import ceremonies
from mfa_rehearsal.user_agent.authenticators import PLACES, Authenticators, Place, places_of
from mfa_rehearsal.user_agent.dialog import TIMEOUT_S, Dialog
from mfa_rehearsal.user_agent.origins import Page

NOW = UnixSeconds(1_800_000_000)
PAGE = Page("https://console.aws.amazon.com/iam/home")
FALSE_PAGE = Page("https://signin.aws.amazon.com.example/")
CHALLENGE = bytes(range(32))


def registered(place: Place) -> tuple[Account, Authenticators]:
    account = iam.open_account("111122223333", "a password")
    options = creation_options(account, iam.ROOT, CHALLENGE)
    near = Authenticators()
    holding, answer = ceremonies.create(PAGE, near.at(place), options, "verified", b"seed")
    made = register_passkey(account, iam.ROOT, "my-key", options, answer, NOW)
    return made, near.put(place, holding)


@pytest.mark.parametrize("place", PLACES)
def test_a_passkey_made_in_a_place_lets_its_user_in_from_there(place: Place) -> None:
    account, near = registered(place)
    options = request_options(account, iam.ROOT, CHALLENGE[::-1])
    after, answer = ceremonies.get(PAGE, near.at(place), options, "verified")
    signed_in, serial = check_passkey(account, iam.ROOT, options, answer)
    (passkey,) = signed_in.passkeys
    assert serial == passkey.serial_number
    assert places_of(near.put(place, after), passkey.credential_id) == (place,)
    assert passkey.sign_count == (place == "security-key")


@pytest.mark.parametrize("place", PLACES)
def test_no_other_place_has_the_passkey(place: Place) -> None:
    account, near = registered(place)
    options = request_options(account, iam.ROOT, CHALLENGE)
    for other in set(PLACES) - {place}:
        with pytest.raises(Refusal, match="no passkey"):
            ceremonies.get(PAGE, near.at(other), options, "verified")


@pytest.mark.parametrize("rp_id", ["amazon.com", "signin.aws.amazon.com.example"])
def test_a_false_page_gets_nothing_whatever_it_asks_for(rp_id: str) -> None:
    account, near = registered("phone")
    options = replace(request_options(account, iam.ROOT, CHALLENGE), rp_id=rp_id)
    with pytest.raises(Refusal) as refused:
        ceremonies.get(FALSE_PAGE, near.phone, options, "verified")
    mine = rp_id == "amazon.com"
    assert refused.value.cause == ("rp-id-not-of-page" if mine else "no-passkey-here")


def test_a_false_page_cannot_make_a_passkey_for_aws_either() -> None:
    options = creation_options(iam.open_account("111122223333", "x"), iam.ROOT, CHALLENGE)
    with pytest.raises(Refusal) as refused:
        ceremonies.create(FALSE_PAGE, Authenticator("synced"), options, "verified", b"seed")
    assert refused.value.cause == "rp-id-not-of-page"


def test_the_same_seed_makes_the_same_passkey() -> None:
    assert registered("phone") == registered("phone")


def test_a_request_ends_after_five_minutes() -> None:
    dialog = Dialog("get", PAGE, "amazon.com", NOW, 0)
    assert not dialog.timed_out(UnixSeconds(NOW + TIMEOUT_S - 1))
    assert dialog.timed_out(UnixSeconds(NOW + TIMEOUT_S))
