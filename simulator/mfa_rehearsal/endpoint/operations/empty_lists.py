"""Lists of what this account never has: groups, policies, certificates and other credentials.

Rule: a tool that asks for them on its way gets an empty list, as from an AWS account without any.
Whom it asks about must exist. An operation that would create one of them is not here, so none of
these lists can be wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.context import Call, Handler, Outcome
from mfa_rehearsal.endpoint.operations.pagination import Listing
from mfa_rehearsal.endpoint.operations.users import target_name
from mfa_rehearsal.iam.roles.operations import role

Check = Callable[[Call], object]
"""A function that refuses if the user or the role that is asked about doesn't exist."""


def _nobody(start: str) -> Iterator[str]:
    return iter(())


def _empty(names: tuple[str, ...], check: Check) -> Handler:
    def handler(call: Call) -> Outcome:
        check(call)
        listing = Listing(_nobody, str, str)
        pages = (listing.page(name, call.parameters) for name in names)
        return Outcome(call.account, {key: value for page in pages for key, value in page.items()})

    return handler


def _user(call: Call) -> object:
    return iam.iam_user(call.account, call.parameters["UserName"])


def _user_or_caller(call: Call) -> object:
    return iam.user(call.account, target_name(call))


def _any_users(call: Call) -> object:
    return call.parameters.get("AllUsers") or _user_or_caller(call)


def _role(call: Call) -> object:
    return role(call.account, call.parameters["RoleName"])


def _whole_account(call: Call) -> object:
    return call.account


LISTS: Final[Mapping[str, tuple[tuple[str, ...], Check]]] = {
    "ListGroupsForUser": (("Groups",), _user),
    "ListUserPolicies": (("PolicyNames",), _user),
    "ListAttachedUserPolicies": (("AttachedPolicies",), _user),
    "ListSSHPublicKeys": (("SSHPublicKeys",), _user_or_caller),
    "ListSigningCertificates": (("Certificates",), _user_or_caller),
    "ListServiceSpecificCredentials": (("ServiceSpecificCredentials",), _any_users),
    "ListRolePolicies": (("PolicyNames",), _role),
    "ListAttachedRolePolicies": (("AttachedPolicies",), _role),
    "ListInstanceProfilesForRole": (("InstanceProfiles",), _role),
    "ListGroups": (("Groups",), _whole_account),
    "ListPolicies": (("Policies",), _whole_account),
    "ListEntitiesForPolicy": (("PolicyGroups", "PolicyUsers", "PolicyRoles"), _whole_account),
    "ListInstanceProfiles": (("InstanceProfiles",), _whole_account),
    "ListServerCertificates": (("ServerCertificateMetadataList",), _whole_account),
    "ListSAMLProviders": (("SAMLProviderList",), _whole_account),
    "ListOpenIDConnectProviders": (("OpenIDConnectProviderList",), _whole_account),
}
"""By operation: the names of its lists, and who must exist."""

HANDLERS: Final[Mapping[str, Handler]] = {
    name: _empty(names, check) for name, (names, check) in LISTS.items()
}
