"""IAM's operations on users, on top of `mfa_rehearsal.iam`.

Rule: this module only converts parameters and results. In results, root has no user name, as in
AWS.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.iam import Account, Tag, User


def create_user(call: Call) -> Outcome:
    """Create an IAM user."""
    parameters, user_id = call.parameters, call.randomness.user_id()
    name, path = parameters["UserName"], parameters.get("Path", "/")
    tags = requested_tags(parameters)
    after = iam.create_user(call.account, name, user_id, call.now, path, tags)
    return Outcome(after, {"User": _describe_with_tags(after, iam.user(after, name))})


def get_user(call: Call) -> Outcome:
    """Return a user, or the caller."""
    if "UserName" in call.parameters:
        found = iam.iam_user(call.account, call.parameters["UserName"])
    else:
        found = iam.calling_user(call.account, call.caller.user_name)
    return Outcome(call.account, {"User": _describe_with_tags(call.account, found)})


def list_users(call: Call) -> Outcome:
    """List the IAM users under a path."""
    account, prefix = call.account, call.parameters.get("PathPrefix", "/")

    def after(name: str) -> Iterator[User]:
        return (each for each in iam.users_after(account, name) if each.path.startswith(prefix))

    listing = Listing(after, lambda user: user.user_name, lambda user: describe_user(account, user))
    return Outcome(account, listing.page("Users", call.parameters))


def update_user(call: Call) -> Outcome:
    """Rename or move a user."""
    parameters = call.parameters
    found = iam.iam_user(call.account, parameters["UserName"])
    name = parameters.get("NewUserName", found.user_name)
    path = parameters.get("NewPath", found.path)
    return Outcome(iam.update_user(call.account, found.user_name, name, path))


def tag_user(call: Call) -> Outcome:
    """Add tags to a user."""
    name, tags = call.parameters["UserName"], requested_tags(call.parameters)
    return Outcome(iam.tag_user(call.account, name, tags))


def untag_user(call: Call) -> Outcome:
    """Remove tags from a user."""
    name, keys = call.parameters["UserName"], tuple(call.parameters["TagKeys"])
    return Outcome(iam.untag_user(call.account, name, keys))


def list_user_tags(call: Call) -> Outcome:
    """List a user's tags in the order in which they were added."""
    user = iam.iam_user(call.account, call.parameters["UserName"])
    return Outcome(call.account, tag_listing(user.tags).page("Tags", call.parameters))


def delete_user(call: Call) -> Outcome:
    """Delete a user without devices."""
    return Outcome(iam.delete_user(call.account, call.parameters["UserName"]))


def describe_user(account: Account, user: User) -> Mapping[str, Any]:
    """Return a user as a result has it."""
    named = {} if user.user_name == iam.ROOT else {"Path": user.path, "UserName": user.user_name}
    return named | {
        "UserId": user.user_id or account.account_id,
        "Arn": iam.user_arn(account, user),
        "CreateDate": user.create_date,
    }


def describe_tag(tag: Tag) -> Mapping[str, str]:
    """Return a tag as a result has it."""
    return {"Key": tag.key, "Value": tag.value}


def tag_listing(tags: tuple[Tag, ...]) -> Listing[tuple[int, Tag]]:
    """Return the list of tags, in order."""
    numbered = tuple(enumerate(tags, 1))

    def after(number: str) -> Iterator[tuple[int, Tag]]:
        return iter(numbered[int(number) if number.isdecimal() else 0 :])

    return Listing(after, lambda each: str(each[0]), lambda each: describe_tag(each[1]))


def target_name(call: Call) -> str:
    """Return the user named in the request, or the caller; root cannot be named."""
    if "UserName" not in call.parameters:
        return iam.calling_user(call.account, call.caller.user_name).user_name
    return iam.iam_user(call.account, call.parameters["UserName"]).user_name


def requested_tags(parameters: Mapping[str, Any]) -> tuple[Tag, ...]:
    """Return the tags in the parameters."""
    return tuple(Tag(each["Key"], each["Value"]) for each in parameters.get("Tags", ()))


def _describe_with_tags(account: Account, user: User) -> Mapping[str, Any]:
    tags = [describe_tag(tag) for tag in user.tags]
    return {**describe_user(account, user), **({"Tags": tags} if tags else {})}
