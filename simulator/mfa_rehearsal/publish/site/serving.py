"""While the site is served: show a change without rebuilding what it can't affect.

Rule: MkDocs builds pages only after one of their sources changes. After any other change, only the
simulator's files are copied into the site. The site's zip is made when it is requested.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mfa_rehearsal.publish.site import build_cache, postbuild, precache

PAGES_MADE_OF = (
    "docs",
    "hosting",
    "mkdocs.yml",
    "simulator/mfa_rehearsal/embedding",
    "simulator/mfa_rehearsal/publish",
)
"""What MkDocs reads, including its settings."""

App = Callable[..., Iterable[bytes]]
"""A WSGI application."""


class Rebuild:
    """The function that MkDocs's server calls after a change."""

    def __init__(self, build: Callable[[], None], copy: Callable[[], None]) -> None:
        """Take a function that builds the site, and one that copies the simulator's files."""
        self.build = build
        self.copy = copy
        self.made_of = pages_made_of()

    def __call__(self) -> None:
        """Build or copy what has changed."""
        now = pages_made_of()
        if now == self.made_of:
            self.copy()
        else:
            self.build()
            self.made_of = now


def pages_made_of() -> list[str]:
    """Return a mark for each file that MkDocs's pages are made from."""
    return build_cache.marks_of(PAGES_MADE_OF)


def copy_files(files: build_cache.Inventory, site: Path) -> int:
    """Copy changed files into a site, delete old runtimes, and return the number of copies."""
    wanted = {site / address for address, _ in files}
    for old in (site / precache.RUNTIMES).rglob("*"):
        if old.is_file() and old not in wanted:
            old.unlink()
    return sum(_copy(Path(path), site / address) for address, path in files)


def zip_on_request(app: App, site: Path) -> App:
    """Return an app that makes the site's zip whenever it is requested."""

    def answer(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        if environ["PATH_INFO"] == f"/{precache.SITE_ZIP}":
            postbuild.write_zip(site)
        return app(environ, start_response)

    return answer


def _copy(path: Path, place: Path) -> bool:
    """Copy a file unless the site already has it, and tell whether it was copied."""
    if place.exists() and _version(place) == _version(path):
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, place)
    return True


def _version(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
