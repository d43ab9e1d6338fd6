"""What a site gets when all its pages are written: offline use, a zip to take along, copies.

Rule: it adds, and changes no page. Nothing here knows MkDocs.
"""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from mfa_rehearsal.publish.paths import CACHE
from mfa_rehearsal.publish.runtime import zips
from mfa_rehearsal.publish.site import precache, precompress

ZIPS = CACHE / "zips"

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
        precache.write(site)
    else:
        precache.write_none(site)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # has the time in it, and no page asks for it
    write_zip(site)
    write_copies(site)


def write_zip(site: Path) -> None:
    """Write the whole site as one file into it; the same site's is made once."""
    kept = ZIPS / f"{_hash(site)}.zip"
    if not kept.exists():
        ZIPS.mkdir(parents=True, exist_ok=True)
        for old in ZIPS.iterdir():
            old.unlink()
        make_zip(site, kept)
    shutil.copyfile(kept, site / precache.TAKEN_ALONG)


def make_zip(site: Path, target: Path, form: int = ZIP_DEFLATED) -> None:
    """Write the whole site as one file, the same bytes each time.

    Args:
        form: ZIP_STORED where it is to be made at once: while the site is served and changed.
    """
    with ZipFile(target, "w", form, compresslevel=6) as out:
        _add(out, "README.txt", READ_ME.encode(), form)
        for path in _taken_along(site):
            _add(out, path.relative_to(site).as_posix(), path.read_bytes(), form)


def write_copies(site: Path) -> None:
    """Write compressed copies beside the files, for hosts that send such."""
    precompress.write(site, left_out=precache.TAKEN_ALONG)


def _taken_along(site: Path) -> Iterator[Path]:
    """Return the files that a bare server has a use for: of two forms of a file, the packed one."""
    for path in sorted(site.rglob("*")):
        packed = path.with_name(f"{path.name}.pack").exists()
        if path.is_file() and not packed and not path.name.endswith((".br", ".gz", ".zip")):
            yield path


def _hash(site: Path) -> str:
    """Return a hash of the files, and of the lines here that zip them.

    The runtime's name says what is in it: that is read by nobody here.
    """
    total = hashlib.sha256(Path(__file__).read_bytes())
    for path in _taken_along(site):
        name = path.relative_to(site).as_posix()
        content = b"" if name.startswith(precache.RUNTIMES) else path.read_bytes()
        total.update(name.encode() + hashlib.sha256(content).digest())
    return total.hexdigest()


def _add(out: ZipFile, name: str, content: bytes, form: int) -> None:
    info = zips.entry(f"mfa-rehearsal/{name}")
    info.compress_type = ZIP_STORED if name.endswith(COMPRESSED_ALREADY) else form
    info.external_attr = 0o644 << 16
    out.writestr(info, content)
