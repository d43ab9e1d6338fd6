"""Sign-in: the password, one code within two time steps, once, nine checks in three minutes."""

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, Attempts
from mfa_rehearsal.iam.durations import off_by

from tests.iam.conftest import CodeAt


def _refused(account: Account, serial: str, code: str, now: UnixSeconds) -> Refusal:
    with pytest.raises(Refusal) as refused:
        iam.check_code(account, iam.ROOT, serial, code, now)
    return refused.value


def _account_after(refusal: Refusal) -> Account:
    assert isinstance(refusal, iam.CodeRefusal)
    return refusal.account


def test_the_right_password_passes(account: Account) -> None:
    iam.check_password(account, iam.ROOT, "a password")
    iam.check_password(account, "alice", "wonder")


@pytest.mark.parametrize(
    ("user_name", "password", "cause"),
    [
        ("root", "A password", "wrong-password"),
        ("root", "", "wrong-password"),
        ("bob", "", "wrong-password"),
        ("mallory", "a password", "no-such-user"),
    ],
)
def test_a_wrong_password_and_an_unknown_user_read_the_same(
    account: Account, user_name: str, password: str, cause: str
) -> None:
    with pytest.raises(Refusal) as refused:
        iam.check_password(account, user_name, password)
    assert refused.value.cause == cause
    expected = "Your authentication information is incorrect. Please try again."
    assert refused.value.message == expected


@pytest.mark.parametrize("step", [-2, -1, 0, 1, 2])
def test_a_code_within_two_time_steps_is_accepted(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int
) -> None:
    after = iam.check_code(enabled, iam.ROOT, serial, code(step), now)
    assert iam.device(after, serial).used_steps == {now // 30 + step}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (-3, "90 seconds behind"),
        (3, "90 seconds ahead of"),
        (-125, "62.5 minutes behind"),
        (125, "62.5 minutes ahead of"),
    ],
)
def test_the_refusal_of_a_code_outside_two_time_steps_says_how_far_off_it_is(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds, step: int, words: str
) -> None:
    refusal = _refused(enabled, serial, code(step), now)
    assert refusal.cause == "code-out-of-step"
    assert words in refusal.hint


def test_the_hint_for_an_old_code_says_to_use_the_current_one(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    assert "Use the code the app shows now." in _refused(enabled, serial, code(-4), now).hint
    assert "Use the code the app shows now." not in _refused(enabled, serial, code(4), now).hint


def test_a_code_from_another_key_is_refused_as_such(
    enabled: Account, serial: str, other_code: CodeAt, now: UnixSeconds
) -> None:
    assert _refused(enabled, serial, other_code(0), now).cause == "code-not-from-this-key"


def test_a_code_works_once(enabled: Account, serial: str, code: CodeAt, now: UnixSeconds) -> None:
    once = iam.check_code(enabled, iam.ROOT, serial, code(0), now)
    assert _refused(once, serial, code(0), now).cause == "code-already-used"
    assert _refused(once, serial, code(0), later(now, 60)).cause == "code-already-used"


def test_an_old_code_that_was_used_is_still_refused_as_used(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    once = iam.check_code(enabled, iam.ROOT, serial, code(0), now)
    assert _refused(once, serial, code(0), later(now, 150)).cause == "code-already-used"


def test_an_older_code_that_was_not_used_still_works(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    newer = iam.check_code(enabled, iam.ROOT, serial, code(2), now)
    older = iam.check_code(newer, iam.ROOT, serial, code(-2), now)
    assert len(iam.device(older, serial).used_steps) == 2


def test_the_two_codes_of_the_pair_are_not_used_up(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    first = iam.check_code(enabled, iam.ROOT, serial, code(-1), now)
    iam.check_code(first, iam.ROOT, serial, code(0), now)


@pytest.mark.parametrize("late", [-2, -1, 0, 1, 2])
def test_a_pair_up_to_two_periods_off_is_harmless(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, late: int
) -> None:
    after = iam.enable(account, iam.ROOT, serial, code(late - 1), code(late), now)
    iam.check_code(after, iam.ROOT, serial, code(0), now)


@pytest.mark.parametrize("late", [-998, -100, -3, 3, 500, 1000])
def test_a_pair_three_or_more_periods_off_leaves_the_device_out_of_sync(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds, late: int
) -> None:
    after = iam.enable(account, iam.ROOT, serial, code(late - 1), code(late), now)
    refusal = _refused(after, serial, code(0), now)
    assert refusal.cause == "code-out-of-step"
    assert off_by(-late) in refusal.hint


def test_a_pair_ten_minutes_late_assigns_the_device_which_then_needs_a_resync(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    late = iam.enable(account, iam.ROOT, serial, code(-21), code(-20), now)
    assert iam.device(late, serial).offset_steps == -20
    refusal = _refused(late, serial, code(0), now)
    assert refusal.cause == "code-out-of-step"
    assert "10 minutes ahead of" in refusal.hint
    resynced = iam.resync(
        _account_after(refusal), iam.ROOT, serial, code(0), code(1), later(now, 30)
    )
    assert iam.device(resynced, serial).offset_steps == 0
    iam.check_code(resynced, iam.ROOT, serial, code(1), later(now, 30))


def test_a_phone_with_a_wrong_clock_works_until_its_clock_is_corrected(
    account: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    fast = iam.enable(account, iam.ROOT, serial, code(19), code(20), now)
    works = iam.check_code(fast, iam.ROOT, serial, code(21), later(now, 30))
    refusal = _refused(works, serial, code(1), later(now, 30))
    assert "10 minutes behind" in refusal.hint


def test_accepted_and_refused_checks_are_counted_alike(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    good = iam.check_code(enabled, iam.ROOT, serial, code(0), now)
    bad = _account_after(_refused(good, serial, other_code(0), now))
    reused = _account_after(_refused(bad, serial, code(0), now))
    assert reused.attempts == Attempts(now // 180, {serial: 3})


def _after_bad_checks(
    account: Account, serial: str, bad: str, now: UnixSeconds, times: int
) -> Account:
    for _ in range(times):
        account = _account_after(_refused(account, serial, bad, now))
    return account


def test_the_ninth_check_in_three_minutes_still_counts_and_the_tenth_is_refused(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    eight = _after_bad_checks(enabled, serial, other_code(0), now, 8)
    nine = iam.check_code(eight, iam.ROOT, serial, code(0), now)
    refusal = _refused(nine, serial, code(1), later(now, 30))
    assert refusal.cause == "attempts-exhausted"
    assert refusal.message.startswith("MultiFactorAuthentication failed, unable to validate")
    assert "Wait 150 seconds" in refusal.hint
    assert _account_after(refusal).attempts == Attempts(now // 180, {serial: 10})


def test_the_count_starts_at_zero_in_the_next_three_minutes_of_utc(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    nine = _after_bad_checks(enabled, serial, other_code(0), now, 9)
    last_second = _refused(nine, serial, code(5), later(now, 179))
    assert last_second.cause == "attempts-exhausted"
    assert "Wait 1 second, then" in last_second.hint
    next_window = iam.check_code(
        _account_after(last_second), iam.ROOT, serial, code(6), later(now, 180)
    )
    assert next_window.attempts == Attempts(now // 180 + 1, {serial: 1})


def test_a_new_window_starts_every_count_again(now: UnixSeconds) -> None:
    old = iam.NO_ATTEMPTS.with_check("one", now).with_check("other", now).with_check("one", now)
    assert old.counts == {"one": 2, "other": 1}
    new = old.with_check("one", later(now, 180))
    assert new == Attempts(now // 180 + 1, {"one": 1})
    assert old.count("one", later(now, 180)) == 0


def test_a_window_follows_the_clock_and_not_the_first_check(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    nine = _after_bad_checks(enabled, serial, other_code(0), later(now, 179), 9)
    iam.check_code(nine, iam.ROOT, serial, code(6), later(now, 180))


def test_attempts_are_counted_for_each_device(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    two = iam.create(enabled, "tablet", "A" * 64, now)
    nine = _after_bad_checks(two, serial, other_code(0), now, 9)
    tablet = iam.serial_number(two, "tablet")
    assert nine.attempts.count(tablet, now) == 0
    assert nine.attempts.count(serial, now) == 9


def test_deleting_and_recreating_a_device_gives_no_new_checks(
    enabled: Account, serial: str, code: CodeAt, other_code: CodeAt, now: UnixSeconds
) -> None:
    nine = _after_bad_checks(enabled, serial, other_code(0), now, 9)
    without = iam.delete(iam.deactivate(nine, iam.ROOT, serial), serial)
    name, secret = iam.device(enabled, serial).name, iam.device(enabled, serial).secret
    again = iam.create(without, name, secret, now)
    assigned = iam.enable(again, iam.ROOT, serial, code(-1), code(0), now)
    assert _refused(assigned, serial, code(0), now).cause == "attempts-exhausted"
    iam.check_code(assigned, iam.ROOT, serial, code(6), later(now, 180))


def test_a_code_that_is_not_six_digits_is_not_counted(
    enabled: Account, serial: str, now: UnixSeconds
) -> None:
    refusal = _refused(enabled, serial, "12345", now)
    assert refusal.cause == "code-not-six-digits"
    assert not isinstance(refusal, iam.CodeRefusal)


def test_resync_and_enable_are_not_counted(
    enabled: Account, serial: str, code: CodeAt, now: UnixSeconds
) -> None:
    after = iam.resync(enabled, iam.ROOT, serial, code(1), code(2), later(now, 60))
    assert after.attempts.counts == {}
