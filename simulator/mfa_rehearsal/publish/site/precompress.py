"""Compressed copies beside a site's files, `.gz` and `.br`, for hosts that send these as they are.

Rule: what was compressed once is kept by its content, for Brotli's best takes its time. Node, which
knows Brotli, is started only where something is new.
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

ENDINGS = (".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml", ".zip")
WORTH_IT_BYTES = 1024
SUFFIXES = (".br", ".gz")


def write(site: Path, left_out: str) -> None:
    """Lay copies beside all files of a site that are worth it, but for those of one name."""
    alike = _by_content(path for path in sorted(site.rglob("*")) if path.name != left_out)
    new = [paths[0] for name, paths in alike.items() if not all(_kept(name))]
    if new:
        compress(new)
    for name, paths in alike.items():
        for path in paths:
            for suffix in SUFFIXES:
                lay(KEPT / f"{name}{suffix}", path.with_name(f"{path.name}{suffix}"))


def compress(paths: list[Path]) -> None:
    """Have copies of files made and kept.

    Raises:
        SystemExit: Node failed; its own words are above.
    """
    print("Compressing copies …", end=" ", flush=True)
    begun = time.monotonic()
    command = [Path(sys.executable).with_name("node"), COMPRESS, KEPT, *paths]
    if subprocess.run(command, check=False).returncode:
        sys.exit("Compressing failed: see above.")
    print(f"{len(paths)} files, {time.monotonic() - begun:.1f} s", flush=True)


def lay(kept: Path, place: Path) -> None:
    """Have what is kept stand at a place too, without a second copy on the disk where it can be."""
    place.unlink(missing_ok=True)
    try:
        place.hardlink_to(kept)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(kept, place)


def _by_content(files: Iterable[Path]) -> dict[str, list[Path]]:
    """Return the files that are worth it, those of equal content together under its hash."""
    alike = defaultdict(list)
    for path in files:
        if path.suffix in ENDINGS and path.stat().st_size >= WORTH_IT_BYTES:
            alike[hashlib.sha256(path.read_bytes()).hexdigest()].append(path)
    return alike


def _kept(name: str) -> list[bool]:
    return [(KEPT / f"{name}{suffix}").exists() for suffix in SUFFIXES]
