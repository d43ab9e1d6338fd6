"""A roll is a tuple that finds its items: held against a plain list, whatever is done to both."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.account import Devices

from tests.iam.conftest import OTHER_SEED, SECRET, CodeAt


def device(name: str, user_name: str | None = None) -> VirtualMfaDevice:
    return replace(iam.VirtualMfaDevice(name, name, SECRET, "/", 0), user_name=user_name)  # type: ignore[arg-type]


names = st.sampled_from("abcdef")
owners = st.sampled_from([None, "x", "y"])
changes = st.lists(st.tuples(st.sampled_from(["put", "drop"]), names, owners), max_size=30)


@given(changes)
def test_a_roll_is_what_a_list_would_be(steps: list[tuple[str, str, str | None]]) -> None:
    roll, plain = Devices(), list[VirtualMfaDevice]()
    for verb, name, owner in steps:
        here = [each.name for each in plain]
        if verb == "put":
            changed = device(name, owner)
            roll = roll.put(changed)
            plain = [changed if each.name == name else each for each in plain]
            plain += [] if name in here else [changed]
        elif name in here:
            roll = roll.drop(name)
            plain = [each for each in plain if each.name != name]
        assert roll == tuple(plain)
        assert [each.name for each in roll.after("c")] == sorted(
            n.name for n in plain if n.name > "c"
        )
        for whose in ("x", "y"):
            theirs = {each.name for each in plain if each.user_name == whose}
            assert {each.name for each in roll.of_group(whose)} == theirs


def test_a_change_leaves_the_values_it_came_from(account: Account) -> None:
    before = account.devices
    kept = tuple(before)
    before.put(device("new"))
    before.put(replace(kept[0], user_name="alice"))
    before.drop(kept[0].serial_number)
    assert tuple(before) == kept
    assert before.of_group("alice") == ()


def test_indexed_values_are_a_value() -> None:
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


def test_dropping_what_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Devices().drop("a")


def test_a_users_devices_are_told_oldest_first_whichever_was_enabled_first(
    account: Account, code: CodeAt, stranger: CodeAt, now: UnixSeconds
) -> None:
    two = iam.create(account, "another", OTHER_SEED, later(now, 1))
    older, newer = (device.serial_number for device in two.devices)
    one = iam.enable(two, "alice", newer, stranger(-1), stranger(0), now)
    both = iam.enable(one, "alice", older, code(-1), code(0), now)
    assert [device.name for device in iam.devices_of(both, "alice")] == ["phone", "another"]
