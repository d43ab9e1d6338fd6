"""While the site is served: a change is shown without building again what it can't have changed.

Rule: MkDocs builds pages only after a change of what they are made of. After any other, the
simulator's files alone are laid into the site. The site as one file is made when it is asked for.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mfa_rehearsal.publish.site import build_cache, postbuild, precache

PAGES_MADE_OF = ("docs", "mkdocs.yml", "simulator/mfa_rehearsal/publish")
"""What MkDocs reads, and what tells it how."""

App = Callable[..., Iterable[bytes]]
"""Answers a request, as WSGI has it."""


class Rebuild:
    """What MkDocs's server calls after a change."""

    def __init__(self, build: Callable[[], None], lay: Callable[[], None]) -> None:
        """Take what builds the whole site, and what lays the simulator's files into it."""
        self.build = build
        self.lay = lay
        self.made_of = pages_made_of()

    def __call__(self) -> None:
        """Build what has changed."""
        now = pages_made_of()
        if now == self.made_of:
            self.lay()
        else:
            self.build()
            self.made_of = now


def pages_made_of() -> list[str]:
    """Return a line for each file that MkDocs's pages are made of."""
    return build_cache.marks_of(PAGES_MADE_OF)


def lay(files: build_cache.Inventory, site: Path) -> int:
    """Lay files into a site, in place of other versions, and return how many were copied."""
    wanted = {site / address for address, _ in files}
    for old in (site / precache.RUNTIMES).rglob("*"):
        if old.is_file() and old not in wanted:
            old.unlink()
    return sum(_copy(Path(path), site / address) for address, path in files)


def zip_when_asked(app: App, site: Path) -> App:
    """Return an app that makes the site as one file whenever somebody asks for it."""

    def answer(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        if environ["PATH_INFO"] == f"/{precache.TAKEN_ALONG}":
            postbuild.write_zip(site)
        return app(environ, start_response)

    return answer


def _copy(path: Path, place: Path) -> bool:
    """Copy a file where it is not yet, and tell whether that was so."""
    if place.exists() and _version(place) == _version(path):
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, place)
    return True


def _version(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
