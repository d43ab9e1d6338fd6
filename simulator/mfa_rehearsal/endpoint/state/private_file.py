"""A file that only its owner can read, from its first moment.

Rule: SQLite gives the files beside its own (`-wal` and others) the mode of its own, so that one is
created before SQLite opens it. What is there already with a wider mode is narrowed.
"""

import os
import stat
from pathlib import Path

BESIDE = ("", "-wal", "-shm", "-journal")
OWNER_ONLY = 0o600
FOR_OTHERS = 0o077


def make_private(path: Path) -> bool:
    """Create a file, or narrow the mode of one that is there and of those beside it.

    Returns:
        whether others could open it before.

    Raises:
        OSError: it cannot be created or is another user's.
        ValueError: it is not a file.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
    except FileExistsError:
        if not path.is_file():
            raise ValueError("it is not a regular file") from None
    narrowed = [_narrow(path.with_name(path.name + end)) for end in BESIDE]
    return any(narrowed)


def _narrow(path: Path) -> bool:
    if os.name != "posix" or not path.is_file():
        return False
    is_open = bool(stat.S_IMODE(path.stat().st_mode) & FOR_OTHERS)
    if is_open:
        path.chmod(OWNER_ONLY)
    return is_open
