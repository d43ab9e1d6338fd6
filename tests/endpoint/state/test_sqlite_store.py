"""The state file: an account read back equals the one written."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.backend import NullStore
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.state.event_log import MAX_EVENTS
from mfa_rehearsal.endpoint.state.records import read_device, write_device, write_user
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices
from mfa_rehearsal.iam.activity import Event

from tests.endpoint.command import refused, started
from tests.endpoint.conftest import ACCOUNT_ID, NOW, Endpoint, refusal
from tests.endpoint.sample import SECRET, TAGS, full_account, full_event
from tests.endpoint.test_cli import client


@pytest.fixture
def account() -> Account:
    """Return an account with something in every field."""
    return full_account()


def read_back(path: Path, state: StateFile) -> Account | None:
    state.close()
    again = StateFile(str(path))
    account = again.load()
    again.close()
    return account


def test_a_new_file_contains_no_account(tmp_path: Path) -> None:
    state = StateFile(str(tmp_path / "state.db"))
    assert state.load() is None
    state.close()


def test_an_account_read_back_equals_the_one_written(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.write_account(account)
    assert read_back(path, state) == account


def test_a_device_from_an_older_file_is_read(account: Account) -> None:
    device = account.devices[0]
    older = write_device(device).replace('"secret":', '"seed":')
    assert older != write_device(device)
    assert read_device(older) == device


def test_changes_are_read_back_in_order(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.write_account(account)
    changes: list[Callable[[Account], Account]] = [
        lambda after: iam.create_user(after, "bob", "AIDAB", NOW),
        lambda after: iam.create(after, "third", SECRET, NOW),
        lambda after: iam.tag(after, after.devices[0].serial_number, TAGS),
        lambda after: iam.delete(after, after.devices[0].serial_number),
        lambda after: iam.delete_user(after, "bob"),
    ]
    before = account
    for number, change in enumerate(changes, 1):
        after = change(before)
        state.save(before, after, number, full_event(number))
        before = after
    assert read_back(path, state) == before
    assert [device.name for device in before.devices] == ["phone", "third"]


def test_a_failed_change_leaves_the_file_unchanged(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.write_account(account)
    unwritable = replace(account.devices[0], create_date=object())  # type: ignore[arg-type]
    also = iam.create_user(account, "bob", "AIDAB", NOW)
    changed = replace(also, devices=Devices((unwritable, account.devices[1])))
    with pytest.raises(TypeError):
        state.save(account, changed, 1, full_event(1))
    assert read_back(path, state) == account


class FullDisk(NullStore):
    """A store without space."""

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        raise errors.store_unavailable()


def test_a_change_that_cannot_be_stored_is_refused_and_not_made(endpoint: Endpoint) -> None:
    endpoint.backend.store = FullDisk()
    before = endpoint.backend.account
    for form in ({"VirtualMFADeviceName": "phone"}, {"VirtualMFADeviceName": "no such name"}):
        response = endpoint.raw("CreateVirtualMFADevice", **form)
        assert response.error[:2] == ("ServiceUnavailable", 503)
        assert endpoint.backend.account is before
    assert list(endpoint.backend.event_log) == []


def test_one_endpoint_at_a_time_can_use_a_file(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")
    state = StateFile(path)
    with pytest.raises(ValueError, match="another endpoint is using it"):
        StateFile(path)
    state.close()


def test_events_read_back_equal_those_written_and_keep_their_numbers(
    tmp_path: Path, account: Account
) -> None:
    path = str(tmp_path / "state.db")
    state = StateFile(path)
    state.write_account(account)
    for number in range(1, MAX_EVENTS + 3):
        state.save(account, account, number, full_event(number))
    state.close()
    again = StateFile(path)
    again.write_account(account)
    event_log = again.load_event_log()
    again.close()
    assert list(event_log) == [full_event(number) for number in range(3, MAX_EVENTS + 3)]
    assert next(event_log.newest_first()) == (MAX_EVENTS + 2, full_event(MAX_EVENTS + 2))


def test_successful_and_refused_requests_are_events_in_the_file(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")
    with started("--state", path) as running:
        iam_client = client(running, "iam")
        iam_client.list_users()
        refusal(iam_client.get_user, UserName="mallory")
        running.process.kill()
    state = StateFile(path)
    events = [(each.name, each.error_code) for each in state.load_event_log()]
    state.close()
    assert events == [("ListUsers", ""), ("GetUser", "NoSuchEntity")]


OLD_TABLES = """
    CREATE TABLE account (account_id TEXT PRIMARY KEY, alias TEXT NOT NULL);
    CREATE TABLE users (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE devices (key TEXT PRIMARY KEY, record TEXT NOT NULL);
"""


def test_a_file_from_before_events_were_stored_is_read(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    old = sqlite3.connect(path, isolation_level=None)
    old.executescript(OLD_TABLES)
    old.execute("INSERT INTO account VALUES (?, ?)", (ACCOUNT_ID, "example-corp"))
    for user in account.users:
        old.execute("INSERT INTO users VALUES (?, ?)", (user.user_name, write_user(user)))
    for device in account.devices:
        record = json.dumps({**json.loads(write_device(device)), "attempts": {"count": 2}})
        old.execute("INSERT INTO devices VALUES (?, ?)", (device.serial_number, record))
    old.close()
    state = StateFile(str(path))
    expected = Account(account.account_id, account.alias, account.users, account.devices)
    assert state.load() == expected
    assert list(state.load_event_log()) == []
    state.close()


def test_a_file_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")
    StateFile(path).close()
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(ValueError, match="a newer version of the endpoint wrote it"):
        StateFile(path)
    assert refused("--state", path)[0] == 2
