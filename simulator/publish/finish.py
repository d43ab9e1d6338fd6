"""What a site gets when all its pages are written: offline use, a zip to take along, copies.

Rule: it adds, and changes no page. Nothing here knows MkDocs.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from simulator.publish import archive, offline

ROOT = Path(__file__).parents[2]
COMPRESSED = ROOT / ".cache" / "compressed"
COPIES = Path(__file__).with_name("copies.mjs")

COMPRESSED_ALREADY = (".pack", ".png", ".webp", ".woff2")

READ_ME = """MFA Rehearsal, to be read and practised without a network.

A browser runs it from a server only. With Python there is one; in this folder, type

    python3 -m http.server --bind 127.0.0.1 8000

and open http://127.0.0.1:8000 in a browser. For others in the room leave out `--bind 127.0.0.1`;
without HTTPS their browsers run it just as well, but keep nothing for later.
"""


def finish(site: Path, *, keep_offline: bool) -> None:
    """Complete a site that is to be published.

    Args:
        keep_offline: whether browsers are to keep the site.
    """
    if keep_offline:
        offline.write(site)
    else:
        offline.write_none(site)
    write_zip(site)
    write_copies(site)


def write_zip(site: Path) -> None:
    """Write the whole site as one file into it, the same bytes each time."""
    with ZipFile(site / offline.TAKEN_ALONG, "w", ZIP_DEFLATED, compresslevel=6) as out:
        _add(out, "README.txt", READ_ME.encode())
        for path in _taken_along(site):
            _add(out, path.relative_to(site).as_posix(), path.read_bytes())


def write_copies(site: Path) -> None:
    """Write compressed copies beside the files, for hosts that send such.

    Raises:
        SystemExit: Node failed; its own words are above.
    """
    print("Compressing copies …", end=" ", flush=True)
    begun = time.monotonic()
    command = [archive.node(), str(COPIES), str(site), str(COMPRESSED)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\nCompressing failed: see above.")
    print(f"{done.stdout.strip()} files, {time.monotonic() - begun:.1f} s", flush=True)


def _taken_along(site: Path) -> Iterator[Path]:
    """Return the files that a bare server has a use for: of two forms of a file, the packed one."""
    for path in sorted(site.rglob("*")):
        packed = path.with_name(f"{path.name}.pack").exists()
        if path.is_file() and not packed and not path.name.endswith((".br", ".gz", ".zip")):
            yield path


def _add(out: ZipFile, name: str, content: bytes) -> None:
    info = ZipInfo(f"mfa-rehearsal/{name}", archive.LONG_AGO)
    info.compress_type = ZIP_STORED if name.endswith(COMPRESSED_ALREADY) else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    out.writestr(info, content)
