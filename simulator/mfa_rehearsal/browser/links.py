"""Links in a copy of the simulator that isn't in our site: to its own pages, and to a guide.

Rule: the views draw links for our site. A copy elsewhere has the simulator's pages in its own
folder, and its owner says where the links to the guide lead.
"""

import re
from functools import partial

from markupsafe import escape

APP = "practice/app/"
"""The simulator's folder in our site."""

LINK = r'<a\b([^>]*?)\shref="((?:\.\./){3,4})([^"]*)"([^>]*)>(.*?)</a>'
"""A link that leads from a page of the simulator to the root of our site, and on from there."""

OUTSIDE = re.compile(LINK, re.DOTALL)
ALONE = re.compile(rf"<p>{LINK}</p>", re.DOTALL)
"""A paragraph that is only a link."""

SELF_STANDING = "class="
"""A link that looks like a button or part of the bar says nothing once it leads nowhere."""


def relocate(html: str, guide: str) -> str:
    """Return a page's HTML with links for a copy of the simulator.

    Args:
        html: as drawn for our site.
        guide: an address that ends in a slash is a copy of our guide, so that links lead to its
            pages. Any other address is the page that all links lead to. Without an address, links
            within sentences become plain text, and others disappear.
    """
    if not guide:
        html = ALONE.sub("", html)
    return OUTSIDE.sub(partial(_relocated, guide=guide), html)


def _relocated(found: re.Match[str], guide: str) -> str:
    before, up, address, after, text = found.groups()
    if address.startswith(APP):
        target = up.removesuffix("../../") + address.removeprefix(APP)
    elif guide:
        target = escape(guide) + (address if guide.endswith("/") else "")
    else:
        return "" if SELF_STANDING in before + after else text
    return f'<a{before} href="{target}"{after}>{text}</a>'
