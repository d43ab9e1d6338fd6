"""Who may do what: for random credentials and trust policies, as a plain model says.

The model knows nothing of tokens, policies as JSON or the order of checks in the endpoint. It is
AWS's rules in a few sentences. Requests start where their signatures have been verified.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.endpoint.auth.credentials import check_service
from mfa_rehearsal.endpoint.auth.session_tokens import Session, seal
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.backend import Backend, ServiceRequest
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.protocol.service_model import load_service
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.roles import operations as roles
from mfa_rehearsal.iam.roles.values import RoleSession

from tests.endpoint.conftest import ACCOUNT_ID, NOW, Clock
from tests.endpoint.sample import SECRET
from tests.iam.roles.policies import AGE, PRESENT, policy, role_arn_of, statement, trust

Kind = Literal["key", "session", "role"]
Request = Literal["identify", "list", "deactivate", "assume", "assume-longer"]
Rule = Literal["always", "with MFA", "unless without MFA", "without MFA", "MFA within 600 s"]

DURATION_S = 7200
ASSUME = {"RoleArn": role_arn_of("admin"), "RoleSessionName": "test"}
KEY_ID = "FAKESESSION" + "A" * 9
CONDITIONS: dict[Rule, Any] = {
    "always": None,
    "with MFA": {"Bool": {PRESENT: "true"}},
    "unless without MFA": {"BoolIfExists": {PRESENT: "true"}},
    "without MFA": {"BoolIfExists": {PRESENT: "false"}},
    "MFA within 600 s": {"NumericLessThan": {AGE: "600"}},
}
PRINCIPALS = {
    "everyone": f"arn:aws:iam::{ACCOUNT_ID}:root",
    "alice": f"arn:aws:iam::{ACCOUNT_ID}:user/alice",
    "bob": f"arn:aws:iam::{ACCOUNT_ID}:user/bob",
    "first": role_arn_of("first"),
}


@dataclass(frozen=True)
class Credentials:
    """Whose credentials they are, and how they came to be; a role's are those of "first"."""

    kind: Kind
    user: Literal["root", "alice", "bob"]
    has_mfa: bool
    age_s: int
    is_gone: bool

    @property
    def name(self) -> str:
        return "first" if self.kind == "role" else self.user


@dataclass(frozen=True)
class Clause:
    """One statement of a trust policy."""

    allows: bool
    who: Literal["everyone", "alice", "bob", "first"]
    rule: Rule


def expected(who: Credentials, request: Request, clauses: list[Clause]) -> str:
    """Return the error code that AWS would answer, or ""."""
    if who.is_gone:
        return "InvalidClientTokenId"
    if who.kind != "key" and who.age_s >= DURATION_S:
        return "ExpiredToken"
    asks_iam = request in ("list", "deactivate")
    if asks_iam and who.kind == "session" and not who.has_mfa:
        return "InvalidClientTokenId"
    if request == "deactivate" and who.name == "alice" and who.kind == "key":
        return "AccessDenied"
    if not request.startswith("assume"):
        return ""
    about = [clause for clause in clauses if is_about(clause, who)]
    is_allowed = any(each.allows for each in about) and all(each.allows for each in about)
    if who.name == "root" or not is_allowed:
        return "AccessDenied"
    return "ValidationError" if request == "assume-longer" and who.kind == "role" else ""


def is_about(clause: Clause, who: Credentials) -> bool:
    """Say whether a statement is about these credentials.

    Only a user's session knows whether it has MFA: keys and roles say nothing about it.
    """
    knows = who.kind == "session"
    fulfilled = {
        "always": True,
        "with MFA": knows and who.has_mfa,
        "unless without MFA": not knows or who.has_mfa,
        "without MFA": not (knows and who.has_mfa),
        "MFA within 600 s": knows and who.has_mfa and who.age_s < 600,
    }
    return clause.who in ("everyone", who.name) and fulfilled[clause.rule]


CREDENTIALS = st.builds(
    Credentials,
    st.sampled_from(["key", "session", "session", "role"]),
    st.sampled_from(["root", "alice", "alice", "bob"]),
    st.booleans(),
    st.sampled_from([0, 599, 600, DURATION_S - 1, DURATION_S]),
    st.sampled_from([False] * 5 + [True]),
)
CLAUSES = st.lists(
    st.builds(
        Clause,
        st.sampled_from([True, True, False]),
        st.sampled_from(list(PRINCIPALS)),
        st.sampled_from(list(CONDITIONS)),
    ),
    min_size=1,
    max_size=3,
)


def account_with(clauses: list[Clause]) -> Account:
    """Return an account where alice has a device, with the roles "first" and "admin"."""
    account = iam.open_account(ACCOUNT_ID, "")
    for name in ("alice", "bob"):
        account = iam.create_user(account, name, f"AIDA{name.upper():X<17}", NOW)
    account = iam.create(account, "phone", SECRET, NOW)
    owned = replace(account.devices[0], user_name="alice", enable_date=NOW)
    account = replace(account, devices=account.devices.put(owned))
    account = roles.create_role(account, "first", "AROAFIRST", trust(), NOW)
    document = policy(
        *(
            statement(
                CONDITIONS[each.rule],
                Effect="Allow" if each.allows else "Deny",
                Principal={"AWS": PRINCIPALS[each.who]},
            )
            for each in clauses
        )
    )
    return roles.create_role(account, "admin", "AROAX", document, NOW, max_session_s=DURATION_S)


def signature_of(backend: Backend, who: Credentials, service: str) -> Signature:
    """Return a signature with these credentials, as if they had been issued some time ago."""
    scope = ("20270115", "us-east-1", service, "aws4_request")
    if who.kind == "key":
        name = f"{who.user}-gone" if who.is_gone else who.user
        return Signature(f"FAKE-{name}", scope, "host", "any", "")
    issued = UnixSeconds(NOW - who.age_s)
    user = iam.user(backend.account, who.user)
    role = None
    if who.kind == "role":
        role_id = "AROAGONE" if who.is_gone else "AROAFIRST"
        role = RoleSession(role_id, "first", role_arn_of("first"), "s")
    named = ("", "") if role else (who.user, "gone" if who.is_gone else user.user_id)
    session = Session(KEY_ID, *named, later(issued, DURATION_S), who.has_mfa, issued, role)
    return Signature(KEY_ID, scope, "host", "any", seal(session, backend.session_key))


REQUESTS: dict[Request, tuple[str, dict[str, str]]] = {
    "identify": ("GetCallerIdentity", {}),
    "list": ("ListUsers", {}),
    "deactivate": (
        "DeactivateMFADevice",
        {"UserName": "alice", "SerialNumber": f"arn:aws:iam::{ACCOUNT_ID}:mfa/phone"},
    ),
    "assume": ("AssumeRole", ASSUME),
    "assume-longer": ("AssumeRole", {**ASSUME, "DurationSeconds": str(DURATION_S)}),
}


def answer(backend: Backend, who: Credentials, request: Request) -> str:
    """Make a request, from its signature on, and return the error code, or ""."""
    name, fields = REQUESTS[request]
    service = "iam" if name in table.IAM else "sts"
    signature = signature_of(backend, who, service)
    operation = load_service(service, frozenset(table.SERVICES[service])).operations[name]
    try:
        caller = backend.find_credentials(signature).caller
        check_service(caller, service)
        asked = ServiceRequest(operation, fields, caller, signature, "an-id")
        backend.perform(asked, table.SERVICES[service][name])
    except (ServiceError, Refusal) as error:
        return error.code
    return ""


@settings(max_examples=2000)
@given(who=CREDENTIALS, request=st.sampled_from(list(REQUESTS)), clauses=CLAUSES)
def test_everyone_may_do_what_the_model_says(
    who: Credentials, request: Request, clauses: list[Clause]
) -> None:
    backend = Backend(account_with(clauses), Clock())
    found = answer(backend, who, request)
    event(f"{request}: {found or 'accepted'}")
    assert found == expected(who, request, clauses)


@pytest.mark.parametrize(
    ("who", "request_", "code"),
    [
        (Credentials("key", "alice", False, 0, False), "assume", "AccessDenied"),
        (Credentials("session", "alice", True, 0, False), "assume", ""),
        (Credentials("role", "alice", True, 0, False), "assume", "AccessDenied"),
        (Credentials("session", "alice", False, 0, False), "list", "InvalidClientTokenId"),
        (Credentials("session", "alice", True, DURATION_S, False), "list", "ExpiredToken"),
    ],
)
def test_the_model_says_what_the_page_says(who: Credentials, request_: Request, code: str) -> None:
    assert expected(who, request_, [Clause(True, "everyone", "with MFA")]) == code
