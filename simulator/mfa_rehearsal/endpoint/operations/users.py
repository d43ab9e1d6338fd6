"""IAM's operations on users, and the account's totals, in terms of `mfa_rehearsal.iam`.

Rule: names in, names out. Root has no user name in answers, as in life.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.iam import Account, Tag, User


def create_user(call: Call) -> Outcome:
    """Create an IAM user."""
    given, user_id = call.given, call.randomness.user_id()
    name, path, tags = given["UserName"], given.get("Path", "/"), tags_given(given)
    after = iam.create_user(call.account, name, user_id, call.now, path, tags)
    return Outcome(after, {"User": _tell_with_tags(after, iam.user(after, name))})


def get_user(call: Call) -> Outcome:
    """Tell of a user, or of the caller."""
    if "UserName" in call.given:
        found = iam.iam_user(call.account, call.given["UserName"])
    else:
        found = iam.user(call.account, call.caller.user_name)
    return Outcome(call.account, {"User": _tell_with_tags(call.account, found)})


def list_users(call: Call) -> Outcome:
    """List the IAM users under a path."""
    account, prefix = call.account, call.given.get("PathPrefix", "/")

    def after(name: str) -> Iterator[User]:
        return (each for each in iam.users_after(account, name) if each.path.startswith(prefix))

    listing = Listing(after, lambda each: each.user_name, lambda each: tell_user(account, each))
    return Outcome(account, listing.page("Users", call.given))


def delete_user(call: Call) -> Outcome:
    """Delete a user who has no device."""
    return Outcome(iam.delete_user(call.account, call.given["UserName"]))


def get_account_summary(call: Call) -> Outcome:
    """Tell the account's totals."""
    return Outcome(call.account, {"SummaryMap": iam.account_summary(call.account)})


def list_account_aliases(call: Call) -> Outcome:
    """List the account's alias: it has one or none."""
    alias = call.account.alias

    def after(start: str) -> Iterator[str]:
        return iter([alias] if alias > start else [])

    listing = Listing(after, str, str)
    return Outcome(call.account, listing.page("AccountAliases", call.given))


def tell_user(account: Account, user: User) -> Mapping[str, Any]:
    """Return what an answer says of a user."""
    named = {} if user.user_name == iam.ROOT else {"Path": user.path, "UserName": user.user_name}
    return named | {
        "UserId": user.user_id or account.account_id,
        "Arn": iam.user_arn(account, user),
        "CreateDate": user.create_date,
    }


def tell_tag(tag: Tag) -> Mapping[str, str]:
    """Return what an answer says of a tag."""
    return {"Key": tag.key, "Value": tag.value}


def tags_given(given: Mapping[str, Any]) -> tuple[Tag, ...]:
    """Return the tags among the parameters."""
    return tuple(Tag(each["Key"], each["Value"]) for each in given.get("Tags", ()))


def _tell_with_tags(account: Account, user: User) -> Mapping[str, Any]:
    tags = [tell_tag(tag) for tag in user.tags]
    return {**tell_user(account, user), **({"Tags": tags} if tags else {})}
