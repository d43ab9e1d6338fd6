"""Zips that are the same bytes each time, whenever and wherever they are made."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can tell; none of its readers asks."""

UNIX = 3
"""What a zip says of the system that made it, whichever did. Source: APPNOTE.TXT 4.4.2."""


def entry(name: str) -> ZipInfo:
    """Return an entry that says nothing of when and where it was made."""
    info = ZipInfo(name, LONG_AGO)
    info.create_system = UNIX
    return info


def write(target: Path | BytesIO, files: Mapping[str, bytes]) -> None:
    """Write files in one order, uncompressed and without times."""
    with ZipFile(target, "w") as out:
        for name in sorted(files):
            out.writestr(entry(name), files[name])


def read(source: Path | BytesIO) -> dict[str, bytes]:
    """Return the files of a zip."""
    with ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def as_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files."""
    out = BytesIO()
    write(out, files)
    return out.getvalue()
