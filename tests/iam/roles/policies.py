"""Trust policies and ARNs for tests."""

import json
from typing import Any

ROOT = "arn:aws:iam::111122223333:root"
PRESENT = "aws:MultiFactorAuthPresent"
AGE = "aws:MultiFactorAuthAge"


def statement(condition: Any = None, **other: Any) -> dict[str, Any]:
    """Return a statement that lets everybody in the account in."""
    members = {"Effect": "Allow", "Principal": {"AWS": ROOT}, "Action": "sts:AssumeRole"}
    return members | ({"Condition": condition} if condition else {}) | other


def policy(*statements: dict[str, Any]) -> str:
    """Return a policy with these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(key: str = "", value: str = "true", operator: str = "Bool") -> str:
    """Return a policy with one statement, and a condition if there is a key."""
    return policy(statement({operator: {key: value}} if key else None))


MFA = trust(PRESENT)


def role_arn_of(name: str) -> str:
    """Return the ARN of a role without a path."""
    return f"arn:aws:iam::111122223333:role/{name}"
