"""Which files the simulator adds to the site, remembered until something they are made of changes.

Rule: a change is told by names, sizes and times, as make tells it, and nothing of the simulator is
imported to tell it: a build in which nothing changed must not wait for that.

`python -m mfa_rehearsal.publish.site.build_cache` makes the files and remembers the list; with
`--quick`, those for a site that is being written, in a folder of their own.
"""

import json
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.runtime.startup import switches

REMEMBERED = "inventory.json"

QUICK = CACHE / "quick"
"""Where files are made that are never published."""

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


def read(out: Path = CACHE) -> Inventory:
    """Return the files as they were last made in a folder."""
    return [(address, path) for address, path in _remembered(out)["files"]]


def is_current(out: Path = CACHE) -> bool:
    """Tell whether the files are all there, and made of what is there now."""
    if not (out / REMEMBERED).exists() or _remembered(out)["made_of"] != marks():
        return False
    return all(Path(path).exists() for _, path in read(out))


def make(out: Path = CACHE) -> None:
    """Make the files in a folder and remember them."""
    from mfa_rehearsal.publish.site import assets  # the whole simulator: for those only who make it

    before = marks()
    assets.build(out, quick=out == QUICK)
    remember(assets.files(out), before, out)


def remember(files: Iterable[tuple[str, Path]], made_of: list[str], out: Path = CACHE) -> None:
    """Write down the files, and the marks of what they were made of."""
    listed = [(address, str(path)) for address, path in files]
    known = json.dumps({"made_of": made_of, "files": listed})
    (out / REMEMBERED).write_text(known, encoding="utf-8")


def marks() -> list[str]:
    """Return a line for each file that the simulator's files are made of."""
    packages = Path(sysconfig.get_path("purelib"))
    off = sorted(switches.switched_off())
    return [f"{packages.stat().st_mtime_ns}", *off, *marks_of(MADE_OF)]


def marks_of(names: Iterable[str]) -> list[str]:
    """Return a line for each file of these files and folders, which changes with it."""
    return [_mark(path) for name in names for path in _files(ROOT / name)]


def _remembered(out: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((out / REMEMBERED).read_text(encoding="utf-8"))
    return known


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    yield from (each for each in found if each.is_file() and each.suffix != ".pyc")


def _mark(path: Path) -> str:
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"


if __name__ == "__main__":
    make(QUICK if "--quick" in sys.argv else CACHE)
