"""Transactions are committed completely or not at all, and end in either case."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from mfa_rehearsal.endpoint.state.transaction import Transaction

TABLES = """
    PRAGMA foreign_keys = ON;
    CREATE TABLE owners (name TEXT PRIMARY KEY);
    CREATE TABLE things (owner REFERENCES owners DEFERRABLE INITIALLY DEFERRED);
"""


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """Return a database whose commits fail while a thing has no owner."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.executescript(TABLES)
        yield opened


def things(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM things").fetchone()[0])


def test_a_transaction_succeeds_after_a_failed_commit(
    database: sqlite3.Connection,
) -> None:
    with pytest.raises(sqlite3.IntegrityError), Transaction(database):
        database.execute("INSERT INTO things VALUES ('nobody')")
    assert things(database) == 0
    with Transaction(database):
        database.execute("INSERT INTO owners VALUES ('alice')")
        database.execute("INSERT INTO things VALUES ('alice')")
    assert things(database) == 1


def test_an_error_within_a_transaction_rolls_it_back(database: sqlite3.Connection) -> None:
    twice = "INSERT INTO owners VALUES (?)"
    with pytest.raises(sqlite3.IntegrityError), Transaction(database):
        database.executemany(twice, [("alice",), ("alice",)])
    with pytest.raises(sqlite3.IntegrityError), Transaction(database):
        database.execute("INSERT INTO things VALUES ('alice')")
