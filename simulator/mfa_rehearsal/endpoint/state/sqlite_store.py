"""Store the account in an SQLite file: one row per user, device and event.

Rule: a change is one transaction, committed before its response is sent. In WAL mode, a commit has
reached the operating system when it returns, so the file contains every acknowledged change however
the endpoint ends, even by kill -9. Only a power cut could lose the last moments, never the file.
While the endpoint runs, and after kill -9, the newest changes are in the `-wal` file beside it. An
orderly end leaves one file that contains everything, so a copy of it opens whole.
One endpoint at a time uses the file. There are MAX_EVENTS rows for events; when they are full, the
newest event replaces the oldest. A file from before events were stored is read as having none yet.
While the disk is full, every request gets 503 and changes nothing; once there is space again,
requests succeed.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.randomness import new_session_key
from mfa_rehearsal.endpoint.state.consistency import check_consistency, damaged
from mfa_rehearsal.endpoint.state.event_log import MAX_EVENTS, EventLog
from mfa_rehearsal.endpoint.state.field_types import has_type
from mfa_rehearsal.endpoint.state.ownership import check_ownership
from mfa_rehearsal.endpoint.state.private_file import make_private
from mfa_rehearsal.endpoint.state.records import (
    read_access_key,
    read_attempts,
    read_device,
    read_event,
    read_user,
    write_access_key,
    write_attempts,
    write_device,
    write_event,
    write_user,
)
from mfa_rehearsal.endpoint.state.schema import open_database
from mfa_rehearsal.endpoint.state.transaction import Transaction
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices, Users
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.credentials import AccessKeys
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import ACCOUNT_ID_PATTERN

T = TypeVar("T")
log = logging.getLogger(__name__)

PRIMARY_CODE = 0xFF
"""The part of an SQLite error code that says what kind of error it is."""


class StateFile:
    """An open state file, locked for this endpoint.

    Args:
        path: of the file, which is created if it does not exist.

    Raises:
        sqlite3.Error: it cannot be written, or it is damaged.
        OSError: it cannot be opened or made private.
        ValueError: it is not a state file, a newer version wrote it, or another endpoint uses it.
    """

    def __init__(self, path: str) -> None:
        resolved = Path(path).resolve()
        self._last_logged = ""
        try:
            check_ownership(resolved)
            self.was_open_to_others = make_private(resolved)
            self._database = open_database(resolved)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY:
                raise ValueError("another endpoint is using it") from None
            raise

    def load(self) -> Account | None:
        """Return the account in the file, or None if the file is new.

        Raises:
            ValueError: a record is damaged, or records contradict each other.
        """
        rows = self._database.execute("SELECT account_id, alias FROM account").fetchall()
        if not rows:
            return None
        (account_id, alias), *others = rows
        is_valid = has_type(account_id, str) and ACCOUNT_ID_PATTERN.fullmatch(account_id)
        if others or not is_valid or not has_type(alias, str):
            raise damaged("account", account_id)
        users = Users(self._read_items("users", read_user, Users.key))
        devices = Devices(self._read_items("devices", read_device, Devices.key))
        attempts = self._property("attempts", read_attempts) or iam.NO_ATTEMPTS
        keys = AccessKeys(self._read_items("access_keys", read_access_key, AccessKeys.key))
        account = Account(account_id, alias, users, devices, attempts=attempts, access_keys=keys)
        check_consistency(account)
        return account

    def load_event_log(self) -> EventLog:
        """Return the events in the file.

        Raises:
            ValueError: one is damaged, or one in the middle is missing.
        """
        numbered = list(self._read_records("events", read_event, "number"))
        first = numbered[0][0] if numbered else 1
        if not has_type(first, int) or first < 1:
            raise damaged("events", first)
        if any(number != due for due, (number, _) in enumerate(numbered, first)):
            raise ValueError("events are missing from it, or it is damaged")
        return EventLog((event for _, event in numbered), first - 1)

    def session_key(self) -> bytes:
        """Return the key that session tokens are sealed with; a new file gets one.

        Raises:
            ValueError: it is damaged.
        """
        key = self._property("session_key", bytes.fromhex)
        if key is None:
            key = new_session_key()
            self._write_property("session_key", key.hex())
        return key

    def write_account(self, account: Account) -> None:
        """Write a whole account, replacing the one in the file."""
        with Transaction(self._database):
            self._write_account(account)

    def replace(self, account: Account, event_log: EventLog) -> None:
        """Write a whole account and its events, replacing everything in the file.

        Raises:
            ServiceError: ServiceUnavailable; the file has not changed.
        """
        with self._change():
            self._write_account(account)
            self._database.execute("DELETE FROM events")
            for number, event in event_log.newest_first():
                self._write_event(number, event)

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Write the changes between two accounts, and the event with this number.

        Raises:
            ServiceError: ServiceUnavailable; the file has not changed.
        """
        with self._change():
            self._write_changes(before, after)
            self._write_event(number, event)

    def close(self) -> None:
        """Move everything into the one file, close it and release its lock.

        If that fails, nothing is lost: the newest changes stay in the file beside it.
        """
        try:
            self._database.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            log.error("The newest changes stay in the -wal file beside the state file: %s.", error)
        finally:
            self._database.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Make one change, or none and a ServiceError."""
        try:
            with Transaction(self._database):
                yield
        except sqlite3.OperationalError as error:
            self._log_once(
                f"Can't write the state file: {error}. Requests get 503 until it can be written."
            )
            raise errors.store_unavailable() from error
        self._last_logged = ""

    def _log_once(self, message: str) -> None:
        """Log a message unless it repeats the last one: standard error may be an unread pipe."""
        if message != self._last_logged:
            log.error(message)
        self._last_logged = message

    def _write_account(self, account: Account) -> None:
        for table in ("account", "users", "devices", "access_keys"):
            self._database.execute(f"DELETE FROM {table}")
        row = account.account_id, account.alias
        self._database.execute("INSERT INTO account VALUES (?, ?)", row)
        self._write_property("attempts", write_attempts(account.attempts))
        self._write_records("users", account.users, Users.key, write_user)
        self._write_records("devices", account.devices, Devices.key, write_device)
        self._write_records("access_keys", account.access_keys, AccessKeys.key, write_access_key)

    def _write_changes(self, before: Account, after: Account) -> None:
        if after.users is not before.users:
            self._write_difference("users", before.users, after.users, write_user)
        if after.devices is not before.devices:
            self._write_difference("devices", before.devices, after.devices, write_device)
        if after.access_keys is not before.access_keys:
            old, new = before.access_keys, after.access_keys
            self._write_difference("access_keys", old, new, write_access_key)
        if after.attempts is not before.attempts:
            self._write_property("attempts", write_attempts(after.attempts))

    def _write_event(self, number: int, event: Event) -> None:
        row = number % MAX_EVENTS, number, write_event(event)
        self._database.execute("INSERT OR REPLACE INTO events VALUES (?, ?, ?)", row)

    def _write_difference(
        self, table: str, old: Indexed[T], new: Indexed[T], write: Callable[[T], str]
    ) -> None:
        changed = (item for item in new if old.find(new.key(item)) is not item)
        self._write_records(table, changed, new.key, write)
        deleted = [(key,) for key in map(old.key, old) if new.find(key) is None]
        self._database.executemany(f"DELETE FROM {table} WHERE key = ?", deleted)

    def _write_records(
        self, table: str, items: Iterable[T], key: Callable[[T], str], write: Callable[[T], str]
    ) -> None:
        self._database.executemany(
            f"INSERT INTO {table} VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET record = excluded.record",
            ((key(item), write(item)) for item in items),
        )

    def _property(self, key: str, read: Callable[[str], T]) -> T | None:
        statement = "SELECT record FROM properties WHERE key = ?"
        row = self._database.execute(statement, (key,)).fetchone()
        try:
            return None if row is None else read(row[0])
        except (TypeError, ValueError):
            raise damaged("properties", key) from None

    def _write_property(self, key: str, record: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO properties VALUES (?, ?)", (key, record))

    def _read_items(
        self, table: str, read: Callable[[str], T], key: Callable[[T], str]
    ) -> Iterator[T]:
        for row_key, item in self._read_records(table, read):
            if key(item) != row_key:
                raise damaged(table, row_key)
            yield item

    def _read_records(
        self, table: str, read: Callable[[str], T], key: str = "key"
    ) -> Iterator[tuple[Any, T]]:
        order = "rowid" if key == "key" else key
        rows = self._database.execute(f"SELECT {key}, record FROM {table} ORDER BY {order}")
        for row_key, record in rows.fetchall():
            try:
                yield row_key, read(record)
            except ValueError:
                raise damaged(table, row_key) from None
