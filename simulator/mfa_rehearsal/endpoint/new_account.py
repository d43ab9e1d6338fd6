"""The account that the endpoint starts with, and starts over with.

Rule: names follow the service model's limits, as if the API had created them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.operations import table
from mfa_rehearsal.endpoint.protocol.service_model import load_service
from mfa_rehearsal.endpoint.protocol.validation import validate_parameters
from mfa_rehearsal.endpoint.randomness import new_secret, new_user_id
from mfa_rehearsal.endpoint.root_mfa import RootMfa, with_root_mfa
from mfa_rehearsal.endpoint.seed import Seed, seeded
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Users
from mfa_rehearsal.iam.limits import ACCOUNT_ID_PATTERN

DEFAULT_ACCOUNT_ID = "111122223333"
"""An example account ID from AWS's documentation."""


@dataclass(frozen=True)
class Opening:
    """What an account has at the start.

    Args:
        account_id: twelve digits.
        alias: the account's alias, or "".
        user_names: of its IAM users.
        root_mfa: which kind of MFA root has.
        seed: what else it has.
    """

    account_id: str = DEFAULT_ACCOUNT_ID
    alias: str = ""
    user_names: Sequence[str] = ()
    root_mfa: RootMfa = "none"
    seed: Seed = field(default_factory=dict, hash=False)


def new_account(opening: Opening, now: UnixSeconds) -> Account:
    """Return a new account.

    Raises:
        ValueError: the account ID does not have twelve digits, or the seed has a wrong entry.
        ServiceError, Refusal: a name is not allowed, or twice the same.
    """
    if not ACCOUNT_ID_PATTERN.fullmatch(opening.account_id):
        raise ValueError(f"{opening.account_id!r} is not an account ID, which has twelve digits")
    root = iam.User(iam.ROOT, user_id=opening.account_id, create_date=now)
    account = seeded(Account(opening.account_id, "", Users((root,))), opening.seed, now)
    return completed(account, opening, now)


def completed(account: Account, opening: Opening, now: UnixSeconds) -> Account:
    """Return an existing account with the users, the alias and the root MFA that it lacks.

    Raises:
        ServiceError, Refusal: a name is not allowed.
    """
    named = _with_alias(_with_users(account, opening.user_names, now), opening.alias)
    return with_root_mfa(named, opening.root_mfa, new_secret(), now)


def _with_users(account: Account, names: Sequence[str], now: UnixSeconds) -> Account:
    shape = load_service("iam", frozenset(table.IAM)).operations["CreateUser"].input_shape
    for name in names:
        validate_parameters(shape, {"UserName": name})
        if name == iam.ROOT or iam.find_user(account, name) is None:
            account = iam.create_user(account, name, new_user_id(), now)
    return account


def _with_alias(account: Account, alias: str) -> Account:
    if not alias:
        return account
    service = load_service("iam", frozenset({"CreateAccountAlias"}))
    shape = service.operations["CreateAccountAlias"].input_shape
    validate_parameters(shape, {"AccountAlias": alias})
    return replace(account, alias=alias)
