"""Which requests are allowed: those sent to this machine's own names, not from a web page.

Rule: a browser says where a request goes (Host) and which page it comes from (Origin,
Sec-Fetch-Site). A host name that is not this machine's could be anyone's, pointed at 127.0.0.1 to
read responses (DNS rebinding). A page of another origin could change the account with a form. Both
are refused before anything else is read. boto3, the AWS CLI and Terraform send only a Host.

Over plain HTTP, browsers send Sec-Fetch-Site to loopback names but not to others, so for a name
given with `--host` there is only Origin: a page can send a GET there, but cannot read the response.

Source: Fetch Metadata Request Headers, section 2; RFC 9110, section 7.2; RFC 6761, section 6.3.
"""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.http import Request

AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[0-9a-z._-]+)(?::(?P<port>[0-9]{0,5}))?")
DNS_NAME = re.compile(r"(?:[0-9a-z_](?:[0-9a-z_-]{0,61}[0-9a-z_])?\.)*[0-9a-z_-]{1,63}")
HTTP_PORT = 80
LAST_PORT = 65_535
ALLOWED_FETCH_SITES = ("same-origin", "none")
"""Sec-Fetch-Site from a page of this origin, and for a URL that a person typed."""

HostAndPort = tuple[str, int]
"""What two http:// origins are compared by."""


def check_origin(request: Request, allowed_hosts: frozenset[str]) -> None:
    """Check that a request is for this machine and not from a page of another origin.

    Args:
        allowed_hosts: names to allow besides those of the loopback interface, in lower case.

    Raises:
        ServiceError: AccessDenied.
    """
    host = request.headers.get("host", "")
    for authority in (host, *request.authority):
        if not _is_allowed(authority, allowed_hosts):
            raise errors.host_not_allowed(authority)
    fetch_site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    if fetch_site not in ALLOWED_FETCH_SITES or not (origin is None or _is_same(origin, host)):
        raise errors.cross_origin(origin or fetch_site)


def host_name(text: str) -> str:
    """Return a name in the form that `check_origin` compares.

    Raises:
        ValueError: it is not a host name or an IP address, or it has a port.
    """
    parsed = _host_and_port(f"{text}:")
    if parsed is None:
        raise ValueError(f"{text!r} is not a host name; leave out http://, the port and the path")
    return parsed[0]


def _host_and_port(authority: str) -> HostAndPort | None:
    """Return host and port, or None if the authority is malformed."""
    found = AUTHORITY.fullmatch(authority.lower())
    if found is None or int(found["port"] or 0) > LAST_PORT:
        return None
    host = _normalized(found["host"])
    return None if host is None else (host, int(found["port"] or HTTP_PORT))


def _normalized(host: str) -> str | None:
    """Return a host in a form that can be compared, or None if it is malformed."""
    if host.startswith("["):
        try:
            return f"[{IPv6Address(host[1:-1])}]"
        except AddressValueError:
            return None
    name = host.removesuffix(".")
    return name if DNS_NAME.fullmatch(name) else None


@lru_cache(maxsize=16)
def _is_allowed(authority: str, allowed_hosts: frozenset[str]) -> bool:
    """Return whether an authority is allowed. A client sends the same one in each request."""
    parsed = _host_and_port(authority)
    return parsed is not None and (parsed[0] in allowed_hosts or _is_loopback(parsed[0]))


def _is_loopback(host: str) -> bool:
    if host in ("localhost", "[::1]") or host.endswith(".localhost"):
        return True
    try:
        return IPv4Address(host).is_loopback
    except AddressValueError:
        return False


def _is_same(origin: str, host: str) -> bool:
    scheme, _, authority = origin.lower().partition("://")
    return scheme == "http" and _host_and_port(authority) == _host_and_port(host)
