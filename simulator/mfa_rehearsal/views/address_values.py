"""The browser's address bar as plain values: what its template may read.

Rule: the domain that somebody registered stands out, as in browsers, because it alone says whose
page it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mfa_rehearsal.console.addresses import page_of
from mfa_rehearsal.console.world import FALSE_SCREENS, World, has_false_mail
from mfa_rehearsal.user_agent.origins import Page
from mfa_rehearsal.user_agent.surroundings import OWN_COMPUTER, Surroundings

WHERE: Mapping[Surroundings, str] = {
    "own-computer": "on your own computer",
    "virtual-machine": "in a virtual machine",
    "remote-session": "in a remote session",
    "private-window": "in a private window",
}
"""Where a browser runs, in words that follow a verb."""


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
        where: where the browser runs, such as "in a virtual machine"; "" on the own computer.
    """

    address: AddressValues
    is_false: bool
    where: str


def address_bar(world: World) -> AddressBar | None:
    """Return the bar above the page, where the browser or its address is the lesson, or None."""
    away = world.surroundings != OWN_COMPUTER
    if not (has_false_mail(world) or away):
        return None
    screen = world.console.screen
    where = WHERE[world.surroundings] if away else ""
    return AddressBar(address_of(page_of(screen)), screen in FALSE_SCREENS, where)


def address_of(page: Page) -> AddressValues:
    """Return the address of a page with its domain apart."""
    before, _, after = page.address.partition(page.host)
    return AddressValues(before + page.host.removesuffix(page.domain), page.domain, after)
