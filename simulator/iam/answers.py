"""The ways in which the account says no: code, HTTP status and words, each with its source.

Rule: AWS gives one answer for many causes. An Answer is what AWS says; `because` adds the true
cause, which AWS keeps to itself, and our hint for it.
"""

from dataclasses import dataclass
from typing import Final

from simulator.errors import OURS, Refusal, Source
from simulator.iam.hints import HINTS
from simulator.iam.limits import DEVICES_PER_USER, OBSERVED, VIRTUAL_DEVICES_PER_ACCOUNT

THREADS = Source("forum threads and tutorials", "reported")


@dataclass(frozen=True, slots=True)
class Answer:
    """What AWS answers: its error code, HTTP status and message."""

    code: str
    http_status: int
    message: str
    source: Source

    def because(self, cause: str, kept: object = None, **facts: object) -> Refusal:
        """Return this answer as a Refusal that knows its cause.

        Args:
            cause: a slug that HINTS knows.
            kept: the account after the attempt was counted, or None.
            facts: what the hint of this cause leaves open.
        """
        hint = HINTS[cause].format(**facts)
        return Refusal(self.code, self.message, cause, hint, self.source, self.http_status, kept)


CODE_NOT_VALID: Final = Answer(
    "InvalidAuthenticationCode", 403, "Authentication code for device is not valid.", OBSERVED
)
NAME_TAKEN: Final = Answer("EntityAlreadyExists", 409, "MFA device already exists.", OBSERVED)
IN_USE: Final = Answer("EntityAlreadyExists", 409, "MFA Device is already in use.", OBSERVED)
NOT_THIS_USERS: Final = Answer("NoSuchEntity", 404, "MFA Device invalid for user.", OBSERVED)
STILL_ASSIGNED: Final = Answer(
    "DeleteConflict", 409, "MFA VirtualDevice in use. Must deactivate first.", OBSERVED
)
PASS_CODE_NOT_VALID: Final = Answer(
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed with invalid MFA one time pass code.",
    OBSERVED,
)
CANNOT_VALIDATE: Final = Answer(
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed, unable to validate MFA code.  "
    "Please verify your MFA serial number is valid and associated with this user.",
    OBSERVED,
)
SIGN_IN_INCORRECT: Final = Answer(
    "AccessDenied",
    403,
    "Your authentication information is incorrect. Please try again.",
    THREADS,
)
USER_FULL: Final = Answer(
    "LimitExceeded", 409, f"A user can have at most {DEVICES_PER_USER} MFA devices.", OURS
)
ACCOUNT_FULL: Final = Answer(
    "LimitExceeded",
    409,
    f"An account can have at most {VIRTUAL_DEVICES_PER_ACCOUNT} virtual MFA devices.",
    OURS,
)


def user_has_it(user_name: str) -> Answer:
    """Return the answer to enabling a device again for the user who has it."""
    message = f"MFA Device for user {user_name} already exists."
    return Answer("EntityAlreadyExists", 409, message, OBSERVED)


def no_such_device(serial_number: str) -> Answer:
    """Return the answer to a serial number that no device has. The code is AWS's."""
    return Answer("NoSuchEntity", 404, f"No MFA device has the serial {serial_number}.", OURS)


def no_such_user(user_name: str) -> Answer:
    """Return the answer to a user name that the account does not know. The code is AWS's."""
    return Answer("NoSuchEntity", 404, f"No user is named {user_name}.", OURS)


def not_allowed(message: str) -> Answer:
    """Return the answer to a value outside its limits."""
    return Answer("ValidationError", 400, message, OURS)
