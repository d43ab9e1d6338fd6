"""All random values that the endpoint returns: secrets, IDs, fake credentials.

Rule: operations take a Randomness as a value, so that a test can pass another. Credentials are
plainly fake: nothing in them could pass for AWS's.
"""

import base64
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass

SECRET_BYTES = 40
"""Source: secret keys are reported to have 64 base32 characters, which are 40 bytes."""


def base32(count: int) -> str:
    """Return random base32 characters."""
    return base64.b32encode(secrets.token_bytes(count)).decode("ascii")[:count]


def new_secret() -> str:
    """Return a secret for a device: 64 base32 characters."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def new_user_id() -> str:
    """Return a user ID, which begins as IAM's do."""
    return "AIDA" + base32(17)


def new_role_id() -> str:
    """Return a role ID, which begins as IAM's do."""
    return "AROA" + base32(17)


def new_access_key_id() -> str:
    """Return an access key ID for a session."""
    return "FAKESESSION" + base32(9)


def new_user_key_id() -> str:
    """Return an access key ID for a user."""
    return "FAKEKEY" + base32(13)


def new_user_key_secret() -> str:
    """Return a secret access key for a user, as long as AWS's."""
    return "fake-secret-" + base32(28)


def new_session_key() -> bytes:
    """Return a key to seal session tokens with."""
    return secrets.token_bytes(32)


def new_request_id() -> str:
    """Return a request ID."""
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Randomness:
    """The functions that return random values."""

    secret: Callable[[], str] = new_secret
    user_id: Callable[[], str] = new_user_id
    role_id: Callable[[], str] = new_role_id
    access_key_id: Callable[[], str] = new_access_key_id
    user_key_id: Callable[[], str] = new_user_key_id
    user_key_secret: Callable[[], str] = new_user_key_secret
    request_id: Callable[[], str] = new_request_id
