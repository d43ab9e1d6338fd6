"""AWS's error answers about roles and trust policies.

Rule: as in `iam.errors`. A trust policy that AWS takes and this package cannot evaluate is refused
by the name of what it cannot evaluate, never taken and ignored.
"""

from typing import Final

from mfa_rehearsal.errors import OURS
from mfa_rehearsal.iam.errors import THREADS, Answer
from mfa_rehearsal.iam.limits import QUOTAS

MALFORMED: Final = "MalformedPolicyDocument"
TOO_MANY_ROLES: Final = Answer(
    "LimitExceeded",
    409,
    f"Cannot exceed quota for RolesPerAccount: {QUOTAS['RolesQuota']}",
    THREADS,
)
POLICY_TOO_LONG: Final = Answer(
    "LimitExceeded",
    409,
    f"Cannot exceed quota for ACLSizePerRole: {QUOTAS['AssumeRolePolicySizeQuota']}",
    THREADS,
)
ROOT_ASSUMES_NOTHING: Final = Answer(
    "AccessDenied", 403, "Roles may not be assumed by root accounts.", THREADS
)
SESSION_TOO_LONG: Final = Answer(
    "ValidationError",
    400,
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    THREADS,
)
CHAINED_TOO_LONG: Final = Answer(
    "ValidationError",
    400,
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
    "chaining.",
    THREADS,
)


def role_name_taken(role_name: str) -> Answer:
    """Return the answer to creating a role whose name is taken, ignoring case."""
    message = f"Role with name {role_name} already exists."
    return Answer("EntityAlreadyExists", 409, message, THREADS)


def no_such_role(role_name: str) -> Answer:
    """Return the answer to a role name that no role has."""
    return Answer("NoSuchEntity", 404, f"The role with name {role_name} cannot be found.", THREADS)


def malformed_policy(message: str) -> Answer:
    """Return the answer to a trust policy that AWS refuses too."""
    return Answer(MALFORMED, 400, message, THREADS)


def unsupported_policy(what: str) -> Answer:
    """Return the answer to a trust policy that AWS might take."""
    return Answer(MALFORMED, 400, f"This endpoint can't evaluate {what} in a trust policy.", OURS)


def not_authorized(arn: str, action: str, resource: str) -> Answer:
    """Return the answer to assuming a role that does not let the caller in, or does not exist."""
    message = f"User: {arn} is not authorized to perform: {action} on resource: {resource}"
    return Answer("AccessDenied", 403, message, THREADS)
