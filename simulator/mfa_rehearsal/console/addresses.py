"""The address of each page, as the browser's address bar shows it.

The false page's domain is reserved, so that nobody can register it (RFC 2606).

Source: AWS Sign-In User Guide, the addresses of the sign-in page and the console.
"""

from typing import Final

from mfa_rehearsal.console.world import FALSE_SCREENS, SIGN_IN_SCREENS, Screen
from mfa_rehearsal.user_agent.origins import Page

SIGN_IN_PAGE: Final = Page("https://signin.aws.amazon.com/signin")
FALSE_PAGE: Final = Page("https://signin.account-check.example/signin")
CONSOLE_PAGE: Final = Page("https://console.aws.amazon.com/iam/home")


def page_of(screen: Screen) -> Page:
    """Return the page that a screen is."""
    if screen in FALSE_SCREENS:
        return FALSE_PAGE
    return SIGN_IN_PAGE if screen in SIGN_IN_SCREENS else CONSOLE_PAGE
