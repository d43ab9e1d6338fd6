"""Which files the simulator adds to the site, remembered until something they are made of changes.

Rule: a change is told by names, sizes and times, as make tells it, and nothing of the simulator is
imported to tell it: a build in which nothing changed must not wait for that.

`python -m mfa_rehearsal.publish.site.build_cache` makes the files and remembers the list.
"""

import json
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mfa_rehearsal.publish.paths import CACHE, ROOT

REMEMBERED = CACHE / "inventory.json"

MADE_OF = (
    "LICENSE",
    "docs/classic",
    "docs/drills.md",
    "docs/guide",
    "images",
    "node_modules/.package-lock.json",
    "package-lock.json",
    "requirements",
    "simulator",
)
"""Files and folders; what Python finds installed counts too."""

Inventory = list[tuple[str, str]]
"""Each file's address within the site, and where it lies."""


def read() -> Inventory:
    """Return the files as they were last made."""
    return [(address, path) for address, path in _remembered()["files"]]


def is_current() -> bool:
    """Tell whether the files are all there, and made of what is there now."""
    if not REMEMBERED.exists() or _remembered()["made_of"] != marks():
        return False
    return all(Path(path).exists() for _, path in read())


def make() -> None:
    """Make the files and remember them."""
    from mfa_rehearsal.publish.site import assets  # the whole simulator: for those only who make it

    before = marks()
    assets.build()
    remember(assets.files(), before)


def remember(files: Iterable[tuple[str, Path]], made_of: list[str]) -> None:
    """Write down the files, and the marks of what they were made of."""
    listed = [(address, str(path)) for address, path in files]
    REMEMBERED.write_text(json.dumps({"made_of": made_of, "files": listed}), encoding="utf-8")


def marks() -> list[str]:
    """Return a line for each file that the simulator's files are made of."""
    packages = Path(sysconfig.get_path("purelib"))
    return [f"{packages.stat().st_mtime_ns}", *(_mark(path) for path in _inputs())]


def _remembered() -> dict[str, Any]:
    known: dict[str, Any] = json.loads(REMEMBERED.read_text(encoding="utf-8"))
    return known


def _inputs() -> Iterator[Path]:
    for name in MADE_OF:
        path = ROOT / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (each for each in found if each.is_file() and each.suffix != ".pyc")


def _mark(path: Path) -> str:
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"


if __name__ == "__main__":
    make()
