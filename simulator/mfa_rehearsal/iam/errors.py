"""AWS's error answers: code, HTTP status and message, each with its source.

Rule: AWS gives one answer for many causes. An Answer is what AWS says; `because` adds the real
cause, which AWS doesn't reveal, and our hint for it.
"""

from dataclasses import dataclass
from typing import Final

from mfa_rehearsal.errors import OURS, Refusal, Source
from mfa_rehearsal.iam.hints import HINTS
from mfa_rehearsal.iam.limits import (
    DEVICES_PER_USER,
    OBSERVED,
    QUOTAS,
    TAGS_PER_RESOURCE,
    USERS_PER_ACCOUNT,
    VIRTUAL_DEVICES_PER_ACCOUNT,
)

THREADS = Source("forum threads and tutorials", "reported")
SIGN_IN_GUIDE = Source("AWS Sign-In User Guide, troubleshooting", "documented")


@dataclass(frozen=True)
class Answer:
    """What AWS answers: its error code, HTTP status and message."""

    code: str
    http_status: int
    message: str
    source: Source

    def because(self, cause: str, *, field: str = "", **facts: object) -> Refusal:
        """Return this answer as a Refusal with its cause.

        Args:
            cause: a key of HINTS.
            field: name of the one field that is wrong, or "".
            facts: values for the hint's placeholders.
        """
        hint = HINTS[cause].format(**facts)
        return Refusal(self.code, self.message, cause, hint, self.source, self.http_status, field)


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
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    OBSERVED,
)
"""The space at the end is AWS's."""
CANNOT_VALIDATE: Final = Answer(
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed, unable to validate MFA code.  "
    "Please verify your MFA serial number is valid and associated with this user.",
    OBSERVED,
)
MFA_SESSION_REQUIRED: Final = Answer(
    "AccessDenied",
    403,
    "To complete this action, please ensure that you are authenticated with an MFA device "
    "that is enabled for this user.",
    OBSERVED,
)
SIGN_IN_INCORRECT: Final = Answer(
    "AccessDenied",
    403,
    "Your authentication information is incorrect. Please try again.",
    SIGN_IN_GUIDE,
)
REGISTRATION_REFUSED: Final = Answer(
    "ValidationError", 400, "The passkey or security key could not be registered.", OURS
)
ALREADY_REGISTERED: Final = Answer(
    "EntityAlreadyExists", 409, "This passkey or security key is already registered.", OURS
)
TOKEN_UNKNOWN: Final = Answer(
    "ValidationError", 400, "The serial number isn't that of a hardware TOTP token.", OURS
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
STILL_HAS_DEVICES: Final = Answer(
    "DeleteConflict",
    409,
    "Cannot delete entity, must remove tokens from principal first.",
    OBSERVED,
)
STILL_HAS_KEYS: Final = Answer(
    "DeleteConflict", 409, "Cannot delete entity, must delete access keys first.", THREADS
)
KEYS_FULL: Final = Answer(
    "LimitExceeded",
    409,
    f"Cannot exceed quota for AccessKeysPerUser: {QUOTAS['AccessKeysPerUserQuota']}",
    THREADS,
)
NOT_A_SECURITY_KEY: Final = Answer(
    "ValidationError",
    400,
    "The MFA device serial number sent in the request is invalid or not supported by this API. "
    "Currently, only hardware FIDO security keys are supported. "
    "Please use the compatible device or API.",
    OBSERVED,
)
TAG_KEY_RESERVED: Final = Answer(
    "InvalidInput", 400, "Tag keys beginning with aws: are reserved for system use.", OBSERVED
)
TAG_KEY_TWICE: Final = Answer(
    "InvalidInput",
    400,
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    THREADS,
)
TOO_MANY_TAGS: Final = Answer(
    "LimitExceeded", 409, f"A resource can have at most {TAGS_PER_RESOURCE} tags.", OURS
)
TOO_MANY_USERS: Final = Answer(
    "LimitExceeded", 409, f"Cannot exceed quota for UsersPerAccount: {USERS_PER_ACCOUNT}", THREADS
)
ROOT_IN_CONSOLE_ONLY: Final = Answer(
    "NoSuchEntity",
    404,
    "The user with name root cannot be found. The root user has no user name here, "
    "and its virtual MFA device can be set up only in the console.",
    OURS,
)
USER_NAME_REQUIRED: Final = Answer(
    "ValidationError", 400, "Must specify userName when calling with non-User credentials", THREADS
)


def user_has_it(user_name: str) -> Answer:
    """Return the answer to enabling a device again for the user who has it."""
    message = f"MFA Device for user {user_name} already exists."
    return Answer("EntityAlreadyExists", 409, message, OBSERVED)


def user_name_taken(user_name: str) -> Answer:
    """Return the answer to creating a user whose name is taken, ignoring case."""
    message = f"User with name {user_name} already exists."
    return Answer("EntityAlreadyExists", 409, message, THREADS)


def no_such_device(serial_number: str) -> Answer:
    """Return the answer to a serial number that no device has."""
    message = f"VirtualMFADevice with serial number {serial_number} doesn't exist."
    return Answer("NoSuchEntity", 404, message, THREADS)


def no_such_access_key(access_key_id: str) -> Answer:
    """Return the answer to an access key ID that the user does not have."""
    message = f"The Access Key with id {access_key_id} cannot be found."
    return Answer("NoSuchEntity", 404, message, THREADS)


def no_such_user(user_name: str) -> Answer:
    """Return the answer to a user name that no user has."""
    return Answer("NoSuchEntity", 404, f"The user with name {user_name} cannot be found.", THREADS)


def not_allowed(message: str) -> Answer:
    """Return the answer to a value that is not allowed."""
    return Answer("ValidationError", 400, message, OURS)
