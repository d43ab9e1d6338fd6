"""The address of a page: its origin, and which relying party IDs it may use.

Rule: a page may use its own domain and the domains above it, but no public suffix such as "com".
We take every domain of one label for a public suffix, which is right for the domains used here.

Source: WebAuthn Level 3, sections 5.1.3 and 5.1.4.1, "effective domain"; HTML, "is a registrable
domain suffix of or is equal to".
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mfa_rehearsal.errors import OURS, Refusal


@dataclass(frozen=True)
class Page:
    """A page that asks for a passkey.

    Args:
        address: as the address bar shows it, such as "https://signin.aws.amazon.com/signin".
    """

    address: str

    @property
    def host(self) -> str:
        """The domain in the address, in lower case, as browsers compare it."""
        return urlsplit(self.address).hostname or ""

    @property
    def domain(self) -> str:
        """The end of the host that somebody registered, such as "amazon.com"."""
        return ".".join(self.host.split(".")[-2:])

    @property
    def origin(self) -> str:
        """Scheme, domain and port, as they stand in client data."""
        parts = urlsplit(self.address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{self.host}{port}"


def check_rp_id(page: Page, rp_id: str) -> None:
    """Check that a page may ask for passkeys of a relying party.

    Raises:
        Refusal: rp-id-not-of-page.
    """
    if not may_ask(page, rp_id):
        raise _rp_id_not_of_page(page, rp_id)


def may_ask(page: Page, rp_id: str) -> bool:
    """Say whether a page may ask for passkeys of a relying party."""
    return urlsplit(page.address).scheme == "https" and _is_suffix(rp_id, page.host)


def _is_suffix(rp_id: str, host: str) -> bool:
    return "." in rp_id and (host == rp_id or host.endswith(f".{rp_id}"))


def _rp_id_not_of_page(page: Page, rp_id: str) -> Refusal:
    return Refusal(
        "SecurityError",
        f"This page can't ask for passkeys of {rp_id}.",
        "rp-id-not-of-page",
        f"The page is at {page.host}, which doesn't belong to {rp_id}. Leave it, and open AWS by"
        " typing its address or from your own bookmark.",
        OURS,
    )
