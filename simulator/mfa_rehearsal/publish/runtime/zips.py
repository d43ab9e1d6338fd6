"""Reproducible zips: the same bytes at any time and on any machine."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can store. Nothing reads it."""

UNIX = 3
"""The system that every zip names, whichever one made it. Source: APPNOTE.TXT 4.4.2."""


def entry(name: str) -> ZipInfo:
    """Return an entry that does not depend on time or system."""
    info = ZipInfo(name, EARLIEST)
    info.create_system = UNIX
    return info


def write(target: Path | BytesIO, files: Mapping[str, bytes]) -> None:
    """Write files in sorted order, uncompressed and without times."""
    with ZipFile(target, "w") as out:
        for name in sorted(files):
            out.writestr(entry(name), files[name])


def read(source: Path | BytesIO) -> dict[str, bytes]:
    """Return the files of a zip."""
    with ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def as_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip."""
    out = BytesIO()
    write(out, files)
    return out.getvalue()
