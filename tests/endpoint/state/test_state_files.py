"""State files on disk: who can open them, and how damaged ones are refused."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.options import PROGRAM
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile

from tests.endpoint.command import refused, started
from tests.endpoint.sample import full_account, full_event
from tests.endpoint.test_cli import client

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Make new files open to everybody by default."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


@posix
@pytest.mark.usefixtures("open_umask")
def test_only_the_owner_can_open_the_file_and_those_next_to_it(tmp_path: Path) -> None:
    with started("--state", str(tmp_path / "s.db"), "--user", "alice") as running:
        client(running, "iam").list_users()
        found = modes(tmp_path)
        assert {"s.db", "s.db-wal"} <= set(found)
        assert set(found.values()) == {0o600}
        running.process.kill()
    with started("--state", str(tmp_path / "s.db")) as running:
        client(running, "iam").list_users()
        assert set(modes(tmp_path).values()) == {0o600}


@posix
def test_a_file_that_others_could_open_is_restricted_with_a_message(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    StateFile(str(path)).close()
    path.chmod(0o644)
    (tmp_path / "s.db-wal").touch(0o666)
    with started("--state", str(path)) as running:
        assert set(modes(tmp_path).values()) == {0o600}
        running.process.terminate()
        _, messages = running.process.communicate(timeout=20)
    assert f"Other users could open {path}. Now only you can." in messages


@posix
@pytest.mark.usefixtures("open_umask")
def test_a_new_file_is_never_open_to_others(tmp_path: Path) -> None:
    state = StateFile(str(tmp_path / "s.db"))
    state.close()
    assert not state.was_open_to_others


@posix
def test_anything_but_a_regular_file_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o644)
    for path in (Path("/dev/null"), tmp_path / "pipe", tmp_path):
        before = path.stat().st_mode
        status, messages = refused("--state", str(path))
        assert status == 2
        assert f"can't use the state file {path}: it is not a regular file" in messages
        assert path.stat().st_mode == before


def test_a_name_that_is_special_to_sqlite_is_a_file_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x?mode=memory"):
        StateFile(name).close()
        assert (tmp_path / name).is_file()


def test_a_file_that_is_not_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but some notes that are longer than its header.")
    status, messages = refused("--state", str(path))
    assert (status, messages.count("\n")) == (2, 1)
    assert f"can't use the state file {path}: it is not a database" in messages
    assert path.read_text().startswith("Not a database, but")


INVALID_JSON = ["", "{", "null", "5", '"x"', "[]", "{}", "[" * 5000, "9" * 5000]
INVALID_FIELDS = {
    "users": [
        {"user_name": 5},
        {"user_name": None},
        {"user_name": "$(touch x)"},
        {"path": "team"},
        {"create_date": "2026-11-24"},
        {"create_date": 1.5},
        {"create_date": -1},
        {"create_date": 10**30},
        {"create_date": True},
        {"tags": 5},
        {"tags": [["a", "b"]]},
        {"tags": [{"key": "a"}]},
        {"tags": [{"key": "a", "value": 1}]},
        {"tags": [{"key": "a", "value": "\ud800"}]},
        {"user_id": "\udc00"},
        {"login_profile": 5},
        {"login_profile": {"create_date": 1}},
        {"login_profile": {"create_date": 1, "password_date": "x"}},
        {"unknown": 1},
    ],
    "devices": [
        {"seed": "not base32"},
        {"seed": "MFRGG"},
        {"seed": ["M"]},
        {"serial_number": "arn:aws:iam::1:mfa/x"},
        {"name": "other"},
        {"user_name": "mallory"},
        {"user_name": 1},
        {"offset_steps": 2**70},
        {"offset_steps": None},
        {"last_pair_step": -1},
        {"used_steps": [1.5]},
        {"used_steps": 5},
        {"create_date": None},
        {"enable_date": 10**12},
    ],
    "access_keys": [
        {"status": "active"},
        {"user_name": "mallory"},
        {"access_key_id": "FAKE"},
        {"secret_access_key": 5},
        {"last_used": {"time": 1}},
        {"last_used": 5},
        {"create_date": None},
        {"unknown": 1},
    ],
    "passkeys": [
        {"user_name": "mallory"},
        {"name": "my key"},
        {"public_key": ["0", "0"]},
        {"public_key": ["1"]},
        {"public_key": 5},
        {"credential_id": "x"},
        {"aaguid": None},
        {"sign_count": "2"},
        {"unknown": 1},
    ],
    "roles": [
        {"role_name": "my role"},
        {"role_name": "other"},
        {"trust_policy": "{"},
        {"trust_policy": 5},
        {"trust_policy": '{"Statement": {"Effect": "Allow"}}'},
        {"path": "team"},
        {"max_session_s": "1"},
        {"last_used": {"time": 1}},
        {"tags": 5},
        {"unknown": 1},
    ],
    "properties": [
        {"window": "x"},
        {"counts": [1, 2]},
        {"counts": {"arn:x": "1"}},
        {"unknown": 1},
    ],
    "events": [
        {"time": None},
        {"time": 10**12},
        {"name": 5},
        {"identity": "alice"},
        {"identity": {"user_name": None}},
        {"identity": {"user_name": "alice", "session": 5}},
        {"identity": {"user_name": "alice", "session": {"issued_at": 1, "has_mfa": "no"}}},
        {"parameters": []},
        {"mfa_used": "no"},
        {"unknown": 1},
    ],
}
INVALID_RECORDS = [
    (table, json.dumps(fields)) for table, each in INVALID_FIELDS.items() for fields in each
] + [(table, record) for table in INVALID_FIELDS for record in INVALID_JSON]


def load(path: Path) -> None:
    state = StateFile(str(path))
    try:
        state.load()
        state.load_event_log()
    finally:
        state.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with an account and three events."""
    file, account = tmp_path / "s.db", full_account()
    state = StateFile(str(file))
    state.write_account(account)
    for number in (1, 2, 3):
        state.save(account, account, number, full_event(number))
    state.close()
    load(file)
    return file


def run(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(statement, values)


@pytest.mark.parametrize(
    ("table", "record"), INVALID_RECORDS, ids=[str(n) for n in range(len(INVALID_RECORDS))]
)
def test_an_invalid_record_is_named(path: Path, table: str, record: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        (old,) = database.execute(f"SELECT record FROM {table} ORDER BY rowid DESC").fetchone()
    changed = {**json.loads(old), **json.loads(record)} if record.startswith('{"') else None
    run(path, f"UPDATE {table} SET record = ?", json.dumps(changed) if changed else record)
    with pytest.raises(ValueError, match=r"its \w+ record \(.*\) is damaged"):
        load(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET account_id = '12'",
        "UPDATE account SET account_id = x'ff'",
        "UPDATE account SET alias = 5.5, account_id = NULL",
        "UPDATE account SET alias = x'00'",
        "UPDATE account SET alias = CAST(x'ff' AS TEXT)",
        "INSERT INTO account VALUES ('000000000000', '')",
        "UPDATE users SET key = 'other' WHERE key = 'alice'",
        "INSERT INTO users SELECT 'a\nb', record FROM users WHERE key = 'alice'",
        "INSERT INTO users SELECT 'ALICE', replace(record, '\"alice\"', '\"ALICE\"') FROM users"
        " WHERE key = 'alice'",
        "UPDATE devices SET record = CAST(x'ff' AS TEXT)",
        "UPDATE devices SET key = x'ff' WHERE rowid = 1",
        "UPDATE events SET number = 'x' WHERE number = 3",
        "UPDATE events SET number = 2.5 WHERE number = 2",
        "UPDATE devices SET record = 5",
        "UPDATE devices SET record = x'7b7d'",
        "UPDATE events SET number = 'x'",
        "UPDATE events SET number = number - 5",
        "UPDATE events SET number = number * 2",
        "UPDATE events SET number = NULL",
        "DELETE FROM events WHERE number = 2",
        "DELETE FROM users WHERE key = 'root'",
        "DELETE FROM users WHERE key = 'alice'",
        "INSERT INTO roles SELECT 'ADMIN', replace(record, '\"admin\"', '\"ADMIN\"') FROM roles",
        "DROP TABLE users",
        "ALTER TABLE users RENAME COLUMN record TO other",
    ],
)
def test_a_file_that_contradicts_itself_is_refused(path: Path, statement: str) -> None:
    run(path, statement)
    with pytest.raises((ValueError, sqlite3.Error), match=r"is damaged|no such|is another prog"):
        load(path)
    status, messages = refused("--state", str(path))
    assert (status, messages.count("\n")) == (2, 1)
    assert f"can't use the state file {path}: " in messages


def test_a_damaged_file_gets_a_one_line_error(path: Path) -> None:
    run(path, "UPDATE users SET record = '{}' WHERE key = 'alice'")
    assert refused("--state", str(path)) == (
        2,
        f"{PROGRAM}: error: can't use the state file {path}: its users record (alice) is damaged\n",
    )


def test_a_record_without_newer_fields_is_read(path: Path) -> None:
    for table, name in (("users", "tags"), ("devices", "offset_steps"), ("events", "cause")):
        run(path, f"UPDATE {table} SET record = json_remove(record, '$.{name}')")
    load(path)
