"""Complete a site after its pages are written: offline use, the site as a zip, compressed copies.

Rule: this adds files and changes no page. Nothing here depends on MkDocs.
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

READ_ME = """MFA Rehearsal, for use without a network.

Browsers can only run it from a web server, and Python includes one. In this folder, type

    python3 -m http.server --bind 127.0.0.1 8000

and open http://127.0.0.1:8000 in a browser. To let others in the room use it, leave out
`--bind 127.0.0.1`. Without HTTPS, their browsers run it but store nothing for later.
"""


def finish(site: Path, *, keep_offline: bool) -> None:
    """Complete a site for publishing.

    Args:
        keep_offline: whether browsers store the site.
    """
    if keep_offline:
        precache.write(site)
    else:
        precache.write_uninstaller(site)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # it contains the time; no page requests it
    write_zip(site)
    write_copies(site)


def write_zip(site: Path) -> None:
    """Write the whole site as a zip into the site; an unchanged site reuses its zip."""
    kept = ZIPS / f"{_hash(site)}.zip"
    if not kept.exists():
        ZIPS.mkdir(parents=True, exist_ok=True)
        for old in ZIPS.iterdir():
            old.unlink()
        make_zip(site, kept)
    shutil.copyfile(kept, site / precache.SITE_ZIP)


def make_zip(site: Path, target: Path, form: int = ZIP_DEFLATED) -> None:
    """Write the whole site as a zip, with the same bytes each time.

    Args:
        form: ZIP_STORED to save time while the site is served for editing.
    """
    with ZipFile(target, "w", form, compresslevel=6) as out:
        _add(out, "README.txt", READ_ME.encode(), form)
        for path in _zipped_files(site):
            _add(out, path.relative_to(site).as_posix(), path.read_bytes(), form)


def write_copies(site: Path) -> None:
    """Write compressed copies beside the files, for hosts that send them."""
    precompress.write(site, left_out=precache.SITE_ZIP)


def _zipped_files(site: Path) -> Iterator[Path]:
    """Yield the files that a plain server needs: if a file also exists packed, only that form."""
    for path in sorted(site.rglob("*")):
        packed = path.with_name(f"{path.name}.pack").exists()
        if path.is_file() and not packed and not path.name.endswith((".br", ".gz", ".zip")):
            yield path


def _hash(site: Path) -> str:
    """Return a hash of the files and of this module, which zips them.

    The runtime's name is a hash of its contents, so its files are not read.
    """
    total = hashlib.sha256(Path(__file__).read_bytes())
    for path in _zipped_files(site):
        name = path.relative_to(site).as_posix()
        content = b"" if name.startswith(precache.RUNTIMES) else path.read_bytes()
        total.update(name.encode() + hashlib.sha256(content).digest())
    return total.hexdigest()


def _add(out: ZipFile, name: str, content: bytes, form: int) -> None:
    info = zips.entry(f"mfa-rehearsal/{name}")
    info.compress_type = ZIP_STORED if name.endswith(COMPRESSED_ALREADY) else form
    info.external_attr = 0o644 << 16
    out.writestr(info, content)
