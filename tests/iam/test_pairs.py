"""Two codes in a row: what is accepted, how far off, and the real cause if not."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account

from tests.iam.conftest import CodeAt


def _refused(account: Account, serial: str, first: str, second: str, now: UnixSeconds) -> Refusal:
    with pytest.raises(Refusal) as refused:
        iam.enable(account, iam.ROOT, serial, first, second, now)
    return refused.value


def test_two_codes_in_a_row_assign_the_device(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    after = iam.enable(account, iam.ROOT, serial, code(-1), code(0), now)
    device = iam.device(after, serial)
    assert (device.user_name, device.enable_date, device.offset_steps) == ("root", now, 0)


@pytest.mark.parametrize("step", [-998, -997, -20, -3, -1, 0, 1, 2, 10, 999, 1000])
def test_the_second_code_is_found_from_998_time_steps_back_to_1000_ahead(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int
) -> None:
    after = iam.enable(account, iam.ROOT, serial, code(step - 1), code(step), now)
    device = iam.device(after, serial)
    assert device.offset_steps == step
    assert device.last_pair_step == now // 30 + step


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (-999, "8.3 hours behind"),
        (1001, "8.3 hours ahead of"),
        (-2880, "24 hours behind"),
        (1440, "12 hours ahead of"),
    ],
)
def test_the_refusal_of_a_pair_outside_the_window_says_how_far_off_the_clock_is(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int, words: str
) -> None:
    refusal = _refused(account, serial, code(step - 1), code(step), now)
    assert refusal.cause == "code-out-of-step"
    assert words in refusal.hint
    assert "date and time to automatic" in refusal.hint


def test_the_moment_within_a_period_does_not_matter(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    after = iam.enable(account, iam.ROOT, serial, code(-1), code(0), later(now, 29))
    assert iam.device(after, serial).offset_steps == 0
    later_still = iam.enable(account, iam.ROOT, serial, code(-1), code(0), later(now, 30))
    assert iam.device(later_still, serial).offset_steps == -1


def test_the_same_code_twice_is_refused_as_that(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    assert _refused(account, serial, code(0), code(0), now).cause == "same-code-twice"


@pytest.mark.parametrize("step", [0, -20, -998, 1000, 1001])
def test_the_newer_code_first_is_refused_as_reversed(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int
) -> None:
    assert _refused(account, serial, code(step), code(step - 1), now).cause == "codes-reversed"


@pytest.mark.parametrize(
    ("first", "second"), [(-2, 0), (-3, 0), (0, -2), (-40, -20), (-998, -996), (-120, 0), (0, -120)]
)
def test_codes_of_this_key_that_skip_one_are_refused_as_not_consecutive(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, first: int, second: int
) -> None:
    refusal = _refused(account, serial, code(first), code(second), now)
    assert refusal.cause == "codes-not-consecutive"


def test_codes_of_another_key_are_refused_as_not_from_this_key(
    account: Account, serial: str, other_code: CodeAt, now: UnixSeconds
) -> None:
    refusal = _refused(account, serial, other_code(-1), other_code(0), now)
    assert refusal.cause == "codes-not-from-this-key"
    assert refusal.hint.startswith("These codes don't come from this device's key.")


def test_one_mistyped_code_is_named(
    account: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    first_good = _refused(account, serial, code(-1), other_code(0), now)
    second_good = _refused(account, serial, other_code(-1), code(0), now)
    assert first_good.cause == second_good.cause == "codes-not-from-this-key"
    assert (first_good.field, second_good.field) == ("second", "first")
    assert first_good.hint.startswith("The first code comes from this device's key")
    assert second_good.hint.startswith("The second code comes from this device's key")


@pytest.mark.parametrize("step", [0, -1, -5, 1])
def test_a_pair_that_is_not_entirely_newer_than_the_last_is_refused(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.resync(enabled, iam.ROOT, serial, code(step - 1), code(step), later(now, 60))
    assert refused.value.cause == "pair-already-used"


def test_the_first_entirely_newer_pair_is_accepted(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    after = iam.resync(enabled, iam.ROOT, serial, code(1), code(2), later(now, 60))
    assert iam.device(after, serial).last_pair_step == now // 30 + 2


def test_the_search_for_a_later_pair_is_around_the_adjusted_time(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    slow = iam.enable(account, iam.ROOT, serial, code(-501), code(-500), now)
    found = iam.resync(slow, iam.ROOT, serial, code(499), code(500), now)
    assert iam.device(found, serial).offset_steps == 500
    with pytest.raises(Refusal) as refused:
        iam.resync(slow, iam.ROOT, serial, code(500), code(501), now)
    assert refused.value.cause == "code-out-of-step"
