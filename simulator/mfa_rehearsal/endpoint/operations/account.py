"""IAM's operations on the account as a whole: totals, alias, the credential report, all details.

Rule: this module only converts parameters and results.

Source: IAM API Reference; the description of a report that starts is recorded (radkawar/stackd).
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.roles import describe_last_use, describe_role
from mfa_rehearsal.endpoint.operations.users import describe_tag, describe_user
from mfa_rehearsal.iam import Account, User, account_settings, credential_report
from mfa_rehearsal.iam.roles.values import Role

STARTED = "No report exists. Starting a new report generation task"
DETAIL_LISTS = {
    "User": "UserDetailList",
    "Group": "GroupDetailList",
    "Role": "RoleDetailList",
    "LocalManagedPolicy": "Policies",
    "AWSManagedPolicy": "Policies",
}
"""The list of each type of detail. There are no groups and no policies here."""


class Detail(NamedTuple):
    """A user or a role in a list of both: its type, its place, and what the result says."""

    kind: str
    key: str
    described: Mapping[str, Any]


def get_account_summary(call: Call) -> Outcome:
    """Return the account's totals."""
    return Outcome(call.account, {"SummaryMap": iam.account_summary(call.account)})


def create_account_alias(call: Call) -> Outcome:
    """Give the account an alias in place of the one that it has."""
    return Outcome(account_settings.create_alias(call.account, call.parameters["AccountAlias"]))


def delete_account_alias(call: Call) -> Outcome:
    """Take the account's alias away."""
    return Outcome(account_settings.delete_alias(call.account, call.parameters["AccountAlias"]))


def list_account_aliases(call: Call) -> Outcome:
    """List the account's alias, if it has one."""
    alias = call.account.alias

    def after(start: str) -> Iterator[str]:
        return iter([alias] if alias > start else [])

    listing = Listing(after, str, str)
    return Outcome(call.account, listing.page("AccountAliases", call.parameters))


def get_account_password_policy(call: Call) -> Outcome:
    """Say that the account has only the default password policy."""
    account_settings.check_password_policy(call.account)
    return Outcome(call.account)


def generate_credential_report(call: Call) -> Outcome:
    """Ask for a credential report, or whether it is complete."""
    after, state = credential_report.request_report(call.account, call.now)
    described = {"Description": STARTED} if state == "STARTED" else {}
    return Outcome(after, {"State": state, **described})


def get_credential_report(call: Call) -> Outcome:
    """Return the credential report."""
    report = credential_report.credential_report(call.account, call.now)
    result = {
        "Content": report.content.encode(),
        "ReportFormat": "text/csv",
        "GeneratedTime": credential_report.completed_at(report),
    }
    return Outcome(call.account, result)


def get_account_authorization_details(call: Call) -> Outcome:
    """List the users and roles with everything that belongs to them, users first."""
    account, kinds = call.account, call.parameters.get("Filter") or list(DETAIL_LISTS)

    def after(start: str) -> Iterator[Detail]:
        return (each for each in _details(account) if each.kind in kinds and each.key > start)

    listing = Listing(after, lambda detail: detail.key, lambda detail: detail)
    page = dict(listing.page("Details", call.parameters))
    lists: dict[str, list[Mapping[str, Any]]] = {name: [] for name in DETAIL_LISTS.values()}
    for detail in page.pop("Details"):
        lists[DETAIL_LISTS[detail.kind]].append(detail.described)
    return Outcome(account, lists | page)


def _details(account: Account) -> Iterator[Detail]:
    users = (
        Detail("User", f"1/{user.user_name}", _user_detail(account, user))
        for user in iam.users_after(account, "")
    )
    roles = (
        Detail("Role", f"2/{role.role_name}", _role_detail(account, role))
        for role in account.roles.after("")
    )
    return chain(users, roles)


def _user_detail(account: Account, user: User) -> Mapping[str, Any]:
    return {
        **describe_user(account, user),
        "GroupList": [],
        "AttachedManagedPolicies": [],
        "Tags": [describe_tag(tag) for tag in user.tags],
    }


def _role_detail(account: Account, role: Role) -> Mapping[str, Any]:
    return {
        **describe_role(account, role),
        "InstanceProfileList": [],
        "RolePolicyList": [],
        "AttachedManagedPolicies": [],
        "Tags": [describe_tag(tag) for tag in role.tags],
        **describe_last_use(role),
    }
