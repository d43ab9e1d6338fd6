"""Operations on a device, and what a refused operation leaves unchanged."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices

from tests.iam.conftest import OTHER_SECRET, SECRET, CodeAt


def test_a_new_device_belongs_to_no_one(account: Account, serial: str, now: UnixSeconds) -> None:
    device = iam.device(account, serial)
    assert (device.user_name, device.enable_date, device.create_date) == (None, None, now)
    assert (device.offset_steps, device.last_pair_step, device.used_steps) == (0, None, frozenset())


@pytest.mark.parametrize("secret", ["", "A" * 63, "A" * 65, "a" * 64, "1" * 64, "A" * 56 + "=" * 8])
def test_a_secret_that_is_not_64_base32_characters_is_a_bug(
    account: Account, now: UnixSeconds, secret: str
) -> None:
    with pytest.raises(ValueError, match="64 base32"):
        iam.create(account, "other", secret, now)


def test_the_same_name_at_another_path_is_another_device(
    account: Account, now: UnixSeconds
) -> None:
    after = iam.create(account, "phone", OTHER_SECRET, now, "/team/")
    assert len(after.devices) == 2


def test_deactivating_keeps_secret_offset_pairs_and_used_codes(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    late = iam.enable(account, iam.ROOT, serial, code(-21), code(-20), now)
    used = iam.check_code(late, iam.ROOT, serial, code(-19), now)
    before = iam.device(used, serial)
    after = iam.device(iam.deactivate(used, iam.ROOT, serial), serial)
    assert after == replace(before, user_name=None, enable_date=None)
    assert (after.secret, after.offset_steps, after.last_pair_step) == (SECRET, -20, now // 30 - 20)


def test_after_deactivating_the_old_pair_is_refused_and_a_newer_one_enables_again(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    free = iam.deactivate(enabled, iam.ROOT, serial)
    with pytest.raises(Refusal) as refused:
        iam.enable(free, "alice", serial, code(-1), code(0), now)
    assert refused.value.cause == "pair-already-used"
    again = iam.enable(free, "alice", serial, code(1), code(2), later(now, 60))
    assert iam.device(again, serial).user_name == "alice"


def test_a_deactivated_device_still_takes_its_name(
    enabled: Account, serial: str, now: UnixSeconds
) -> None:
    free = iam.deactivate(enabled, iam.ROOT, serial)
    with pytest.raises(Refusal) as refused:
        iam.create(free, "phone", OTHER_SECRET, now)
    assert refused.value.cause == "device-name-taken"
    iam.create(iam.delete(free, serial), "phone", OTHER_SECRET, now)


def test_deleting_removes_the_device(account: Account, serial: str) -> None:
    after = iam.delete(account, serial)
    with pytest.raises(Refusal) as refused:
        iam.device(after, serial)
    assert refused.value.cause == "no-such-device"


def _with_devices(account: Account, user_name: str | None, count: int) -> Account:
    model = replace(account.devices[0], user_name=user_name)
    more = tuple(
        replace(model, name=f"d{n}", serial_number=f"arn:aws:iam::111122223333:mfa/d{n}")
        for n in range(count)
    )
    return replace(account, devices=Devices((*account.devices, *more)))


def test_the_eighth_device_of_a_user_is_enabled(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    seven = _with_devices(account, iam.ROOT, 7)
    after = iam.enable(seven, iam.ROOT, serial, code(-1), code(0), now)
    assert len(iam.devices_of(after, iam.ROOT)) == 8


def test_the_ninth_device_of_a_user_is_refused_whatever_its_codes(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    eight = _with_devices(account, iam.ROOT, 8)
    with pytest.raises(Refusal) as refused:
        iam.enable(eight, iam.ROOT, serial, code(-1), code(0), now)
    assert refused.value.cause == "too-many-devices"
    assert "The limit is 8 devices." in refused.value.hint
    iam.enable(eight, "alice", serial, code(-1), code(0), now)


def test_an_account_can_have_as_many_virtual_devices_as_users(
    account: Account, now: UnixSeconds
) -> None:
    one_short = _with_devices(account, None, 4998)
    full = iam.create(one_short, "last", OTHER_SECRET, now)
    assert len(full.devices) == 5000
    with pytest.raises(Refusal) as refused:
        iam.create(full, "one-more", OTHER_SECRET, now)
    assert (refused.value.cause, refused.value.code) == ("too-many-devices", "LimitExceeded")


def test_a_refusal_leaves_the_account_unchanged(
    enabled: Account, serial: str, other_code: CodeAt, now: UnixSeconds
) -> None:
    before = repr(enabled)
    attempts: list[Callable[[], Account]] = [
        lambda: iam.resync(enabled, iam.ROOT, serial, other_code(1), other_code(2), later(now, 60)),
        lambda: iam.check_code(enabled, iam.ROOT, serial, other_code(0), now),
        lambda: iam.delete(enabled, serial),
        lambda: iam.create(enabled, "phone", SECRET, now),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal):
            attempt()
    assert repr(enabled) == before


def test_a_refused_check_changes_nothing_but_the_count(
    enabled: Account, serial: str, other_code: CodeAt, now: UnixSeconds
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.check_code(enabled, iam.ROOT, serial, other_code(0), now)
    assert isinstance(refused.value, iam.CodeRefusal)
    counted = refused.value.account
    assert replace(counted, attempts=enabled.attempts) == enabled
    assert counted.attempts.count(serial, now) == 1
