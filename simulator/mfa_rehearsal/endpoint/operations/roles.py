"""IAM's operations on roles, on top of `mfa_rehearsal.iam.roles`.

Rule: this module only converts parameters and results. Policy documents are URL-encoded in results,
as in AWS; clients decode them.

Source: IAM API Reference; that lists have no tags and no last use is from ListRoles.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.users import describe_tag, requested_tags, tag_listing
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.limits import DEFAULT_ROLE_SESSION_S
from mfa_rehearsal.iam.roles import operations as roles
from mfa_rehearsal.iam.roles.values import Role, role_arn


def create_role(call: Call) -> Outcome:
    """Create a role."""
    parameters, name = call.parameters, call.parameters["RoleName"]
    after = roles.create_role(
        call.account,
        name,
        call.randomness.role_id(),
        parameters["AssumeRolePolicyDocument"],
        call.now,
        parameters.get("Path", "/"),
        parameters.get("Description", ""),
        parameters.get("MaxSessionDuration", DEFAULT_ROLE_SESSION_S),
        requested_tags(parameters),
    )
    created = roles.role(after, name)
    return Outcome(after, {"Role": describe_role(after, created) | describe_tags(created)})


def get_role(call: Call) -> Outcome:
    """Return a role."""
    found = roles.role(call.account, call.parameters["RoleName"])
    described = describe_role(call.account, found) | describe_tags(found)
    return Outcome(call.account, {"Role": described | describe_last_use(found)})


def list_roles(call: Call) -> Outcome:
    """List the roles under a path."""
    account, prefix = call.account, call.parameters.get("PathPrefix", "/")

    def after(name: str) -> Iterator[Role]:
        return (each for each in account.roles.after(name) if each.path.startswith(prefix))

    listing = Listing(after, lambda role: role.role_name, lambda role: describe_role(account, role))
    return Outcome(account, listing.page("Roles", call.parameters))


def update_role(call: Call) -> Outcome:
    """Change a role's description or its longest session."""
    parameters = call.parameters
    description, longest = parameters.get("Description"), parameters.get("MaxSessionDuration")
    name = parameters["RoleName"]
    return Outcome(roles.update_role(call.account, name, description, longest))


def update_assume_role_policy(call: Call) -> Outcome:
    """Replace a role's trust policy."""
    name, document = call.parameters["RoleName"], call.parameters["PolicyDocument"]
    return Outcome(roles.update_trust_policy(call.account, name, document))


def delete_role(call: Call) -> Outcome:
    """Delete a role."""
    return Outcome(roles.delete_role(call.account, call.parameters["RoleName"]))


def tag_role(call: Call) -> Outcome:
    """Add tags to a role."""
    name, tags = call.parameters["RoleName"], requested_tags(call.parameters)
    return Outcome(roles.tag_role(call.account, name, tags))


def untag_role(call: Call) -> Outcome:
    """Remove tags from a role."""
    name, keys = call.parameters["RoleName"], tuple(call.parameters["TagKeys"])
    return Outcome(roles.untag_role(call.account, name, keys))


def list_role_tags(call: Call) -> Outcome:
    """List a role's tags in the order in which they were added."""
    found = roles.role(call.account, call.parameters["RoleName"])
    return Outcome(call.account, tag_listing(found.tags).page("Tags", call.parameters))


def describe_role(account: Account, role: Role) -> dict[str, Any]:
    """Return a role as lists have it."""
    described = {
        "Path": role.path,
        "RoleName": role.role_name,
        "RoleId": role.role_id,
        "Arn": role_arn(account.account_id, role),
        "CreateDate": role.create_date,
        "AssumeRolePolicyDocument": quote(roles.shown_policy(account, role), safe=""),
        "MaxSessionDuration": role.max_session_s,
    }
    return described | ({"Description": role.description} if role.description else {})


def describe_tags(role: Role) -> dict[str, Any]:
    """Return a role's tags as results have them: only if there are any."""
    return {"Tags": [describe_tag(tag) for tag in role.tags]} if role.tags else {}


def describe_last_use(role: Role) -> dict[str, Any]:
    """Return when a role was last used, or an empty structure if it never was."""
    use = role.last_used
    return {"RoleLastUsed": {"LastUsedDate": use.time, "Region": use.region} if use else {}}
