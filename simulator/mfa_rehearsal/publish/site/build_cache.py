"""The list of files that the simulator adds to the site, stored until one of its sources changes.

Rule: changes are detected by names, sizes and times, as make does. Detecting them imports nothing
of the simulator, so that a build without changes doesn't wait for that.

`python -m mfa_rehearsal.publish.site.build_cache` makes the files and stores the list. With
`--quick`, it makes those for editing, in a separate folder.
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
"""Where files that are never published are made."""

MADE_OF = (
    "LICENSE",
    "docs/classic",
    "docs/drills.md",
    "docs/guide",
    "docs/passkey",
    "images",
    "node_modules/.package-lock.json",
    "package-lock.json",
    "requirements",
    "simulator",
)
"""Files and folders. Python's installed packages count too."""

Inventory = list[tuple[str, str]]
"""Each file's address within the site, and its path."""


def read(out: Path = CACHE) -> Inventory:
    """Return the files that were last made in a folder."""
    return [(address, path) for address, path in _remembered(out)["files"]]


def exists(out: Path) -> bool:
    """Tell whether files have been made in a folder."""
    return (out / REMEMBERED).exists()


def is_current(out: Path = CACHE) -> bool:
    """Tell whether all files exist and were made from the current sources."""
    if not exists(out) or _remembered(out)["made_of"] != marks():
        return False
    return all(Path(path).exists() for _, path in read(out))


def make(out: Path = CACHE) -> None:
    """Make the files in a folder and store the list."""
    from mfa_rehearsal.publish.site import assets  # not at the top: it imports the whole simulator

    before = marks()
    assets.build(out, quick=out == QUICK)
    remember(assets.files(out), before, out)


def remember(files: Iterable[tuple[str, Path]], made_of: list[str], out: Path = CACHE) -> None:
    """Store the list of files and the marks of their sources."""
    listed = [(address, str(path)) for address, path in files]
    known = json.dumps({"made_of": made_of, "files": listed})
    (out / REMEMBERED).write_text(known, encoding="utf-8")


def marks() -> list[str]:
    """Return a mark for each source of the simulator's files."""
    packages = Path(sysconfig.get_path("purelib"))
    off = sorted(switches.switched_off())
    return [f"{packages.stat().st_mtime_ns}", *off, *marks_of(MADE_OF)]


def marks_of(names: Iterable[str]) -> list[str]:
    """Return a mark for each file in these files and folders, which changes with the file."""
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
