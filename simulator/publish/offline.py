"""Have a finished site kept in its readers' browsers: the service worker and the list of files.

Rule: the list is made of what was written, so that nothing can be forgotten. Workbox's scripts are
sent as they came. Source: https://developer.chrome.com/docs/workbox/modules/workbox-precaching
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "simulator" / "browser" / "offline"
NODE_MODULES = ROOT / "node_modules"
WORKBOX = ("core", "precaching", "routing", "strategies")
RUNTIME = "practice/app/runtime/"

TAKEN_ALONG = "mfa-rehearsal.zip"
"""The whole site as one file, which stands in the site."""

NOT_KEPT = (".br", ".gz", ".pack", TAKEN_ALONG, "sitemap.xml", "sw.js")
"""No page asks for these; of a file and its `.pack`, sw.js keeps what the host's pages ask for."""


@dataclass(frozen=True)
class Kept:
    """What a browser keeps.

    Args:
        pages: address and hash of each file that may change under its address.
        runtime: the folder that never does.
        files: those in it.
        packed: which of these have a `.pack`.
    """

    pages: tuple[dict[str, str], ...]
    runtime: str
    files: tuple[str, ...]
    packed: tuple[str, ...]


def write(site: Path) -> None:
    """Add to a finished site what keeps it in the browser."""
    shutil.copy(SCRIPTS / "offline.js", site)
    kept = json.dumps(asdict(list_kept(site)), indent=1)
    shutil.copy(SCRIPTS / "sw.js", site)
    (site / "kept.js").write_text(f"const KEPT = {kept};\n", encoding="utf-8")
    (site / "workbox").mkdir(exist_ok=True)
    for part in WORKBOX:
        name = f"workbox-{part}"
        shutil.copy(NODE_MODULES / name / "build" / f"{name}.prod.js", site / "workbox")


def write_none(site: Path) -> None:
    """Have an earlier version's service worker take itself away, and none come after it."""
    shutil.copy(SCRIPTS / "gone.js", site / "sw.js")
    (site / "offline.js").write_text("", encoding="utf-8")


def list_kept(site: Path) -> Kept:
    """Return what sw.js is told to keep of a site."""
    files = list(_files(site))
    lasting = tuple(file for file in files if file.startswith(RUNTIME))
    folder = "/".join(lasting[0].split("/")[:4]) + "/"
    return Kept(
        pages=tuple(_revised(site, file) for file in files if file not in lasting),
        runtime=folder,
        files=lasting,
        packed=tuple(file for file in lasting if (site / f"{file}.pack").exists()),
    )


def _revised(site: Path, file: str) -> dict[str, str]:
    """Return an entry in the form that Workbox takes: an address and what tells versions apart."""
    return {"url": file, "revision": hashlib.sha256((site / file).read_bytes()).hexdigest()[:16]}


def _files(site: Path) -> Iterator[str]:
    """Return what pages ask for: of a picture in two formats, the better one."""
    for path in sorted(site.rglob("*")):
        bettered = path.suffix == ".png" and path.with_suffix(".webp").exists()
        if path.is_file() and not bettered and not path.name.endswith(NOT_KEPT):
            yield path.relative_to(site).as_posix()
