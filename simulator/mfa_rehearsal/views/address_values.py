"""The browser's address bar as plain values: what its template may read.

Rule: the domain that somebody registered stands out, as in browsers, because it alone says whose
page it is.
"""

from dataclasses import dataclass

from mfa_rehearsal.console.addresses import page_of
from mfa_rehearsal.console.world import FALSE_SCREENS, World, has_false_mail
from mfa_rehearsal.user_agent.origins import Page


@dataclass(frozen=True, eq=False)
class AddressValues:
    """An address in three parts.

    Args:
        before: what comes before the domain, such as "https://signin.aws.".
        domain: the registered domain, such as "amazon.com".
        after: the path.
    """

    before: str
    domain: str
    after: str


@dataclass(frozen=True, eq=False)
class AddressBar:
    """The address bar above the page.

    Args:
        is_false: whether it shows the false page's address.
    """

    address: AddressValues
    is_false: bool


def address_bar(world: World) -> AddressBar | None:
    """Return the bar above the page, where the address is the lesson; None elsewhere."""
    if not has_false_mail(world):
        return None
    screen = world.console.screen
    return AddressBar(address_of(page_of(screen)), screen in FALSE_SCREENS)


def address_of(page: Page) -> AddressValues:
    """Return the address of a page with its domain apart."""
    before, _, after = page.address.partition(page.host)
    return AddressValues(before + page.host.removesuffix(page.domain), page.domain, after)
