"""Which user a request comes from.

Rule: the key FAKE-NAME belongs to NAME, and one of our session tokens to its user. Any other key
means the first IAM user (root if there is none), or the device's owner when a code is checked, so
tests with any credentials just work.
"""

import base64
import binascii
from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.auth.verify import KEY_PREFIX
from mfa_rehearsal.iam import Account

TOKEN_PREFIX = "FAKE-SESSION-TOKEN-"


@dataclass(frozen=True)
class Caller:
    """Who makes a request.

    Args:
        user_name: an IAM user's, or ROOT.
        is_named: whether the key or token names this user.
        in_session: whether the credentials are temporary.
    """

    user_name: str
    is_named: bool
    in_session: bool


def identify(account: Account, signature: Signature) -> Caller:
    """Return the user whose credentials signed a request."""
    in_session = bool(signature.session_token)
    name = _token_user(signature.session_token) if in_session else _key_user(signature)
    if name != iam.ROOT and iam.find_user(account, name) is not None:
        return Caller(name, True, in_session)
    return Caller(_first_user(account), False, in_session)


def session_token(user_name: str) -> str:
    """Return a session token that contains its user's name."""
    return TOKEN_PREFIX + base64.urlsafe_b64encode(user_name.encode()).decode("ascii")


def _key_user(signature: Signature) -> str:
    key = signature.access_key_id
    return key.removeprefix(KEY_PREFIX) if key.startswith(KEY_PREFIX) else ""


def _token_user(token: str) -> str:
    try:
        return base64.urlsafe_b64decode(token.removeprefix(TOKEN_PREFIX)).decode()
    except (binascii.Error, ValueError):
        return ""


def _first_user(account: Account) -> str:
    names = (each.user_name for each in account.users if each.user_name != iam.ROOT)
    return next(names, iam.ROOT)
