"""Whom to call when locked out, where a reader of this site can use it.

Rule: it is about the reader's real account. So it appears in the coach and never in the console,
whose pages are AWS's.
"""

from mfa_rehearsal.console.site_options import Contact
from mfa_rehearsal.lessons import Run
from mfa_rehearsal.lessons.goals.devices import FACTOR_SCREENS
from mfa_rehearsal.lessons.goals.state import locked_out


def contact_values(run: Run) -> Contact | None:
    """Return the site's contact while the reader can't sign in, or None."""
    world = run.world
    if world.console.signed_in:
        return None
    screen = world.console.screen
    is_refused = run.refusal is not None and screen.startswith("sign-in")
    on_way_back = screen == "sign-in-trouble" or screen in FACTOR_SCREENS
    return world.options.contact if is_refused or on_way_back or locked_out(world) else None
