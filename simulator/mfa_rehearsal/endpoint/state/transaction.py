"""All of a change to a database, or nothing.

Rule: a transaction that cannot be committed is over all the same, so that the next one can begin.
SQLite ends it by itself after some failures and not after others.
"""

import sqlite3


class Transaction:
    """What is done in its block is in the file afterward, or none of it is."""

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
