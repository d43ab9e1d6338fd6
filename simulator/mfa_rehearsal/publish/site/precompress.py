"""Precompressed copies beside a site's files, `.gz` and `.br`, for hosts that can send them.

Rule: compressed files are stored by content, because Brotli's best level is slow. Node, which
includes Brotli, is started only for new files.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from mfa_rehearsal.publish.paths import CACHE

KEPT = CACHE / "compressed"
COMPRESS = Path(__file__).with_name("precompress.mjs")

ENDINGS = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml", ".zip")
WORTH_IT_BYTES = 1024
SUFFIXES = (".br", ".gz")


def write(site: Path, left_out: str) -> None:
    """Write copies beside all files of a site that are worth compressing, except one name."""
    alike = _by_content(path for path in sorted(site.rglob("*")) if path.name != left_out)
    new = [paths[0] for name, paths in alike.items() if not all(_kept(name))]
    if new:
        compress(new)
    for name, paths in alike.items():
        for path in paths:
            for suffix in SUFFIXES:
                place(KEPT / f"{name}{suffix}", path.with_name(f"{path.name}{suffix}"))


def compress(paths: list[Path]) -> None:
    """Compress files and store the copies.

    Raises:
        SystemExit: Node failed; its output is above.
    """
    print("Compressing copies …", end=" ", flush=True)
    begun = time.monotonic()
    command = [Path(sys.executable).with_name("node"), COMPRESS, KEPT, *paths]
    if subprocess.run(command, check=False).returncode:
        sys.exit("Compressing failed. The reason is above.")
    print(f"{len(paths)} files, {time.monotonic() - begun:.1f} s", flush=True)


def place(kept: Path, target: Path) -> None:
    """Link a stored file to a target, or copy it if the disk has no links."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(kept)
    except OSError:  # another disk, or one without links
        shutil.copyfile(kept, target)


def _by_content(files: Iterable[Path]) -> dict[str, list[Path]]:
    """Return the files worth compressing, grouped by the hash of their content."""
    alike = defaultdict(list)
    for path in files:
        if path.suffix in ENDINGS and path.stat().st_size >= WORTH_IT_BYTES:
            alike[hashlib.sha256(path.read_bytes()).hexdigest()].append(path)
    return alike


def _kept(name: str) -> list[bool]:
    return [(KEPT / f"{name}{suffix}").exists() for suffix in SUFFIXES]
