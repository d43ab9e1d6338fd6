"""Indexed values behave like a tuple and find their items by key."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.account import Devices

from tests.iam.conftest import OTHER_SECRET, SECRET, CodeAt


def device(name: str, user_name: str | None = None) -> VirtualMfaDevice:
    return replace(iam.VirtualMfaDevice(name, name, SECRET, "/", 0), user_name=user_name)  # type: ignore[arg-type]


names = st.sampled_from("abcdef")
owners = st.sampled_from([None, "x", "y"])
changes = st.lists(st.tuples(st.sampled_from(["put", "drop"]), names, owners), max_size=30)


@given(changes)
def test_indexed_values_match_a_list_after_any_changes(
    edits: list[tuple[str, str, str | None]],
) -> None:
    indexed, plain = Devices(), list[VirtualMfaDevice]()
    for verb, name, owner in edits:
        here = [each.name for each in plain]
        if verb == "put":
            changed = device(name, owner)
            indexed = indexed.put(changed)
            plain = [changed if each.name == name else each for each in plain]
            plain += [] if name in here else [changed]
        elif name in here:
            indexed = indexed.drop(name)
            plain = [each for each in plain if each.name != name]
        assert indexed == tuple(plain)
        assert [each.name for each in indexed.after("c")] == sorted(
            n.name for n in plain if n.name > "c"
        )
        for whose in ("x", "y"):
            theirs = {each.name for each in plain if each.user_name == whose}
            assert {each.name for each in indexed.of_group(whose)} == theirs


def test_a_change_leaves_the_original_unchanged(account: Account) -> None:
    before = account.devices
    kept = tuple(before)
    before.put(device("new"))
    before.put(replace(kept[0], user_name="alice"))
    before.drop(kept[0].serial_number)
    assert tuple(before) == kept
    assert before.of_group("alice") == ()


def test_indexed_values_compare_and_hash_like_a_tuple() -> None:
    one, other = Devices([device("a")]), Devices([device("a")])
    assert one == other == (device("a"),)
    assert hash(one) == hash(other) == hash((device("a"),))
    assert one != Devices([device("b")])
    assert one != {device("a")}
    assert repr(one) == repr((device("a"),))


def test_indexed_values_are_read_like_a_tuple(account: Account) -> None:
    two = iam.create(account, "second", SECRET, account.devices[0].create_date)
    first, second = two.devices
    assert (two.devices[0], two.devices[-1], len(two.devices)) == (first, second, 2)
    assert two.devices[1:] == (second,)
    assert second in two.devices
    with pytest.raises(IndexError):
        two.devices[2]


def test_dropping_a_missing_item_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Devices().drop("a")


def test_a_users_devices_are_listed_oldest_first_whichever_was_enabled_first(
    account: Account, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    two = iam.create(account, "another", OTHER_SECRET, later(now, 1))
    older, newer = (device.serial_number for device in two.devices)
    one = iam.enable(two, "alice", newer, other_code(-1), other_code(0), now)
    both = iam.enable(one, "alice", older, code(-1), code(0), now)
    assert [device.name for device in iam.devices_of(both, "alice")] == ["phone", "another"]
