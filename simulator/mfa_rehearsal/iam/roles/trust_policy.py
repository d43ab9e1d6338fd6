"""A role's trust policy: read the document, refuse what can't be evaluated, decide.

Rule: an explicit Deny wins, then an Allow is needed. A principal, action or condition that this
package can't evaluate is refused when the policy is written, by its name, and never ignored.

Source: IAM User Guide, JSON policy elements reference; policy evaluation logic. The words of AWS's
refusals are reported.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, NoReturn

from mfa_rehearsal.iam.limits import QUOTAS
from mfa_rehearsal.iam.roles import errors
from mfa_rehearsal.iam.roles.conditions import (
    Condition,
    Context,
    is_known_key,
    is_known_operator,
    is_value,
)

ASSUME_ROLE: Final = "sts:AssumeRole"
SET_SOURCE_IDENTITY: Final = "sts:SetSourceIdentity"
TAG_SESSION: Final = "sts:TagSession"
ACTIONS: Final = (ASSUME_ROLE, SET_SOURCE_IDENTITY, TAG_SESSION)
WILDCARDS: Final = ("sts:*", "*")
VERSIONS: Final = ("2008-10-17", "2012-10-17")
ANYONE: Final = "*"

Effect = Literal["Allow", "Deny"]


@dataclass(frozen=True)
class Statement:
    """One statement of a policy; its actions are in lower case."""

    effect: Effect
    principals: frozenset[str]
    actions: frozenset[str]
    conditions: tuple[Condition, ...]

    def applies(self, action: str, who: Collection[str], context: Context) -> bool:
        """Say whether the statement is about a request."""
        is_meant = ANYONE in self.principals or not self.principals.isdisjoint(who)
        about = {action.lower(), *WILDCARDS}
        fulfilled = all(each.is_fulfilled(context) for each in self.conditions)
        return is_meant and not self.actions.isdisjoint(about) and fulfilled


def allows(policy: str, action: str, who: Collection[str], context: Context) -> bool:
    """Say whether a policy allows an action.

    Args:
        policy: the document.
        action: such as ASSUME_ROLE.
        who: every name by which a policy can mean the caller.
        context: what conditions may ask for.
    """
    about = [each.effect for each in statements(policy) if each.applies(action, who, context)]
    return "Allow" in about and "Deny" not in about


@lru_cache(maxsize=256)
def statements(policy: str) -> tuple[Statement, ...]:
    """Return the statements of a policy.

    Raises:
        Refusal: trust-policy-malformed, trust-policy-not-supported, trust-policy-too-long.
    """
    limit = QUOTAS["AssumeRolePolicySizeQuota"]
    if sum(not char.isspace() for char in policy) > limit:
        raise errors.POLICY_TOO_LONG.because("trust-policy-too-long", limit=limit)
    document = _document(policy)
    _check_fields(document, ("Version", "Id", "Statement"))
    if document.get("Version", VERSIONS[0]) not in VERSIONS:
        _malformed("Syntax errors in policy.")
    return tuple(_statement(each) for each in _statements(document))


def principals_in(policy: str) -> tuple[str, ...]:
    """Return the principals that a policy names, in its order."""
    return tuple(name for each in _statements(_document(policy)) for name in _names(each))


def with_principals(policy: str, renamed: Mapping[str, str]) -> str:
    """Return a policy with other names for some of its principals, as JSON without spaces."""
    document = _document(policy)
    for each in _statements(document):
        principal = each["Principal"]
        if isinstance(principal, dict):
            names = principal["AWS"]
            several = isinstance(names, list)
            new = [renamed.get(name, name) for name in _names(each)]
            principal["AWS"] = new if several else new[0]
    return json.dumps(document, separators=(",", ":"))


def _document(policy: str) -> dict[str, Any]:
    try:
        document = json.loads(policy)
    except (ValueError, RecursionError):
        _malformed("This policy contains invalid Json")
    if not isinstance(document, dict):
        _malformed("Syntax errors in policy.")
    return document


def _statements(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "Statement" not in document:
        _malformed("Missing required field Statement")
    found = document["Statement"]
    listed = found if isinstance(found, list) else [found]
    if not listed or not all(isinstance(each, dict) for each in listed):
        _malformed("Syntax errors in policy.")
    return listed


def _statement(members: Mapping[str, Any]) -> Statement:
    if "Resource" in members or "NotResource" in members:
        _malformed("Has prohibited field Resource")
    _check_fields(members, ("Sid", "Effect", "Principal", "Action", "Condition"))
    for name in ("Effect", "Principal", "Action"):
        if name not in members:
            _malformed(f"Missing required field {name}")
    effect: Effect = members["Effect"]
    if effect not in ("Allow", "Deny"):
        _malformed("Syntax errors in policy.")
    conditions = tuple(_conditions(members.get("Condition", {})))
    return Statement(effect, frozenset(_names(members)), _actions(members["Action"]), conditions)


def _names(members: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the principals of a statement."""
    principal = members["Principal"]
    if principal == ANYONE:
        return (ANYONE,)
    if not isinstance(principal, dict) or not principal:
        _malformed("Syntax errors in policy.")
    for kind in principal:
        if kind != "AWS":
            _unsupported(f'the principal "{kind}"')
    return _texts(principal["AWS"])


def _actions(value: Any) -> frozenset[str]:
    known = {action.lower() for action in (*ACTIONS, *WILDCARDS)}
    actions = _texts(value)
    for action in actions:
        if not action.lower().startswith("sts:") and action != ANYONE:
            _malformed("AssumeRole policy may only specify STS AssumeRole actions.")
        if action.lower() not in known:
            _unsupported(f'the action "{action}"')
    return frozenset(action.lower() for action in actions)


def _conditions(value: Any) -> Iterator[Condition]:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        _malformed("Syntax errors in policy.")
    for name, keys in value.items():
        for key, values in keys.items():
            yield _condition(name, key, values)


def _condition(name: str, key: str, values: Any) -> Condition:
    if not is_known_key(key):
        _unsupported(f'the condition key "{key}"')
    if not is_known_operator(name, key):
        _unsupported(f'the condition operator "{name}" for "{key}"')
    texts = _texts(values)
    if not all(is_value(name, each) for each in texts):
        _malformed("Syntax errors in policy.")
    return Condition(name, key.lower(), texts)


def _texts(value: Any) -> tuple[str, ...]:
    """Return one or several values as texts; JSON's own true, false and numbers are texts too."""
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(each, str | bool | int) for each in listed):
        _malformed("Syntax errors in policy.")
    return tuple(each if isinstance(each, str) else json.dumps(each) for each in listed)


def _check_fields(members: Mapping[str, Any], known: Collection[str]) -> None:
    for name in members:
        if name in ("NotPrincipal", "NotAction"):
            _unsupported(f'the element "{name}"')
        if name not in known:
            _malformed("Syntax errors in policy.")


def _malformed(message: str) -> NoReturn:
    raise errors.malformed_policy(message).because("trust-policy-malformed", detail=message)


def _unsupported(what: str) -> NoReturn:
    raise errors.unsupported_policy(what).because("trust-policy-not-supported", what=what)
