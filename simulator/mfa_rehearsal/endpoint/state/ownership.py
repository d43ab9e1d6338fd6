"""Recognize a state file before anything in it is changed.

Rule: a file is used only if it is new, or empty, or the endpoint wrote it. Its application ID says
so; files from before there was one have exactly the endpoint's tables. Looking at a file changes
neither it nor the files next to it.

Source: SQLite's database file format, sections 1.3 (offsets 18 and 68) and 1.3.17.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

APPLICATION_ID: Final = 0x4D464152
SCHEMA_VERSION: Final = 4
"""`PRAGMA user_version`: 0 without events, 2 without properties and access keys, 3 without passkeys
and roles."""

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
WAL_MODE = 2

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "account": ("account_id", "alias"),
    "users": ("key", "record"),
    "devices": ("key", "record"),
    "events": ("place", "number", "record"),
}
"""The tables of a file without an application ID; the oldest have no events."""

OPTIONAL: Final = {"events"}
FOREIGN: Final = "another program's database; choose another file"


def check_ownership(path: Path) -> None:
    """Check that a file is new, empty or the endpoint's own.

    Raises:
        ValueError: it is not, or a newer version of the endpoint wrote it.
        OSError, sqlite3.Error: it cannot be read.
    """
    if not path.exists():
        return
    if not path.is_file():
        raise ValueError("it is not a regular file")
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if not header:
        return
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise ValueError("it is not a database")
    _check_application(int.from_bytes(header[68:72], "big"))
    with _open_to_read(path, is_wal=header[18] == WAL_MODE) as database:
        _check_database(database)


@contextmanager
def _open_to_read(path: Path, *, is_wal: bool) -> Iterator[sqlite3.Connection]:
    """Open a file without changing anything; the `-wal` file beside it may have newer pages."""
    shared_memory = path.with_name(f"{path.name}-shm")
    had_shared_memory = shared_memory.exists()
    has_wal = path.with_name(f"{path.name}-wal").exists()
    mode = "mode=ro&immutable=1" if is_wal and not has_wal else "mode=ro"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=1)) as database:
            yield database
    finally:
        if not had_shared_memory:
            shared_memory.unlink(missing_ok=True)


def _check_database(database: sqlite3.Connection) -> None:
    (application_id,) = database.execute("PRAGMA application_id").fetchone()
    _check_application(application_id)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if application_id == 0 and not _has_old_tables(database):
        raise ValueError(f"it is {FOREIGN}")
    if not 0 <= version <= SCHEMA_VERSION:
        raise ValueError("a newer version of the endpoint wrote it")


def _check_application(application_id: int) -> None:
    if application_id not in (0, APPLICATION_ID):
        raise ValueError(f"it is {FOREIGN}")


def _has_old_tables(database: sqlite3.Connection) -> bool:
    """Return whether a file has nothing in it, or what the endpoint once wrote."""
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql > ''")}
    if not names:
        return True
    columns = {name: _columns(database, name) for name in COLUMNS if name in names}
    is_whole = names - OPTIONAL == COLUMNS.keys() - OPTIONAL
    return is_whole and all(columns[name] == COLUMNS[name] for name in columns)


def _columns(database: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(name for _, name, *_ in database.execute(f"PRAGMA table_info({table})"))
