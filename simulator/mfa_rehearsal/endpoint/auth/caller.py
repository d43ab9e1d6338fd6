"""Which user a request comes from.

Rule: the key FAKE-NAME is NAME's, and a session token of ours is its user's. A key that names no
IAM user is nobody's in particular: it stands for the first IAM user (root where there is none), and
for the owner of the device when a code is checked, so that tests with any credentials just work.
"""

import base64
import binascii
from dataclasses import dataclass

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.auth.sigv4 import Signature
from mfa_rehearsal.endpoint.auth.verify import OWN_KEY
from mfa_rehearsal.iam import Account

OWN_TOKEN = "FAKE-SESSION-TOKEN-"


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Args:
        user_name: an IAM user's, or ROOT.
        certain: whether the key or token named this user.
        in_session: whether the credentials are temporary.
    """

    user_name: str
    certain: bool
    in_session: bool


def identify(account: Account, signature: Signature) -> Caller:
    """Return whose credentials a request was signed with."""
    in_session = bool(signature.session_token)
    named = _user_of(signature.session_token) if in_session else _owner(signature.access_key_id)
    if named != iam.ROOT and iam.find_user(account, named) is not None:
        return Caller(named, True, in_session)
    return Caller(_first_user(account), False, in_session)


def session_token(user_name: str) -> str:
    """Return a session token that tells whose it is."""
    return OWN_TOKEN + base64.urlsafe_b64encode(user_name.encode()).decode("ascii")


def _owner(access_key_id: str) -> str:
    return access_key_id.removeprefix(OWN_KEY) if access_key_id.startswith(OWN_KEY) else ""


def _user_of(token: str) -> str:
    try:
        return base64.urlsafe_b64decode(token.removeprefix(OWN_TOKEN)).decode()
    except (binascii.Error, ValueError):
        return ""


def _first_user(account: Account) -> str:
    names = (each.user_name for each in account.users if each.user_name != iam.ROOT)
    return next(names, iam.ROOT)
