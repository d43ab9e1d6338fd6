"""Read and write the rows of a state file: records by key, and properties of the whole account.

Rule: this module knows SQL and no record's contents. A damaged row is named in the error.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from mfa_rehearsal.endpoint.state.consistency import damaged

T = TypeVar("T")


def write_records(
    database: sqlite3.Connection,
    table: str,
    items: Iterable[T],
    key: Callable[[T], str],
    write: Callable[[T], str],
) -> None:
    """Write items, replacing those with the same keys, which keep their places."""
    database.executemany(
        f"INSERT INTO {table} VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET record = excluded.record",
        ((key(item), write(item)) for item in items),
    )


def delete_records(database: sqlite3.Connection, table: str, keys: Iterable[str]) -> None:
    """Delete the rows with these keys."""
    database.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))


def read_records(
    database: sqlite3.Connection, table: str, read: Callable[[str], T], key: str = "key"
) -> Iterator[tuple[Any, T]]:
    """Yield the key and the item of each row, in the order in which they were written.

    Args:
        database: the open file.
        table: its name.
        read: from a record to an item.
        key: the column with the keys; another one than "key" is also the order.

    Raises:
        ValueError: a record is damaged.
    """
    order = "rowid" if key == "key" else key
    rows = database.execute(f"SELECT {key}, record FROM {table} ORDER BY {order}")
    for row_key, record in rows.fetchall():
        try:
            yield row_key, read(record)
        except ValueError:
            raise damaged(table, row_key) from None


def read_property(database: sqlite3.Connection, name: str, read: Callable[[str], T]) -> T | None:
    """Return a property, or None if the file does not have it.

    Raises:
        ValueError: it is damaged.
    """
    statement = "SELECT record FROM properties WHERE key = ?"
    row = database.execute(statement, (name,)).fetchone()
    try:
        return None if row is None else read(row[0])
    except (TypeError, ValueError):
        raise damaged("properties", name) from None


def write_property(database: sqlite3.Connection, name: str, record: str) -> None:
    """Write a property, replacing the one that the file has."""
    database.execute("INSERT OR REPLACE INTO properties VALUES (?, ?)", (name, record))
