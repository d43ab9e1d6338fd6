"""Whose credentials sign a request: users, sessions, and credentials that belong to nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.auth.credentials import SECRET_ACCESS_KEY
from mfa_rehearsal.endpoint.auth.session_tokens import TOKEN_PREFIX

from tests.endpoint.command import started
from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, Phone, create, refusal
from tests.endpoint.test_cli import client as client_of

INVALID = ("InvalidClientTokenId", 403, "The security token included in the request is invalid.")
EXPIRED = ("ExpiredToken", 403, "The security token included in the request is expired")

Issued = dict[str, Any]


def caller(endpoint: Endpoint, key: str) -> str:
    return str(endpoint.client("sts", key).get_caller_identity()["Arn"]).rpartition(":")[2]


def issued(endpoint: Endpoint, key: str = "FAKE-alice", **parameters: Any) -> Issued:
    """Return temporary credentials."""
    return dict(endpoint.client("sts", key).get_session_token(**parameters)["Credentials"])


def in_session(endpoint: Endpoint, service: str, credentials: Issued, **other: str | None) -> Any:
    """Return a client with temporary credentials, some of them replaced."""
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    return endpoint.client(service, *(({**credentials, **other})[name] for name in names))


@pytest.fixture
def with_mfa(endpoint: Endpoint, alices: Phone) -> Issued:
    """Return credentials that alice got for a code."""
    return issued(endpoint, SerialNumber=alices.serial, TokenCode=alices.code())


def test_a_key_with_a_users_name_belongs_to_that_user(endpoint: Endpoint) -> None:
    assert caller(endpoint, "FAKE-bob") == "user/bob"
    assert caller(endpoint, "FAKE-root") == "root"


@pytest.mark.parametrize("key", ["any", "AKIAIOSFODNN7EXAMPLE", "bob", "fake-bob", "FAKE"])
def test_any_other_key_means_the_first_iam_user(endpoint: Endpoint, key: str) -> None:
    assert caller(endpoint, key) == "user/alice"
    endpoint.backend.account = iam.open_account(ACCOUNT_ID, "")
    assert caller(endpoint, key) == "root"


@pytest.mark.parametrize("key", ["FAKE-mallory", "FAKE-Bob", "FAKE-", "FAKE-bob ", "FAKE-bobby"])
def test_a_key_of_nobody_is_refused(endpoint: Endpoint, key: str) -> None:
    assert refusal(endpoint.client("sts", key).get_caller_identity) == INVALID
    assert refusal(endpoint.client("iam", key).list_users) == INVALID
    message = "The security token included in the request is invalid."
    events = endpoint.client("cloudtrail", key)
    assert refusal(events.lookup_events) == ("UnrecognizedClientException", 400, message)


def test_a_deleted_users_key_and_session_are_refused(endpoint: Endpoint, client: Any) -> None:
    phone = create(endpoint, client, "bobs")
    client.enable_mfa_device(UserName="bob", **phone.pair())
    session = issued(endpoint, "FAKE-bob", SerialNumber=phone.serial, TokenCode=phone.code())
    client.deactivate_mfa_device(UserName="bob", SerialNumber=phone.serial)
    client.delete_user(UserName="bob")
    assert refusal(endpoint.client("iam", "FAKE-bob").list_users) == INVALID
    assert refusal(in_session(endpoint, "iam", session).list_users) == INVALID
    client.create_user(UserName="bob")
    assert caller(endpoint, "FAKE-bob") == "user/bob"
    assert refusal(in_session(endpoint, "iam", session).list_users) == INVALID


@pytest.mark.parametrize("service", ["iam", "sts", "cloudtrail"])
def test_a_session_ends_when_it_expires(endpoint: Endpoint, with_mfa: Issued, service: str) -> None:
    calls: dict[str, Callable[[Any], Any]] = {
        "iam": lambda client: client.get_user,
        "sts": lambda client: client.get_caller_identity,
        "cloudtrail": lambda client: client.lookup_events,
    }
    call = calls[service](in_session(endpoint, service, with_mfa))
    assert with_mfa["Expiration"].timestamp() == NOW + 43_200
    endpoint.clock.skip(43_199)
    call()
    endpoint.clock.skip(1)
    as_json = ("ExpiredTokenException", 400, EXPIRED[2])
    assert refusal(call) == (as_json if service == "cloudtrail" else EXPIRED)


def test_no_secret_contains_another(endpoint: Endpoint, client: Any, with_mfa: Issued) -> None:
    """Ansible and CI systems mask a secret wherever it occurs, even inside another."""
    key = client.create_access_key(UserName="bob")["AccessKey"]
    secrets = [SECRET_ACCESS_KEY, key["SecretAccessKey"], with_mfa["SecretAccessKey"]]
    assert [(a, b) for a in secrets for b in secrets if a is not b and a in b] == []
    assert [len(secret) for secret in secrets[1:]] == [40, 40]


def test_a_sessions_key_secret_and_token_belong_together(
    endpoint: Endpoint, alices: Phone, with_mfa: Issued
) -> None:
    other = issued(endpoint, SerialNumber=alices.serial, TokenCode=alices.code(1))
    assert in_session(endpoint, "iam", other).get_user()["User"]["UserName"] == "alice"
    assert len({other["SecretAccessKey"], with_mfa["SecretAccessKey"], "not-a-secret"}) == 3
    for name, value, code in [
        ("AccessKeyId", other["AccessKeyId"], "InvalidClientTokenId"),
        ("AccessKeyId", "FAKE-alice", "InvalidClientTokenId"),
        ("AccessKeyId", "any", "InvalidClientTokenId"),
        ("SessionToken", other["SessionToken"], "InvalidClientTokenId"),
        ("SessionToken", "any", "InvalidClientTokenId"),
        ("SessionToken", None, "InvalidClientTokenId"),
        ("SessionToken", TOKEN_PREFIX, "InvalidClientTokenId"),
        ("SessionToken", with_mfa["SessionToken"] + "0", "InvalidClientTokenId"),
        ("SessionToken", with_mfa["SessionToken"].replace("ey", "ez"), "InvalidClientTokenId"),
        ("SecretAccessKey", other["SecretAccessKey"], "SignatureDoesNotMatch"),
        ("SecretAccessKey", "not-a-secret", "SignatureDoesNotMatch"),
    ]:
        wrong = in_session(endpoint, "sts", with_mfa, **{name: value})
        assert refusal(wrong.get_caller_identity)[:2] == (code, 403)


def test_a_users_key_with_a_session_token_is_refused(endpoint: Endpoint) -> None:
    mixed = endpoint.client("sts", "FAKE-alice", None, "some token")
    assert refusal(mixed.get_caller_identity) == INVALID


def test_iam_takes_no_calls_in_a_session_without_mfa(endpoint: Endpoint, with_mfa: Issued) -> None:
    without = issued(endpoint)
    assert refusal(in_session(endpoint, "iam", without).list_users) == INVALID
    assert refusal(in_session(endpoint, "iam", without).get_user) == INVALID
    identity = in_session(endpoint, "sts", without).get_caller_identity()
    assert identity["Arn"].endswith(":user/alice")
    in_session(endpoint, "cloudtrail", without).lookup_events()
    assert len(in_session(endpoint, "iam", with_mfa).list_users()["Users"]) == 2


def test_roots_session_lasts_one_hour_at_most(endpoint: Endpoint) -> None:
    endpoint.backend.account = iam.open_account(ACCOUNT_ID, "")
    for parameters, seconds in (({}, 3600), ({"DurationSeconds": 7200}, 3600)):
        assert issued(endpoint, "FAKE-root", **parameters)["Expiration"].timestamp() == (
            NOW + seconds
        )
    short = issued(endpoint, "any", DurationSeconds=900)
    assert short["Expiration"].timestamp() == NOW + 900


def test_a_session_outlives_the_endpoint_only_with_a_state_file(tmp_path: Any) -> None:
    path = str(tmp_path / "s.db")
    with started("--state", path, "--user", "alice") as running:
        session = client_of(running, "sts").get_session_token()["Credentials"]
    cases: list[tuple[tuple[str, ...], bool]] = [(("--state", path), True), ((), False)]
    for options, is_valid in cases:
        with started(*options, "--user", "alice") as running:
            sts = client_of(running, "sts", session)
            if is_valid:
                assert sts.get_caller_identity()["Arn"].endswith(":user/alice")
            else:
                assert refusal(sts.get_caller_identity) == INVALID
