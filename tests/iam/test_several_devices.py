"""A user with several devices: if no device is named, the codes decide which one is used."""

import pyotp
import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.signin import CodeRefusal

from tests.iam.conftest import OTHER_SECRET, CodeAt


@pytest.fixture
def both(enabled: Account, other_code: CodeAt, now: UnixSeconds) -> Account:
    """Return the account after root enabled a second device, with the other key."""
    made = iam.create(enabled, "second", OTHER_SECRET, now)
    return iam.enable(made, iam.ROOT, second(made), other_code(-1), other_code(0), now)


def second(account: Account) -> str:
    return next(each.serial_number for each in account.devices if each.name == "second")


def attempts(account: Account) -> list[int]:
    devices = iam.devices_of(account, iam.ROOT)
    return [account.attempts.counts.get(each.serial_number, 0) for each in devices]


def test_a_code_is_accepted_by_the_device_it_belongs_to(
    both: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    assert iam.check_any_code(both, iam.ROOT, code(0), now)[1] == serial
    after, accepted_by = iam.check_any_code(both, iam.ROOT, other_code(0), now)
    assert accepted_by == second(both)
    assert attempts(after) == [1, 1]


def test_a_refused_code_counts_for_every_device(both: Account, now: UnixSeconds) -> None:
    foreign = pyotp.TOTP("A" * 64).at(now)
    with pytest.raises(CodeRefusal) as refused:
        iam.check_any_code(both, iam.ROOT, foreign, now)
    assert refused.value.cause == "code-not-from-this-key"
    assert attempts(refused.value.account) == [1, 1]


@pytest.mark.parametrize("first_device", [True, False])
def test_the_most_specific_of_several_causes_is_reported(
    both: Account, code: CodeAt, other_code: CodeAt, now: UnixSeconds, first_device: bool
) -> None:
    used = code(0) if first_device else other_code(0)
    after, _ = iam.check_any_code(both, iam.ROOT, used, now)
    with pytest.raises(CodeRefusal) as refused:
        iam.check_any_code(after, iam.ROOT, used, now)
    assert refused.value.cause == "code-already-used"
    old = code(-20) if first_device else other_code(-20)
    with pytest.raises(CodeRefusal) as refused:
        iam.check_any_code(both, iam.ROOT, old, now)
    assert refused.value.cause == "code-out-of-step"


def test_a_code_that_is_not_six_digits_counts_for_no_device(
    both: Account, now: UnixSeconds
) -> None:
    with pytest.raises(CodeRefusal) as refused:
        iam.check_any_code(both, iam.ROOT, "12345", now)
    assert (refused.value.cause, refused.value.field) == ("code-not-six-digits", "code")
    assert refused.value.account == both


def test_a_user_without_a_device_can_neither_check_nor_resync(
    both: Account, code: CodeAt, now: UnixSeconds
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.check_any_code(both, "alice", code(0), now)
    assert (refused.value.code, refused.value.cause) == ("AccessDenied", "no-such-device")
    with pytest.raises(Refusal) as refused:
        iam.resync_any(both, "alice", code(1), code(2), UnixSeconds(now + 60))
    assert refused.value.cause == "no-such-device"


@pytest.mark.parametrize("first_device", [True, False])
def test_a_pair_resyncs_the_device_it_belongs_to(
    both: Account,
    serial: str,
    code: CodeAt,
    other_code: CodeAt,
    now: UnixSeconds,
    first_device: bool,
) -> None:
    code_at, named = (code, serial) if first_device else (other_code, second(both))
    after = iam.resync_any(both, iam.ROOT, code_at(9), code_at(10), now)
    offsets = {each.serial_number: each.offset_steps for each in after.devices}
    assert offsets == {each.serial_number: 0 for each in both.devices} | {named: 10}
    named_one = iam.resync(both, iam.ROOT, named, code_at(9), code_at(10), now)
    assert iam.device(after, named) == iam.device(named_one, named)


@pytest.mark.parametrize("first_device", [True, False])
def test_the_cause_from_the_device_that_the_pair_belongs_to_is_reported(
    both: Account, code: CodeAt, other_code: CodeAt, now: UnixSeconds, first_device: bool
) -> None:
    code_at = code if first_device else other_code
    with pytest.raises(Refusal) as refused:
        iam.resync_any(both, iam.ROOT, code_at(3), code_at(2), now)
    assert refused.value.cause == "codes-reversed"


def test_only_unassigned_devices_are_deleted(both: Account, serial: str, now: UnixSeconds) -> None:
    spare = iam.create(iam.create(both, "spare", "A" * 64, now), "other", "B" * 64, now)
    assert iam.delete_unassigned(spare).devices == both.devices
    unassigned = iam.deactivate(spare, iam.ROOT, serial)
    assert [each.name for each in iam.delete_unassigned(unassigned).devices] == ["second"]
