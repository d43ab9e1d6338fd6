"""Only new files and the endpoint's own are used; another program's file is left as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.state.ownership import APPLICATION_ID
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile

from tests.endpoint.command import refused
from tests.endpoint.sample import full_account

OURS = """
    CREATE TABLE account (account_id TEXT PRIMARY KEY, alias TEXT NOT NULL);
    CREATE TABLE users (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE devices (key TEXT PRIMARY KEY, record TEXT NOT NULL);
"""
FOREIGN = [
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'x');",
    "CREATE TABLE account (account_id TEXT, alias TEXT); INSERT INTO account VALUES ('1', 'x');",
    f"{OURS} CREATE TABLE bookmarks (address TEXT); INSERT INTO bookmarks VALUES ('x');",
    f"{OURS} CREATE TABLE events (id INTEGER, title TEXT); INSERT INTO events VALUES (1, 'x');",
    f"PRAGMA application_id = 7; {OURS} INSERT INTO users VALUES ('x', 'x');",
    "PRAGMA application_id = 7;",
    "PRAGMA journal_mode = WAL; CREATE TABLE users (name TEXT); INSERT INTO users VALUES ('x');",
]


def script(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(statements)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mode) for each in folder.iterdir()}


@pytest.mark.parametrize("statements", FOREIGN, ids=[str(n) for n in range(len(FOREIGN))])
def test_another_programs_database_is_refused_and_left_as_it_is(
    tmp_path: Path, statements: str
) -> None:
    path = tmp_path / "theirs.db"
    script(path, statements)
    path.chmod(0o644)
    before = contents(tmp_path)
    status, messages = refused("--state", str(path), "--user", "alice")
    assert (status, messages.count("\n")) == (2, 1)
    assert f"can't use the state file {path}: it is another program's database" in messages
    assert contents(tmp_path) == before


def test_another_programs_unfinished_changes_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE users (name TEXT);")
        with pytest.raises(ValueError, match="another program's database"):
            StateFile(str(path))
        database.execute("INSERT INTO users VALUES ('x')")
        assert database.execute("SELECT count(*) FROM users").fetchone() == (1,)


@pytest.mark.parametrize("statements", ["", "PRAGMA user_version = 0; VACUUM;"])
def test_an_empty_file_becomes_a_state_file(tmp_path: Path, statements: str) -> None:
    path = tmp_path / "s.db"
    path.touch()
    script(path, statements)
    state = StateFile(str(path))
    assert state.load() is None
    state.write_account(full_account())
    state.close()
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")


def test_a_short_file_and_a_truncated_one_are_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    state = StateFile(str(path))
    state.write_account(full_account())
    state.close()
    whole = path.read_bytes()
    for content in (b"x", b"SQLite format 3\0", whole[:100], whole[:4096], whole[:-4096]):
        path.write_bytes(content)
        status, messages = refused("--state", str(path))
        assert (status, messages.count("\n")) == (2, 1)
        assert f"can't use the state file {path}: " in messages
