"""The account in an SQLite file: a row a user, a row a device, a row an event.

Rule: a change is one transaction, committed before it is answered. In WAL mode a commit is in the
operating system's hands when it returns, so the file holds what was acknowledged however the
endpoint ends, kill -9 included; only a power cut could take the last moments (never the file). One
endpoint holds the file at a time. Events have KEPT_EVENTS rows, and the newest takes the oldest's.
A file from before there were events is read as one in which none happened yet.
When the disk is full, each request is refused with 503 and has not happened; when there is room
again, the next one is done.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.state.event_log import KEPT_EVENTS, EventLog
from mfa_rehearsal.endpoint.state.private_file import make_private
from mfa_rehearsal.endpoint.state.records import (
    read_device,
    read_event,
    read_user,
    write_device,
    write_event,
    write_user,
)
from mfa_rehearsal.endpoint.state.transaction import Transaction
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices, Users
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import ACCOUNT_ID_PATTERN

T = TypeVar("T")
log = logging.getLogger(__name__)

PRAGMAS = ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL")
TABLES = """
    CREATE TABLE IF NOT EXISTS account (account_id TEXT PRIMARY KEY, alias TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS users (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS devices (key TEXT PRIMARY KEY, record TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS events (place INTEGER PRIMARY KEY, number INTEGER, record TEXT);
"""
FORM = 2
"""What `PRAGMA user_version` says of a file that has events; it was 0 before."""


class StateFile:
    """An account's file, opened and held.

    Args:
        path: of the file, which is made if it is not there.

    Raises:
        sqlite3.Error: it is another endpoint's now, cannot be written, or is no database.
        OSError: it cannot be opened or made private.
        ValueError: it was written by a newer endpoint, or is not a file.
    """

    def __init__(self, path: str) -> None:
        real = Path(path).resolve()
        self._told = ""
        self.was_open_to_others = make_private(real)
        self._database = sqlite3.connect(real, timeout=1, isolation_level=None)
        for pragma in PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        (form,) = self._database.execute("PRAGMA user_version").fetchone()
        if form > FORM:
            self.close()
            raise ValueError("a newer version of the endpoint wrote it")
        self._database.executescript(
            f"BEGIN EXCLUSIVE; {TABLES} PRAGMA user_version = {FORM}; COMMIT;"
        )

    def load(self) -> Account | None:
        """Return the account in the file, or None if the file is new.

        Raises:
            ValueError: a record is damaged, or they contradict each other.
        """
        known = self._database.execute("SELECT account_id, alias FROM account").fetchone()
        if known is None:
            return None
        account_id, alias = known
        if not (_is_text(account_id, alias) and ACCOUNT_ID_PATTERN.fullmatch(account_id)):
            raise _damaged("account", account_id)
        users = Users(self._records("users", read_user))
        devices = Devices(self._records("devices", read_device))
        account = Account(account_id, alias, users, devices)
        _check_whole(account)
        return account

    def load_event_log(self) -> EventLog:
        """Return the events in the file.

        Raises:
            ValueError: one is damaged, or one between others is missing.
        """
        (first, last, count) = self._database.execute(
            "SELECT min(number), max(number), count(*) FROM events"
        ).fetchone()
        events = list(self._records("events", read_event, "number"))
        if events and not (isinstance(first, int) and 0 < first == last - count + 1):
            raise _damaged("events", "all")
        return EventLog(events, first - 1 if events else 0)

    def begin(self, account: Account) -> None:
        """Write a whole account, in place of the one in the file."""
        with Transaction(self._database):
            for table in ("account", "users", "devices"):
                self._database.execute(f"DELETE FROM {table}")
            self._database.execute(
                "INSERT INTO account VALUES (?, ?)", (account.account_id, account.alias)
            )
            self._write("users", account.users, Users.key, write_user)
            self._write("devices", account.devices, Devices.key, write_device)

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Write what is different after, and the event of that number.

        Raises:
            ServiceError: ServiceUnavailable; the file is as it was.
        """
        try:
            with Transaction(self._database):
                self._change(before, after)
                self._note(number, event)
        except sqlite3.OperationalError as failure:
            self._tell(f"Can't write the state file: {failure}. Requests get 503 until it works.")
            raise errors.not_stored() from failure
        self._told = ""

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _tell(self, words: str) -> None:
        """Say once what is wrong: standard error may be a pipe that nobody reads."""
        if words != self._told:
            log.error(words)
        self._told = words

    def _change(self, before: Account, after: Account) -> None:
        if after.users is not before.users:
            self._differ("users", before.users, after.users, write_user)
        if after.devices is not before.devices:
            self._differ("devices", before.devices, after.devices, write_device)

    def _note(self, number: int, event: Event) -> None:
        row = number % KEPT_EVENTS, number, write_event(event)
        self._database.execute("INSERT OR REPLACE INTO events VALUES (?, ?, ?)", row)

    def _differ(
        self, table: str, old: Indexed[T], new: Indexed[T], write: Callable[[T], str]
    ) -> None:
        changed = (item for item in new if old.find(new.key(item)) is not item)
        self._write(table, changed, new.key, write)
        gone = [(key,) for key in map(old.key, old) if new.find(key) is None]
        self._database.executemany(f"DELETE FROM {table} WHERE key = ?", gone)

    def _write(
        self, table: str, items: Iterable[T], key: Callable[[T], str], write: Callable[[T], str]
    ) -> None:
        self._database.executemany(
            f"INSERT INTO {table} VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET record = excluded.record",
            ((key(item), write(item)) for item in items),
        )

    def _records(self, table: str, read: Callable[[str], T], key: str = "key") -> Iterator[T]:
        order = "rowid" if key == "key" else key
        rows = self._database.execute(f"SELECT {key}, record FROM {table} ORDER BY {order}")
        for each, record in rows:
            try:
                yield read(record)
            except ValueError:
                raise _damaged(table, each) from None


def _is_text(*values: object) -> bool:
    return all(isinstance(each, str) for each in values)


def _damaged(table: str, key: Any) -> ValueError:
    return ValueError(f"its {table} record ({key}) is damaged")


def _check_whole(account: Account) -> None:
    """Let an account pass in which everything that is named is there."""
    if iam.find_user(account, iam.ROOT) is None:
        raise _damaged("users", iam.ROOT)
    for device in account.devices:
        serial = iam.serial_number(account, device.name, device.path)
        owner = device.user_name
        is_somebodys = owner is None or iam.find_user(account, owner) is not None
        if serial != device.serial_number or not is_somebodys:
            raise _damaged("devices", device.serial_number)
