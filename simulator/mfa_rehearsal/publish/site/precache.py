"""Store a finished site in readers' browsers: the service worker and the list of files.

Rule: the list is made from the written files, so that none can be missing. It is inlined in the
service worker, the one file that a browser requests to look for a new version.

A page of the simulator names the files that it loads, with their hashes. So any changed file
changes all pages, which are half a megabyte compressed. But only their heads differ then, and pages
at the same depth have the same head. So the heads are a file of their own: from it and the former
version's pages, a browser makes the new ones.
"""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from mfa_rehearsal.publish.paths import SCRIPTS
from mfa_rehearsal.publish.site.head import short

SOURCES = SCRIPTS / "offline"
SIMULATOR = "practice/app/"
RUNTIMES = f"{SIMULATOR}runtime/"
HEADS = f"{SIMULATOR}heads.json"
"""The heads of the simulator's pages."""

HEAD = re.compile(
    r"(?P<opening>.*?)(?P<before><head>.*?)<title>.*?</title>(?P<after>.*?</head>)", re.DOTALL
)
"""What a page begins with, as in sw.js."""

LAZY = (HEADS, f"{SIMULATOR}roads/")
"""Files and folders that a browser stores only when something requests them: a road bridges the
wait for Python, and a stored site hardly waits."""

STALE = ("search/search_index.json",)
"""Files whose former version is enough until a page requests the new one."""

HASH_LENGTH = 22
"""Characters of base64, which are 132 bits: enough to tell files apart, and half of the list."""

SITE_ZIP = "mfa-rehearsal.zip"
"""The whole site as one file within the site."""

NOT_KEPT = (".br", ".gz", SITE_ZIP, "llms.txt", "robots.txt", "sitemap.xml", "sw.js")
"""No page requests these."""


@dataclass(frozen=True)
class Kept:
    """What a browser stores.

    Args:
        files: the beginning of the SHA-256 of each file, in base64, by its address within the site.
        packed: those files that also have a `.pack`. sw.js stores the form that pages request.
        runtimes: the folder that contains an immutable folder for each version of each part.
        parts: those folders of this version.
        simulator: the folder of the simulator's pages.
        heads: the file of their heads.
        lazy: files that are stored only when they are requested.
        stale: files whose former version is enough until they are requested.
    """

    files: dict[str, str]
    packed: tuple[str, ...]
    runtimes: str
    parts: tuple[str, ...]
    simulator: str
    heads: str
    lazy: tuple[str, ...]
    stale: tuple[str, ...]


def write(site: Path) -> None:
    """Add the scripts that store a finished site in the browser."""
    shutil.copy(SOURCES / "offline.js", site)
    (site / HEADS).write_text(json.dumps(heads(site), separators=(",", ":")), encoding="utf-8")
    kept = json.dumps(asdict(list_kept(site)), separators=(",", ":"))
    _write_worker(site, "sw.js", {"kept.js": f"const KEPT = {kept};"})


def heads(site: Path) -> dict[str, object]:
    """Return the heads of the simulator's pages, and which page has which."""
    found: dict[tuple[str, str], int] = {}
    pages = {}
    for path in sorted((site / SIMULATOR).rglob("index.html")):
        head = HEAD.match(path.read_text(encoding="utf-8"))
        assert head, f"{path} has no head"
        number = found.setdefault((head["before"], head["after"]), len(found))
        place = quote(path.relative_to(site).as_posix())
        pages[place] = {"opening": head["opening"], "head": number}
    return {"heads": list(found), "pages": pages}


def write_uninstaller(site: Path) -> None:
    """Write a service worker that removes an earlier version's, and register no new one."""
    _write_worker(site, "gone.js", {})
    (site / "offline.js").write_text("", encoding="utf-8")


def list_kept(site: Path) -> Kept:
    """Return the files of a site that sw.js stores."""
    files = {quote(file): _hash(site / file) for file in _files(site)}
    depth = RUNTIMES.count("/")
    parts = {file.split("/")[depth] for file in files if file.startswith(RUNTIMES)}
    return Kept(
        files=files,
        packed=tuple(file for file in files if f"{file}.pack" in files),
        runtimes=RUNTIMES,
        parts=tuple(f"{RUNTIMES}{part}/" for part in sorted(parts)),
        simulator=SIMULATOR,
        heads=HEADS,
        lazy=tuple(file for file in files if file.startswith(LAZY)),
        stale=tuple(file for file in files if file in STALE),
    )


def _write_worker(site: Path, script: str, imported: dict[str, str]) -> None:
    """Write a script as the site's service worker, with its imports inlined."""
    imported["caches.js"] = (SOURCES / "caches.js").read_text(encoding="utf-8")
    worker = (SOURCES / script).read_text(encoding="utf-8")
    for name, text in imported.items():
        worker = worker.replace(f'importScripts("{name}");', text)
    (site / "sw.js").write_text(short(worker), encoding="utf-8")


def _hash(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()[:HASH_LENGTH]


def _files(site: Path) -> Iterator[str]:
    """Yield the files that pages request: if a picture exists in two formats, the better one."""
    for path in sorted(site.rglob("*")):
        superseded = path.suffix == ".png" and path.with_suffix(".webp").exists()
        if path.is_file() and not superseded and not path.name.endswith(NOT_KEPT):
            yield path.relative_to(site).as_posix()
