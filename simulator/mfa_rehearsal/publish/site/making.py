"""Have the simulator's files made by a process of their own.

Rule: `python -m mfa_rehearsal.publish.site.build_cache` does the work, and only when something
changed, so that `mkdocs serve` also shows changes to Python. While a site is being edited, the
process runs beside MkDocs, which meanwhile builds the pages.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import Abort

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.site import build_cache

SIMULATOR = "practice/app/"
"""Where the files are that no page of the guide contains, and that are often made again."""


@dataclass(frozen=True)
class Making:
    """The simulator's files, which may still be being made.

    Args:
        folder: where they are made.
        process: what makes them, or None if they are current.
    """

    folder: Path
    process: subprocess.Popen[bytes] | None

    def files(self) -> build_cache.Inventory:
        """Wait for the files and return them.

        Raises:
            Abort: they could not be made. The process has printed why.
        """
        if self.wait():
            raise Abort("The simulator could not be built. The reason is above.")
        return build_cache.read(self.folder)

    def wait(self) -> int:
        """Wait until the process has ended and return its exit status; 0 if there was none."""
        return self.process.wait() if self.process else 0

    def known_files(self) -> build_cache.Inventory:
        """Return the files to give to MkDocs: all of them, or while editing those known already.

        While editing, the simulator's own files are copied into the site later.
        """
        before = next((f for f in (build_cache.QUICK, CACHE) if build_cache.exists(f)), None)
        if self.folder != build_cache.QUICK or before is None:
            return self.files()
        return [(a, path) for a, path in build_cache.read(before) if not a.startswith(SIMULATOR)]


def begin(*, quick: bool) -> Making:
    """Begin to make the files if they are out of date.

    The first build of a served site is as complete as a published one.

    Args:
        quick: while editing.
    """
    folders = (CACHE, build_cache.QUICK) if quick else (CACHE,)
    current = next((folder for folder in folders if build_cache.is_current(folder)), None)
    if current:
        return Making(current, None)
    options = ["--quick"] if quick else []
    command = [sys.executable, "-m", "mfa_rehearsal.publish.site.build_cache", *options]
    outside_watched_folders = str(CACHE / "pycache")
    env = os.environ | {"PYTHONPYCACHEPREFIX": outside_watched_folders}
    return Making(folders[-1], subprocess.Popen(command, cwd=ROOT, env=env))
