"""Create a file that only its owner can read, from the start.

Rule: SQLite gives the files next to its own (`-wal` and others) the same mode, so the file is
created before SQLite opens it. An existing file with a more open mode is restricted.
"""

import os
import stat
from pathlib import Path

SUFFIXES = ("", "-wal", "-shm", "-journal")
OWNER_ONLY = 0o600
FOR_OTHERS = 0o077


def make_private(path: Path) -> bool:
    """Create a file, or restrict an existing one and SQLite's files next to it.

    Returns:
        whether other users could open it before.

    Raises:
        OSError: it cannot be created, or it belongs to another user.
        ValueError: it is not a regular file.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
    except FileExistsError:
        if not path.is_file():
            raise ValueError("it is not a regular file") from None
    restricted = [_restrict(path.with_name(path.name + suffix)) for suffix in SUFFIXES]
    return any(restricted)


def _restrict(path: Path) -> bool:
    if os.name != "posix" or not path.is_file():
        return False
    is_open = bool(stat.S_IMODE(path.stat().st_mode) & FOR_OTHERS)
    if is_open:
        path.chmod(OWNER_ONLY)
    return is_open
