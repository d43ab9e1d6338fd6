"""Whose credentials sign a request, and whether they name a user."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.auth.caller import Caller, identify, session_token
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import with_user

OPENED = iam.open_account("111122223333", "a password")
ACCOUNT = with_user(with_user(OPENED, iam.User("alice")), iam.User("bob"))


def caller(key: str, token: str = "", account: Account = ACCOUNT) -> Caller:
    return identify(account, Signature(key, (), "host", "0" * 64, token))


def test_a_key_with_a_users_name_names_that_user() -> None:
    assert caller("FAKE-bob") == Caller("bob", is_named=True, in_session=False)


@pytest.mark.parametrize("key", ["any", "bob", "FAKE-", "FAKE-nobody", f"FAKE-{iam.ROOT}"])
def test_any_other_key_means_the_first_iam_user(key: str) -> None:
    assert caller(key) == Caller("alice", is_named=False, in_session=False)


def test_no_key_or_token_can_name_root() -> None:
    assert caller(f"FAKE-{iam.ROOT}", account=OPENED) == Caller(iam.ROOT, False, False)
    token = session_token(iam.ROOT)
    assert caller("any", token, OPENED) == Caller(iam.ROOT, False, True)


def test_a_session_token_outranks_the_key() -> None:
    assert caller("FAKE-alice", session_token("bob")) == Caller("bob", True, True)


@pytest.mark.parametrize("token", ["FAKE-SESSION-TOKEN-!", "x", "FAKE-SESSION-TOKEN-gICA"])
def test_a_token_that_names_no_user_means_the_first_iam_user(token: str) -> None:
    assert caller("FAKE-bob", token) == Caller("alice", False, True)
