"""Open a state file's database, and create the tables that it lacks.

Rule: the tables and the marks that make a file recognizable are written in one transaction.
"""

import sqlite3
from pathlib import Path

from mfa_rehearsal.endpoint.state.ownership import APPLICATION_ID, SCHEMA_VERSION

PRAGMAS = ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL")
TABLES = """
    CREATE TABLE IF NOT EXISTS account (account_id TEXT PRIMARY KEY, alias TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS properties (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS users (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS devices (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS access_keys (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS passkeys (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS roles (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS events (place INTEGER PRIMARY KEY, number INTEGER, record TEXT);
"""
MARKS = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
"""What makes a file recognizable as the endpoint's own."""


def open_database(path: Path) -> sqlite3.Connection:
    """Open a file for this endpoint alone; invalid UTF-8 in it is read as damaged text.

    Raises:
        sqlite3.Error: it cannot be written, it is damaged, or another endpoint uses it.
    """
    database = sqlite3.connect(path, timeout=1, isolation_level=None)
    database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.executescript(f"BEGIN EXCLUSIVE; {TABLES} {MARKS} COMMIT;")
    except sqlite3.Error:
        database.close()
        raise
    return database
