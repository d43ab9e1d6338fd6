"""Have a finished site kept in its readers' browsers: the service worker and the list of files.

Rule: the list is made of what was written, so that nothing can be forgotten. It is written into the
service worker itself: a browser asks the host for that one file when it looks for a new version.
"""

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from mfa_rehearsal.publish.paths import SCRIPTS

SOURCES = SCRIPTS / "offline"
RUNTIMES = "practice/app/runtime/"

TAKEN_ALONG = "mfa-rehearsal.zip"
"""The whole site as one file, which stands in the site."""

NOT_KEPT = (".br", ".gz", TAKEN_ALONG, "sitemap.xml", "sw.js")
"""No page asks for these."""


@dataclass(frozen=True)
class Kept:
    """What a browser keeps.

    Args:
        files: SHA-256 of each file, in base64, by its address within the site.
        packed: which of these have a `.pack` among them. sw.js keeps the one that pages ask for.
        runtimes: where a folder of each version is that never changes.
        runtime: that of this version.
    """

    files: dict[str, str]
    packed: tuple[str, ...]
    runtimes: str
    runtime: str


def write(site: Path) -> None:
    """Add to a finished site what keeps it in the browser."""
    shutil.copy(SOURCES / "offline.js", site)
    kept = json.dumps(asdict(list_kept(site)), indent=1)
    _write_worker(site, "sw.js", {"kept.js": f"const KEPT = {kept};"})


def write_none(site: Path) -> None:
    """Have an earlier version's service worker take itself away, and none come after it."""
    _write_worker(site, "gone.js", {})
    (site / "offline.js").write_text("", encoding="utf-8")


def list_kept(site: Path) -> Kept:
    """Return what sw.js is told to keep of a site."""
    files = {quote(file): _hash(site / file) for file in _files(site)}
    (runtime,) = {file.split("/")[3] for file in files if file.startswith(RUNTIMES)}
    return Kept(
        files=files,
        packed=tuple(file for file in files if f"{file}.pack" in files),
        runtimes=RUNTIMES,
        runtime=f"{RUNTIMES}{runtime}/",
    )


def _write_worker(site: Path, script: str, imported: dict[str, str]) -> None:
    """Write a script as the site's service worker, and what it imports in its lines' place."""
    imported["caches.js"] = (SOURCES / "caches.js").read_text(encoding="utf-8")
    worker = (SOURCES / script).read_text(encoding="utf-8")
    for name, text in imported.items():
        worker = worker.replace(f'importScripts("{name}");', text)
    (site / "sw.js").write_text(worker, encoding="utf-8")


def _hash(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def _files(site: Path) -> Iterator[str]:
    """Return what pages ask for: of a picture in two formats, the better one."""
    for path in sorted(site.rglob("*")):
        bettered = path.suffix == ".png" and path.with_suffix(".webp").exists()
        if path.is_file() and not bettered and not path.name.endswith(NOT_KEPT):
            yield path.relative_to(site).as_posix()
