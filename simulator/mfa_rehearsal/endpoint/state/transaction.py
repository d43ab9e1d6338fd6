"""Change a database completely or not at all.

Rule: a transaction that cannot be committed is ended too, so that the next one can begin. SQLite
ends it by itself after some failures but not after others.
"""

import sqlite3


class Transaction:
    """A context manager that commits its block, or rolls it back after an error."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._database.execute("COMMIT")
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
