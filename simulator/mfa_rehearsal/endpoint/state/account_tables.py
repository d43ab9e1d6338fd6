"""The account in a state file: one table for each of its collections, named like its field.

Rule: a new collection is one line in TABLES, and its table in `schema`. Only rows that changed are
written again.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.state.consistency import check_consistency, damaged
from mfa_rehearsal.endpoint.state.credential_records import (
    read_access_key,
    read_passkey,
    read_report,
    write_access_key,
    write_passkey,
    write_report,
)
from mfa_rehearsal.endpoint.state.field_types import has_type
from mfa_rehearsal.endpoint.state.records import (
    read_attempts,
    read_device,
    read_role,
    read_user,
    write_attempts,
    write_device,
    write_role,
    write_user,
)
from mfa_rehearsal.endpoint.state.rows import (
    delete_records,
    read_property,
    read_records,
    write_property,
    write_records,
)
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices, Users
from mfa_rehearsal.iam.credentials import AccessKeys
from mfa_rehearsal.iam.indexed import Indexed
from mfa_rehearsal.iam.limits import ACCOUNT_ID_PATTERN
from mfa_rehearsal.iam.passkeys import Passkeys
from mfa_rehearsal.iam.roles.values import Roles

T = TypeVar("T")


@dataclass(frozen=True)
class Table(Generic[T]):
    """A table: its name, the collection in it, and how an item becomes a record and back."""

    name: str
    collection: type[Indexed[T]]
    read: Callable[[str], T]
    write: Callable[[T], str]

    def load(self, database: sqlite3.Connection) -> Indexed[T]:
        """Return the collection in the table.

        Raises:
            ValueError: a record is damaged.
        """
        return self.collection(self._items(database))

    def _items(self, database: sqlite3.Connection) -> Iterator[T]:
        for row_key, item in read_records(database, self.name, self.read):
            if self.collection.key(item) != row_key:
                raise damaged(self.name, row_key)
            yield item

    def save(self, database: sqlite3.Connection, old: Indexed[T], new: Indexed[T]) -> None:
        """Write the changes between two collections."""
        changed = (item for item in new if old.find(new.key(item)) is not item)
        write_records(database, self.name, changed, new.key, self.write)
        deleted = (key for key in map(old.key, old) if new.find(key) is None)
        delete_records(database, self.name, deleted)


TABLES: Final[tuple[Table[Any], ...]] = (
    Table("users", Users, read_user, write_user),
    Table("devices", Devices, read_device, write_device),
    Table("access_keys", AccessKeys, read_access_key, write_access_key),
    Table("passkeys", Passkeys, read_passkey, write_passkey),
    Table("roles", Roles, read_role, write_role),
)


def read_account(database: sqlite3.Connection) -> Account | None:
    """Return the account in a file, or None if the file is new.

    Raises:
        ValueError: a record is damaged, or records contradict each other.
    """
    rows = database.execute("SELECT account_id, alias FROM account").fetchall()
    if not rows:
        return None
    (account_id, alias), *others = rows
    is_valid = has_type(account_id, str) and ACCOUNT_ID_PATTERN.fullmatch(account_id)
    if others or not is_valid or not has_type(alias, str):
        raise damaged("account", account_id)
    collections: dict[str, Any] = {table.name: table.load(database) for table in TABLES}
    attempts = read_property(database, "attempts", read_attempts) or iam.NO_ATTEMPTS
    report = read_property(database, "credential_report", read_report)
    account = Account(account_id, alias, attempts=attempts, credential_report=report, **collections)
    check_consistency(account)
    return account


def write_account(database: sqlite3.Connection, account: Account) -> None:
    """Write a whole account, replacing the one in the file."""
    _write_alias(database, account)
    for table in TABLES:
        database.execute(f"DELETE FROM {table.name}")
        table.save(database, table.collection(), getattr(account, table.name))
    _write_attempts(database, account)
    _write_report(database, account)


def write_changes(database: sqlite3.Connection, before: Account, after: Account) -> None:
    """Write the changes between two accounts."""
    if after.alias != before.alias:
        _write_alias(database, after)
    for table in TABLES:
        old, new = getattr(before, table.name), getattr(after, table.name)
        if new is not old:
            table.save(database, old, new)
    if after.attempts is not before.attempts:
        _write_attempts(database, after)
    if after.credential_report is not before.credential_report:
        _write_report(database, after)


def _write_alias(database: sqlite3.Connection, account: Account) -> None:
    database.execute("DELETE FROM account")
    database.execute("INSERT INTO account VALUES (?, ?)", (account.account_id, account.alias))


def _write_attempts(database: sqlite3.Connection, account: Account) -> None:
    write_property(database, "attempts", write_attempts(account.attempts))


def _write_report(database: sqlite3.Connection, account: Account) -> None:
    write_property(database, "credential_report", write_report(account.credential_report))
