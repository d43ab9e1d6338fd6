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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.randomness import new_session_key
from mfa_rehearsal.endpoint.state.account_tables import read_account, write_account, write_changes
from mfa_rehearsal.endpoint.state.consistency import damaged
from mfa_rehearsal.endpoint.state.event_log import MAX_EVENTS, EventLog
from mfa_rehearsal.endpoint.state.event_records import read_event, write_event
from mfa_rehearsal.endpoint.state.field_types import has_type
from mfa_rehearsal.endpoint.state.ownership import check_ownership
from mfa_rehearsal.endpoint.state.private_file import make_private
from mfa_rehearsal.endpoint.state.rows import read_property, read_records, write_property
from mfa_rehearsal.endpoint.state.schema import open_database
from mfa_rehearsal.endpoint.state.transaction import Transaction
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.activity import Event

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
        return read_account(self._database)

    def load_event_log(self) -> EventLog:
        """Return the events in the file.

        Raises:
            ValueError: one is damaged, or one in the middle is missing.
        """
        numbered = list(read_records(self._database, "events", read_event, "number"))
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
        key = read_property(self._database, "session_key", bytes.fromhex)
        if key is None:
            key = new_session_key()
            write_property(self._database, "session_key", key.hex())
        return key

    def write_account(self, account: Account) -> None:
        """Write a whole account, replacing the one in the file."""
        with Transaction(self._database):
            write_account(self._database, account)

    def replace(self, account: Account, event_log: EventLog) -> None:
        """Write a whole account and its events, replacing everything in the file.

        Raises:
            ServiceError: ServiceUnavailable; the file has not changed.
        """
        with self._change():
            write_account(self._database, account)
            self._database.execute("DELETE FROM events")
            for number, event in event_log.newest_first():
                self._write_event(number, event)

    def save(self, before: Account, after: Account, number: int, event: Event) -> None:
        """Write the changes between two accounts, and the event with this number.

        Raises:
            ServiceError: ServiceUnavailable; the file has not changed.
        """
        with self._change():
            write_changes(self._database, before, after)
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

    def _write_event(self, number: int, event: Event) -> None:
        row = number % MAX_EVENTS, number, write_event(event)
        self._database.execute("INSERT OR REPLACE INTO events VALUES (?, ?, ?)", row)
