"""Settings of the account as a whole: its alias, and the password policy that it doesn't have.

Source: IAM API Reference, CreateAccountAlias, DeleteAccountAlias: a new alias replaces the old one.
"""

from dataclasses import replace

from mfa_rehearsal.iam import account_errors as errors
from mfa_rehearsal.iam.account import Account


def create_alias(account: Account, alias: str) -> Account:
    """Return the account with an alias."""
    return replace(account, alias=alias)


def delete_alias(account: Account, alias: str) -> Account:
    """Return the account without its alias.

    Raises:
        Refusal: no-such-alias.
    """
    if account.alias != alias:
        raise errors.no_such_alias(alias).because("no-such-alias")
    return replace(account, alias="")


def check_password_policy(account: Account) -> None:
    """Check that the account has a password policy of its own, which it can't have yet.

    Raises:
        Refusal: no-password-policy, always.
    """
    raise errors.no_password_policy(account.account_id).because("no-password-policy")
