"""The account's own RFC 6238, compared with the RFC's table and with pyotp."""

import pyotp
import pytest
from mfa_rehearsal.clock import TimeStep, UnixSeconds, time_step
from mfa_rehearsal.iam.totp import code_number, decode_secret, is_code, truncated

KEY = b"12345678901234567890"
APPENDIX_B = [
    (59, 94287082),
    (1111111109, 7081804),
    (1111111111, 14050471),
    (1234567890, 89005924),
    (2000000000, 69279037),
    (20000000000, 65353130),
]

NOT_CODES = [
    *("", "12345", "1234567", "12 456", "123 456", " 123456", "123456\n", "12345a"),
    *("-12345", "+12345", "1_2345", "12345.", "12345\u0660", "\uff11" * 6, "\u00b2" * 6),
]


@pytest.mark.parametrize(("moment", "code"), APPENDIX_B)
def test_the_table_of_rfc_6238_matches_in_all_eight_digits(moment: int, code: int) -> None:
    step = time_step(UnixSeconds(moment))
    assert truncated(KEY, step) % 10**8 == code


@pytest.mark.parametrize(("moment", "code"), APPENDIX_B)
def test_six_digits_are_the_last_six_of_the_table(moment: int, code: int) -> None:
    assert code_number(KEY, time_step(UnixSeconds(moment))) == code % 10**6


def test_the_account_and_pyotp_agree_on_a_thousand_time_steps() -> None:
    secret = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO"
    totp, key = pyotp.TOTP(secret), decode_secret(secret)
    for step in range(60_000_000, 60_001_000):
        assert f"{code_number(key, TimeStep(step)):06}" == totp.at(step * 30)


@pytest.mark.parametrize("text", ["000000", "123456", "999999"])
def test_six_ascii_digits_are_a_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", NOT_CODES)
def test_nothing_else_is_a_code(text: str) -> None:
    assert not is_code(text)
