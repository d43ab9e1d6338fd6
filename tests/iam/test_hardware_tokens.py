"""Hardware TOTP tokens: assigned by serial number and two codes, and gone when removed."""

from collections.abc import Callable

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account

from tests.iam.conftest import OTHER_SECRET, CodeAt

SERIAL = "HT12345678"
MADE = {SERIAL: OTHER_SECRET}


def cause_of(action: Callable[..., object], *given: object, **named: object) -> str:
    with pytest.raises(Refusal) as refused:
        action(*given, **named)
    return refused.value.cause


@pytest.fixture
def with_token(account: Account, other_code: CodeAt, now: UnixSeconds) -> Account:
    codes = other_code(-1), other_code(0)
    return iam.enable_token(account, iam.ROOT, ("token", SERIAL), codes, MADE, now)


def test_a_token_is_assigned_by_its_serial_number(with_token: Account, now: UnixSeconds) -> None:
    (token,) = iam.devices_of(with_token, iam.ROOT)
    assert isinstance(token, iam.HardwareToken)
    assert (token.serial_number, token.name, token.enable_date) == (SERIAL, "token", now)


def test_a_serial_number_may_be_typed_with_spaces_and_in_lower_case(
    account: Account, other_code: CodeAt, now: UnixSeconds
) -> None:
    token, codes = ("token", " ht 1234 5678 "), (other_code(-1), other_code(0))
    made = iam.enable_token(account, iam.ROOT, token, codes, MADE, now)
    assert iam.find_device(made, SERIAL)


@pytest.mark.parametrize(
    ("token", "steps", "cause"),
    [
        (("token", "HT00000000"), (-1, 0), "token-serial-unknown"),
        (("token", ""), (-1, 0), "token-serial-unknown"),
        (("phone", SERIAL), (-1, 0), "device-name-taken"),
        (("a token", SERIAL), (-1, 0), "device-name-not-allowed"),
        (("token", SERIAL), (0, -1), "codes-reversed"),
        (("token", SERIAL), (0, 0), "same-code-twice"),
    ],
)
def test_what_is_wrong_has_a_cause_of_its_own(
    account: Account,
    other_code: CodeAt,
    now: UnixSeconds,
    token: tuple[str, str],
    steps: tuple[int, int],
    cause: str,
) -> None:
    codes = other_code(steps[0]), other_code(steps[1])
    assert cause_of(iam.enable_token, account, iam.ROOT, token, codes, MADE, now) == cause


@pytest.mark.parametrize(
    ("user_name", "cause"), [("root", "user-has-this-device"), ("bob", "device-in-use")]
)
def test_a_token_that_is_assigned_is_not_free(
    with_token: Account, other_code: CodeAt, now: UnixSeconds, user_name: str, cause: str
) -> None:
    codes = other_code(1), other_code(2)
    assert (
        cause_of(iam.enable_token, with_token, user_name, ("again", SERIAL), codes, MADE, now)
        == cause
    )


def test_the_page_takes_only_codes_of_the_type_that_it_asks_for(
    with_token: Account, enabled: Account, other_code: CodeAt, code: CodeAt, now: UnixSeconds
) -> None:
    codes = other_code(-1), other_code(0)
    both = iam.enable_token(enabled, iam.ROOT, ("token", SERIAL), codes, MADE, now)
    _, used = iam.check_any_code(both, iam.ROOT, other_code(1), now, hardware=True)
    assert used == SERIAL
    _, used = iam.check_any_code(both, iam.ROOT, code(1), now)
    assert used == iam.serial_number(both, "phone")
    assert (
        cause_of(iam.check_any_code, both, iam.ROOT, other_code(1), now) == "code-not-from-this-key"
    )
    assert (
        cause_of(iam.check_any_code, with_token, iam.ROOT, other_code(1), now) == "no-such-device"
    )


def test_a_removed_token_is_gone_and_its_name_is_free(
    with_token: Account, other_code: CodeAt, now: UnixSeconds
) -> None:
    removed = iam.deactivate(with_token, iam.ROOT, SERIAL)
    assert iam.find_device(removed, SERIAL) is None
    codes = other_code(1), other_code(2)
    again = iam.enable_token(removed, iam.ROOT, ("token", SERIAL), codes, MADE, now)
    assert iam.find_device(again, SERIAL)


def test_a_token_can_be_resynced(with_token: Account, other_code: CodeAt, now: UnixSeconds) -> None:
    later = iam.resync(with_token, iam.ROOT, SERIAL, other_code(20), other_code(21), now)
    (token,) = iam.devices_of(later, iam.ROOT)
    assert token.offset_steps == 21


def test_a_token_is_counted_but_not_listed_as_a_virtual_device(
    account: Account, with_token: Account
) -> None:
    assert [*iam.devices_after(with_token, "")] == [*iam.devices_after(account, "")]
    counts = iam.account_summary(with_token)
    assert (counts["MFADevices"], counts["MFADevicesInUse"]) == (2, 1)


def test_a_virtual_device_cannot_have_a_tokens_name(with_token: Account, now: UnixSeconds) -> None:
    assert cause_of(iam.create, with_token, "token", OTHER_SECRET, now) == "device-name-taken"
    assert iam.mfa_devices_of(with_token, iam.ROOT) == iam.devices_of(with_token, iam.ROOT)


def test_eight_devices_are_the_limit_for_a_token_too(
    account: Account, other_code: CodeAt, now: UnixSeconds
) -> None:
    made = {f"T{number}": OTHER_SECRET for number in range(9)}
    for number in range(9):
        token = (f"token-{number}", f"T{number}")
        codes = other_code(-1), other_code(0)
        if number == 8:
            assert (
                cause_of(iam.enable_token, account, iam.ROOT, token, codes, made, now)
                == "too-many-devices"
            )
            return
        account = iam.enable_token(account, iam.ROOT, token, codes, made, now)
