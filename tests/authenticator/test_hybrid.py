"""The QR code that connects the phone to a request for a passkey."""

import pytest
from mfa_rehearsal.authenticator.hybrid import read_qr_text, write_qr_text
from mfa_rehearsal.authenticator.otpauth import read_otpauth
from mfa_rehearsal.errors import Refusal


def test_the_phone_reads_what_the_browser_writes() -> None:
    assert read_qr_text(write_qr_text("012345678901")) == "012345678901"


def test_a_real_phone_finds_no_address_in_the_text() -> None:
    text = write_qr_text("012345678901")
    assert ":" not in text
    assert "/" not in text


@pytest.mark.parametrize(
    "text", ["", "otpauth://totp/x?secret=A", "FIDO:/0123", "PRACTICE PASSKEY 1"]
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_qr_text(text)
    assert refused.value.cause == "not-a-passkey-code"


def test_an_authenticator_app_does_not_take_the_text() -> None:
    with pytest.raises(Refusal) as refused:
        read_otpauth(write_qr_text("012345678901"))
    assert refused.value.cause == "not-an-otpauth-code"
