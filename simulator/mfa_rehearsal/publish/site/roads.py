"""The roads of all pages as files, each named after its contents and made once for its inputs."""

import gzip
import hashlib
import json
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from mfa_rehearsal.console import Edition
from mfa_rehearsal.iam.limits import DEVICE_NAME
from mfa_rehearsal.publish.paths import CACHE, PACKAGE
from mfa_rehearsal.publish.runtime import sources
from mfa_rehearsal.publish.runtime.bundle import hash_of
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.site.road import GO_TO, TYPED, UNDO, Place, Road, make_road
from mfa_rehearsal.views import Guide

KEPT = Kept(CACHE / "roads")

ROOMS = re.compile(r"(?=<section |<main)")
"""Where a picture is cut: what stays the same from one to the next is written once."""

Page = tuple[Edition, str]


def write_roads(
    pages: list[Page], guide: Guide, out: Path, *, quick: bool = False
) -> dict[Page, str]:
    """Write each page's road into a folder, and return the names of the files.

    Args:
        quick: write only the roads that an earlier build has made.
    """
    inputs = inputs_of_all(guide)
    keys = {page: key_of(inputs, *page) for page in pages}
    found = {page: KEPT.read(key) for page, key in keys.items()}
    missing = [page for page in pages if found[page] is None and not quick]
    for page, road in zip(missing, _make(missing, guide), strict=True):
        KEPT.write(keys[page], road)
        found[page] = road
    if not quick:
        KEPT.prune(keys.values())
    return {page: _write(out, road) for page, road in found.items() if road}


def inputs_of_all(guide: Guide) -> str:
    """Return a hash of all that roads are made of."""
    files = [*sources.room_files(), *(PACKAGE / "views/templates").rglob("*.html")]
    return hash_of(iter([*files, *Path(__file__).parent.glob("*.py")]), json.dumps(asdict(guide)))


def packed(page: Page, guide: Guide) -> bytes:
    """Return a page's road, compressed for hosts that don't; nothing if it leads nowhere."""
    road = make_road(*page, guide)
    if len(road.places) == 1:
        return b""
    data = json.dumps(as_data(road), separators=(",", ":"))
    return gzip.compress(data.encode(), 9, mtime=0)


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


def _make(pages: list[Page], guide: Guide) -> list[bytes]:
    if not pages:
        return []
    print(f"Drawing what the first presses of {len(pages)} pages become …", end=" ", flush=True)
    with ProcessPoolExecutor() as workers:
        made = list(workers.map(partial(packed, guide=guide), pages))
    print("done", flush=True)
    return made


def _write(out: Path, road: bytes) -> str:
    out.mkdir(parents=True, exist_ok=True)
    name = f"{hashlib.sha256(road).hexdigest()[:12]}.pack"
    (out / name).write_bytes(road)
    return name
