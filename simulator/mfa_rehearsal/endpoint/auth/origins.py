"""Which requests are answered at all: those sent to this machine's own names, by no web page.

Rule: a browser says where a request goes (Host) and which page it comes from (Origin,
Sec-Fetch-Site). A name that is not this machine's could be anyone's, pointed at 127.0.0.1 to read
answers (DNS rebinding); a page of another origin could change the account with a form. Both are
refused before anything else is read. boto3, the AWS CLI and Terraform send a Host and nothing more.

Browsers send Sec-Fetch-Site to loopback names and not over plain HTTP to others, so a name given
with `--host` has only Origin to go by: a page can send a GET there, but cannot read its answer.

Source: Fetch Metadata Request Headers, section 2; RFC 9110, section 7.2; RFC 6761, section 6.3.
"""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.http import Request

AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[0-9a-z._-]+)(?::(?P<port>[0-9]{0,5}))?")
DNS_NAME = re.compile(r"(?:[0-9a-z_](?:[0-9a-z_-]{0,61}[0-9a-z_])?\.)*[0-9a-z_-]{1,63}")
HTTP_PORT = 80
LAST_PORT = 65_535
OWN_PAGES = ("same-origin", "none")
"""What Sec-Fetch-Site says of a page of this origin, and of an address that a person typed."""

Site = tuple[str, int]
"""A name and a port: what an http:// origin consists of."""


def check_origin(request: Request, hosts: frozenset[str]) -> None:
    """Let a request pass that is for this machine and from no page of another origin.

    Args:
        hosts: names that are answered beside those of the loopback interface, in small letters.

    Raises:
        ServiceError: AccessDenied.
    """
    host = request.headers.get("host", "")
    for authority in (host, *request.authority):
        if not _is_answered(authority, hosts):
            raise errors.host_not_answered(authority)
    fetched_from = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    if fetched_from not in OWN_PAGES or not (origin is None or _is_same(origin, host)):
        raise errors.from_another_origin(origin or fetched_from)


def host_name(text: str) -> str:
    """Return a name for `check_origin` as it is compared.

    Raises:
        ValueError: it is not a host name or an IP address, or it has a port.
    """
    site = _site(f"{text}:")
    if site is None:
        raise ValueError(f"{text!r} is not a host name; leave out http://, the port and the path")
    return site[0]


def _site(authority: str) -> Site | None:
    """Return name and port, or None if the authority is malformed."""
    found = AUTHORITY.fullmatch(authority.lower())
    if found is None or int(found["port"] or 0) > LAST_PORT:
        return None
    name = _name(found["name"])
    return None if name is None else (name, int(found["port"] or HTTP_PORT))


def _name(name: str) -> str | None:
    """Return a name in the one form it is compared in; IPv6 addresses have many."""
    if name.startswith("["):
        try:
            return f"[{IPv6Address(name[1:-1])}]"
        except AddressValueError:
            return None
    rooted = name.removesuffix(".")
    return rooted if DNS_NAME.fullmatch(rooted) else None


@lru_cache(maxsize=16)
def _is_answered(authority: str, hosts: frozenset[str]) -> bool:
    """Say whether an authority is one of ours; a client names the same one in each request."""
    site = _site(authority)
    return site is not None and _is_ours(site[0], hosts)


def _is_ours(name: str, hosts: frozenset[str]) -> bool:
    if name in hosts or name in ("localhost", "[::1]") or name.endswith(".localhost"):
        return True
    try:
        return IPv4Address(name).is_loopback
    except AddressValueError:
        return False


def _is_same(origin: str, host: str) -> bool:
    scheme, _, authority = origin.lower().partition("://")
    return scheme == "http" and _site(authority) == _site(host)
