"""AWS's error answers about passwords, the credential report, and settings of the account.

Rule: as in `errors`.
"""

from typing import Final

from mfa_rehearsal.errors import OURS
from mfa_rehearsal.iam.errors import THREADS, Answer
from mfa_rehearsal.iam.limits import OBSERVED

STILL_HAS_PROFILE: Final = Answer(
    "DeleteConflict", 409, "Cannot delete entity, must delete login profile first.", THREADS
)
PASSWORD_TOO_WEAK: Final = Answer(
    "PasswordPolicyViolation",
    400,
    "Password does not conform to the account password policy.",
    THREADS,
)
REPORT_NOT_PRESENT: Final = Answer("ReportNotPresent", 410, "Unknown", OBSERVED)
REPORT_IN_PROGRESS: Final = Answer("ReportInProgress", 404, "Unknown", OBSERVED)
REPORT_EXPIRED: Final = Answer("ReportExpired", 410, "Unknown", OURS)


def no_login_profile(user_name: str) -> Answer:
    """Return the answer to asking about the password of a user without one."""
    message = f"Login Profile for User {user_name} cannot be found."
    return Answer("NoSuchEntity", 404, message, THREADS)


def login_profile_exists(user_name: str) -> Answer:
    """Return the answer to giving a second password to a user."""
    message = f"Login Profile for user {user_name} already exists."
    return Answer("EntityAlreadyExists", 409, message, THREADS)


def no_such_alias(alias: str) -> Answer:
    """Return the answer to deleting an alias that the account does not have."""
    message = f"The account alias with name {alias} does not exist."
    return Answer("NoSuchEntity", 404, message, THREADS)


def no_password_policy(account_id: str) -> Answer:
    """Return the answer to asking for a password policy that nobody set."""
    message = f"The Password Policy with domain name {account_id} cannot be found."
    return Answer("NoSuchEntity", 404, message, THREADS)
