"""The state file: what is read back is what was written."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import iam
from simulator.clock import TimeStep, later
from simulator.endpoint.store import StateFile
from simulator.iam import Account

from .conftest import ACCOUNT_ID, NOW, Endpoint

SEED = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO"
TAGS = (iam.Tag("Team", "\u00fc <&>"), iam.Tag("team", ""))


@pytest.fixture
def account() -> Account:
    """Return an account with something in every field."""
    opened = iam.open_account(ACCOUNT_ID, "a password", "example-corp")
    people = iam.create_user(opened, "alice", "AIDAX", NOW, "/team/", TAGS[:1])
    free = iam.create(people, "free", SEED, NOW, "/a/")
    device = iam.create(free, "phone", SEED, NOW, tags=TAGS).devices[1]
    hers = replace(
        device,
        user_name="alice",
        enable_date=later(NOW, 1),
        offset_steps=-20,
        last_pair_step=TimeStep(60_000_000),
        used_steps=frozenset({TimeStep(5), TimeStep(4)}),
        attempts=iam.Attempts(3, 2),
    )
    return replace(free, devices=(*free.devices, hers))


def reopened(path: Path, state: StateFile) -> Account | None:
    state.close()
    again = StateFile(str(path))
    account = again.load()
    again.close()
    return account


def test_a_new_file_holds_no_account(tmp_path: Path) -> None:
    state = StateFile(str(tmp_path / "state.db"))
    assert state.load() is None
    state.close()


def test_an_account_is_read_back_equal(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.begin(account)
    assert reopened(path, state) == account


def test_changes_are_read_back_in_order(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.begin(account)
    steps: list[Callable[[Account], Account]] = [
        lambda after: iam.create_user(after, "bob", "AIDAB", NOW),
        lambda after: iam.create(after, "third", SEED, NOW),
        lambda after: iam.tag(after, after.devices[0].serial_number, TAGS),
        lambda after: iam.delete(after, after.devices[0].serial_number),
        lambda after: iam.delete_user(after, "bob"),
    ]
    before = account
    for step in steps:
        after = step(before)
        state.save(before, after)
        before = after
    assert reopened(path, state) == before
    assert [device.name for device in before.devices] == ["phone", "third"]


def test_a_change_that_fails_leaves_the_file_as_it_was(tmp_path: Path, account: Account) -> None:
    path = tmp_path / "state.db"
    state = StateFile(str(path))
    state.begin(account)
    unwritable = replace(account.devices[0], create_date=object())  # type: ignore[arg-type]
    also = iam.create_user(account, "bob", "AIDAB", NOW)
    with pytest.raises(TypeError):
        state.save(account, replace(also, devices=(unwritable, account.devices[1])))
    assert reopened(path, state) == account


class FullDisk:
    """A store that has no room."""

    def save(self, before: Account, after: Account) -> None:
        raise sqlite3.OperationalError("database or disk is full")


def test_what_cannot_be_stored_is_not_answered_and_has_not_happened(endpoint: Endpoint) -> None:
    endpoint.desk.store = FullDisk()
    before = endpoint.desk.account
    answer = endpoint.raw("CreateVirtualMFADevice", VirtualMFADeviceName="phone")
    assert answer.error[:2] == ("ServiceFailure", 500)
    assert endpoint.desk.account is before


def test_a_file_is_one_endpoints_at_a_time(tmp_path: Path) -> None:
    path = str(tmp_path / "state.db")
    state = StateFile(path)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        StateFile(path)
    state.close()
