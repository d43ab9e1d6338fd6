"""The roads of all pages as files, each named after its contents and made once for its inputs."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from mfa_rehearsal.publish.paths import CACHE, PACKAGE
from mfa_rehearsal.publish.runtime import sources
from mfa_rehearsal.publish.runtime.bundle import hash_of
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.site.road_file import Page, name_of, packed
from mfa_rehearsal.views import Guide

KEPT = Kept(CACHE / "roads")

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
    name = name_of(road)
    (out / name).write_bytes(road)
    return name
