"""Trust policies: what they say about whom, and which ones are refused."""

import json
from typing import Any

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import with_user
from mfa_rehearsal.iam.roles import operations as roles
from mfa_rehearsal.iam.roles.assuming import (
    Assumer,
    check_assume_role,
    mfa_context,
    session_assumer,
    user_assumer,
)
from mfa_rehearsal.iam.roles.conditions import Context
from mfa_rehearsal.iam.roles.values import RoleSession

from tests.iam.roles.policies import AGE, MFA, PRESENT, policy, role_arn_of, statement, trust

NOW = UnixSeconds(1_800_000_000)
NONE: Context = {}
WITHOUT = mfa_context(None)
FRESH, OLD = mfa_context(0), mfa_context(7200)
DENY_WITHOUT_MFA = statement({"BoolIfExists": {PRESENT: "false"}}, Effect="Deny")
ALICE = "arn:aws:iam::111122223333:user/alice"


@pytest.fixture
def account() -> Account:
    """Return an account with alice and bob, as the API creates them."""
    opened = iam.open_account("111122223333", "")
    for name in ("alice", "bob"):
        opened = iam.create_user(opened, name, f"AIDA{name.upper()}", NOW)
    return opened


def with_role(account: Account, document: str, name: str = "admin") -> Account:
    return roles.create_role(account, name, f"AROA{name.upper()}", document, NOW)


def may_assume(account: Account, who: Assumer, name: str = "admin") -> bool:
    try:
        check_assume_role(account, role_arn_of(name), who)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (trust(), (True, True, True, True)),
        (MFA, (False, False, True, True)),
        (trust(PRESENT.lower(), "TRUE"), (False, False, True, True)),
        (trust(PRESENT, "false"), (False, True, False, False)),
        (trust(PRESENT, "true", "BoolIfExists"), (True, False, True, True)),
        (policy(statement(), DENY_WITHOUT_MFA), (False, False, True, True)),
        (trust(AGE, "3600", "NumericLessThan"), (False, False, True, False)),
        (trust(AGE, "7200", "NumericLessThan"), (False, False, True, False)),
        (trust(AGE, "7200", "NumericLessThanEquals"), (False, False, True, True)),
        (trust(AGE, "3600", "NumericGreaterThanIfExists"), (True, True, False, True)),
        (trust(AGE, "true", "Null"), (True, True, False, False)),
        (trust(PRESENT, "false", "Null"), (False, True, True, True)),
        (
            policy(statement({"Bool": {PRESENT: True}, "NumericLessThan": {AGE: 3600}})),
            (False, False, True, False),
        ),
        (policy(statement({"Bool": {PRESENT: ["true", "false"]}})), (False, True, True, True)),
        (policy(statement(Action=["sts:TagSession"])), (False,) * 4),
        (policy(statement(Action="STS:assumerole", Principal="*")), (True,) * 4),
        (policy(statement(Action="sts:*", Principal={"AWS": ["111122223333"]})), (True,) * 4),
        (policy(statement(Principal={"AWS": "999988887777"})), (False,) * 4),
        (policy(statement(Principal={"AWS": ALICE})), (True,) * 4),
        (policy(statement(Principal={"AWS": ALICE.replace("alice", "bob")})), (False,) * 4),
        (policy(statement(), statement(Effect="Deny", Principal={"AWS": ALICE})), (False,) * 4),
    ],
)
def test_a_policy_decides_by_the_callers_mfa(
    account: Account, document: str, expected: tuple[bool, ...]
) -> None:
    """The expectation is for no session, a session without MFA, a fresh code, an old code."""
    with_admin = with_role(account, document)
    contexts = (NONE, WITHOUT, FRESH, OLD)
    found = [may_assume(with_admin, user_assumer(with_admin, "alice", each)) for each in contexts]
    assert tuple(found) == expected


def test_a_roles_session_has_no_mfa_and_is_trusted_by_its_role_or_its_own_name(
    account: Account,
) -> None:
    account = with_role(account, trust(), "first")
    session = RoleSession("AROAFIRST", "first", role_arn_of("first"), "s")
    who = session_assumer(account, session)
    for name, principal, expected in (
        ("any", "111122223333", True),
        ("role", role_arn_of("first"), True),
        ("session", session.arn, True),
        ("other-session", f"{session.arn}2", False),
        ("user", ALICE, False),
    ):
        account = with_role(account, policy(statement(Principal={"AWS": principal})), name)
        assert may_assume(account, who, name) == expected
    account = with_role(account, MFA)
    assert not may_assume(account, who)
    account = with_role(account, trust(PRESENT, "true", "BoolIfExists"), "lenient")
    assert may_assume(account, who, "lenient")


def test_a_user_created_again_is_not_trusted_and_the_policy_shows_the_id(account: Account) -> None:
    named = policy(statement(Principal={"AWS": [ALICE, "*"]}, Sid="One"))
    account = with_role(account, policy(statement(Principal={"AWS": ALICE})))
    account = with_role(account, named, "both")
    admin = roles.role(account, "admin")
    assert "AIDAALICE" in admin.trust_policy
    assert json.loads(roles.shown_policy(account, admin)) == json.loads(
        policy(statement(Principal={"AWS": ALICE}))
    )
    assert json.loads(roles.shown_policy(account, roles.role(account, "both"))) == json.loads(named)
    account = iam.create_user(iam.delete_user(account, "alice"), "alice", "AIDAAGAIN", NOW)
    assert not may_assume(account, user_assumer(account, "alice", FRESH))
    assert "AIDAALICE" in roles.shown_policy(account, admin)


def test_a_renamed_user_is_still_trusted(account: Account) -> None:
    account = with_role(account, policy(statement(Principal={"AWS": ALICE})))
    alice = iam.user(account, "alice")
    moved = with_user(account, iam.User("alice", path="/team/", user_id=alice.user_id))
    assert may_assume(moved, user_assumer(moved, "alice", NONE))
    shown = roles.shown_policy(moved, roles.role(moved, "admin"))
    assert "arn:aws:iam::111122223333:user/team/alice" in shown


@pytest.mark.parametrize(
    "named",
    [
        "alice",
        "arn:aws:iam::111122223333:user/x",
        "arn:aws:iam::111122223333:role/x",
        "12",
        ALICE + "/",
    ],
)
def test_a_principal_that_does_not_exist_is_refused(account: Account, named: str) -> None:
    with pytest.raises(Refusal) as refused:
        with_role(account, policy(statement(Principal={"AWS": named})))
    assert refused.value.cause == "trust-policy-principal-unknown"
    assert refused.value.message == f'Invalid principal in policy: "AWS":"{named}"'


@pytest.mark.parametrize(
    ("members", "named"),
    [
        ({"Principal": {"Service": "ec2.amazonaws.com"}}, 'the principal "Service"'),
        ({"Principal": {"Federated": "x"}}, 'the principal "Federated"'),
        ({"Action": "sts:AssumeRoleWithSAML"}, 'the action "sts:AssumeRoleWithSAML"'),
        ({"Action": ["sts:AssumeRole", "sts:Get*"]}, 'the action "sts:Get*"'),
        ({"NotPrincipal": {"AWS": "*"}}, 'the element "NotPrincipal"'),
        ({"NotAction": "sts:AssumeRole"}, 'the element "NotAction"'),
        ({"Condition": {"IpAddress": {"aws:SourceIp": "::1"}}}, 'key "aws:SourceIp"'),
        ({"Condition": {"StringEquals": {"sts:ExternalId": "x"}}}, 'key "sts:ExternalId"'),
        ({"Condition": {"StringEquals": {PRESENT: "true"}}}, 'operator "StringEquals"'),
        ({"Condition": {"Bool": {AGE: "true"}}}, f'operator "Bool" for "{AGE}"'),
        ({"Condition": {"NumericLessThan": {PRESENT: "1"}}}, 'operator "NumericLessThan"'),
        ({"Condition": {"ForAllValues:Bool": {PRESENT: "true"}}}, '"ForAllValues:Bool"'),
        ({"Condition": {"NullIfExists": {PRESENT: "true"}}}, '"NullIfExists"'),
    ],
)
def test_what_cannot_be_evaluated_is_refused_by_name(
    account: Account, members: dict[str, Any], named: str
) -> None:
    with pytest.raises(Refusal) as refused:
        with_role(account, policy(statement(**members)))
    assert refused.value.cause == "trust-policy-not-supported"
    assert named in refused.value.message


WITHOUT_EFFECT = {name: value for name, value in statement().items() if name != "Effect"}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("", "This policy contains invalid Json"),
        ("[" * 5000, "This policy contains invalid Json"),
        ("[]", "Syntax errors in policy."),
        ("null", "Syntax errors in policy."),
        ("{}", "Missing required field Statement"),
        ('{"Statement": []}', "Syntax errors in policy."),
        ('{"Statement": [5]}', "Syntax errors in policy."),
        ('{"Version": "2020-01-01", "Statement": {}}', "Syntax errors in policy."),
        (policy(WITHOUT_EFFECT), "Missing required field Effect"),
        (policy({"Effect": "Allow"}), "Missing required field Principal"),
        (policy(statement(Resource="*")), "Has prohibited field Resource"),
        (policy(statement(Effect=["Allow"])), "Syntax errors in policy."),
        (policy(statement(Extra=1)), "Syntax errors in policy."),
        (policy(statement(Principal={})), "Syntax errors in policy."),
        (policy(statement(Principal={"AWS": []})), "Syntax errors in policy."),
        (policy(statement(Principal={"AWS": [{}]})), "Syntax errors in policy."),
        (policy(statement(Principal=5)), "Syntax errors in policy."),
        (policy(statement(Condition=[1])), "Syntax errors in policy."),
        (policy(statement(Condition={"Bool": 1})), "Syntax errors in policy."),
        (trust(PRESENT, "yes"), "Syntax errors in policy."),
        (trust(AGE, "1.5", "NumericLessThan"), "Syntax errors in policy."),
        (
            policy(statement(Action="iam:*")),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
    ],
)
def test_a_malformed_policy_is_refused_in_awss_words(
    account: Account, document: str, message: str
) -> None:
    with pytest.raises(Refusal) as refused:
        with_role(account, document)
    words = (refused.value.code, refused.value.http_status, refused.value.message)
    if len(document) > 2048:
        assert words[0] == "LimitExceeded"
    else:
        assert words == ("MalformedPolicyDocument", 400, message)


def test_spaces_do_not_count_for_the_length(account: Account) -> None:
    with_role(account, trust() + " " * 5000)
