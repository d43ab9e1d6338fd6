"""Make the files that a reader's browser runs: Pyodide, our Python, the words, scripts, styles.

Rule: what changes together is one part, in a folder that is named after its version or contents and
never changes. So browsers may cache it forever, and a changed sentence sends a sentence again, not
Pyodide. The same inputs give the same bytes. Parts are made again only when an input has changed.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import CACHE, PACKAGE, ROOT
from mfa_rehearsal.publish.runtime import archive, parts, sources, typeface
from mfa_rehearsal.publish.runtime.startup import switches

MADE_OF = "runtime.json"
"""The file that records the inputs of the current parts."""

PART = re.compile(r"^(?:(pyodide|zxing)|\w+)-[^/]+/")
"""The folder of a part. The names of the files keep only what is captured here."""

MADE_FROM = (
    "browser/*.js",
    "publish/content/coach_text.py",
    "publish/content/editions.py",
    "publish/content/sections.py",
    "publish/runtime/**/*.mjs",
    "publish/runtime/**/*.py",
    "publish/runtime/startup/used_functions.txt",
    "views/styles/*",
    "views/templates/**/*",
)
"""Inputs of the parts other than the modules that run in the browser."""


def build(out: Path = CACHE, *, quick: bool = False) -> Path:
    """Return the folder of the parts for the current inputs; make it if it doesn't exist.

    Args:
        out: where folders are made. Quick ones are made elsewhere, so that none is published.
        quick: while editing; see archive.py.
    """
    other_inputs = json.dumps(
        [
            sources.library_versions(),
            typeface.tool_versions(),
            sources.words(),
            sorted(switches.switched_off()),
        ]
    )
    inputs = hash_of(input_files(), other_inputs)
    folder = out / "runtime"
    if not _is_made_of(inputs, out):
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out) as work:
            made = Path(work) / "runtime"
            fill(made, archive.make_archive(quick=quick), quick=quick)
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)
        made_of = {"inputs": inputs, "parts": sorted(part.name for part in folder.iterdir())}
        (out / MADE_OF).write_text(json.dumps(made_of), encoding="utf-8")
    return folder


def fill(folder: Path, python: bytes, *, quick: bool) -> None:
    """Write all files that are sent into an empty folder, each part in a folder of its own."""
    font = _write_by_content(folder, "inter", parts.font())
    _write(folder / f"zxing-{parts.version(parts.ZXING)}", parts.zxing())
    pyodide = f"pyodide-{parts.version(parts.PYODIDE)}"
    _write_by_content(folder, pyodide, parts.pyodide(quick=quick))
    _write_by_content(folder, "python", parts.python(python, quick=quick))
    _write_by_content(folder, "words", parts.words(quick=quick))
    _write_by_content(folder, "styles", parts.styles(f"../{font.name}"))
    _write_by_content(folder, "scripts", parts.scripts())


def places(folder: Path) -> dict[str, str]:
    """Return the place in the folder of each file, by the name that integrity.js gives it too."""
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.*")))
    return {name_of(place): place for place in found if (folder / place).is_file()}


def name_of(place: str) -> str:
    """Return the name of a file: without versions, and with the part only if it is a library."""
    return PART.sub(lambda part: f"{part[1]}/" if part[1] else "", place)


def input_files() -> Iterator[Path]:
    """Yield the files that the parts are made from."""
    yield from sources.room_files()
    for pattern in MADE_FROM:
        yield from PACKAGE.glob(pattern)
    yield from (ROOT / "package-lock.json", ROOT / "requirements" / "pyodide-build.txt")


def hash_of(files: Iterator[Path], more: str = "") -> str:
    """Return a hash of files, their names and additional text."""
    total = hashlib.sha256(more.encode())
    for path in sorted(path for path in files if path.is_file()):
        total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _is_made_of(inputs: str, out: Path) -> bool:
    if not (out / MADE_OF).exists():
        return False
    made = json.loads((out / MADE_OF).read_text(encoding="utf-8"))
    return made["inputs"] == inputs and all(
        (out / "runtime" / part).exists() for part in made["parts"]
    )


def _write_by_content(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    """Write a part into a folder named after it and its contents."""
    total = hashlib.sha256()
    for place in sorted(files):
        total.update(place.encode() + hashlib.sha256(files[place]).digest())
    return _write(folder / f"{name}-{total.hexdigest()[:12]}", files)


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


if __name__ == "__main__":
    build()
