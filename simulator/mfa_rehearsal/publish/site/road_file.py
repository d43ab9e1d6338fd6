"""A road as the file that the page loads: each part of its pictures once, compressed."""

import gzip
import hashlib
import json
import re

from mfa_rehearsal.console import Edition
from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.iam.limits import DEVICE_NAME
from mfa_rehearsal.publish.site.road import GO_TO, TYPED, UNDO, Place, Road, make_road
from mfa_rehearsal.views import Guide

ROOMS = re.compile(r"(?=<section |<main)")
"""Where a picture is cut: what stays the same from one to the next is written once."""

Page = tuple[Edition, str]
"""The edition and the slug of a page."""


def packed(page: Page, guide: Guide, options: SiteOptions = OURS) -> bytes:
    """Return a page's road, compressed for hosts that don't; nothing if it leads nowhere."""
    road = make_road(*page, guide, options=options)
    if len(road.places) == 1:
        return b""
    data = json.dumps(as_data(road), separators=(",", ":"))
    return gzip.compress(data.encode(), 9, mtime=0)


def name_of(packed_road: bytes) -> str:
    """Return the name of a road's file, which tells its contents."""
    return f"{hashlib.sha256(packed_road).hexdigest()[:12]}.pack"


def as_data(road: Road) -> dict[str, object]:
    """Return a road as JSON has it. The first place is the page itself, and has no picture."""
    parts: dict[str, int] = {}
    pictures = [_picture(place, parts) for place in road.places[1:]]
    return {
        "parts": list(parts),
        "pictures": [None, *pictures],
        "ways": [
            [{"action": p.action, "fields": dict(p.fields), "to": to} for p, to in ways.items()]
            for ways in road.ways
        ],
        "undo": UNDO,
        "goTo": GO_TO,
        "typed": {"mark": TYPED, "pattern": f"^(?:{DEVICE_NAME.pattern})$"},
    }


def _picture(place: Place, parts: dict[str, int]) -> dict[str, object]:
    cut = ROOMS.split(place.html)
    html = [parts.setdefault(part, len(parts)) for part in cut]
    return {"html": html, "title": place.title, "spoken": place.spoken}
