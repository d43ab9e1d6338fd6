"""Names and keys that may be real are redacted, and the run plays again as before."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal.authenticator import Phone, add_by_hand, scan
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.lessons.masking import masked, masked_in, redacted

REAL_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SHOWN_KEY = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
REAL_TEXT = f"otpauth://totp/Bank:me@work?secret={REAL_KEY}"
SHOWN_TEXT = f"otpauth://totp/AWS:phone?secret={SHOWN_KEY}"
SHOWN = frozenset({SHOWN_KEY})
PASSKEY_TEXT = "PRACTICE PASSKEY 012345678901"
NAMES = st.sampled_from(["", "me@work"]) | st.text()
KEYS = st.sampled_from([REAL_KEY, SHOWN_KEY, SHOWN_KEY.lower(), f"{REAL_KEY}0"]) | st.text()
TEXTS = st.sampled_from([REAL_TEXT, SHOWN_TEXT, f"{REAL_TEXT}0"]) | st.text()
TYPED = st.builds(a.AddByHand, NAMES, KEYS) | st.builds(a.Scan, TEXTS)


def entries(action: Action) -> int:
    """Return how many entries an empty phone has after an action."""
    phone, now = Phone(), UnixSeconds(0)
    with suppress(Refusal):
        if isinstance(action, a.AddByHand):
            phone = add_by_hand(phone, action.account_name, action.secret_key, now)
        elif isinstance(action, a.Scan):
            phone = scan(phone, action.text, now)
    return len(phone.entries)


@given(TYPED)
def test_the_phone_accepts_or_refuses_a_redacted_action_like_the_original(action: Action) -> None:
    left = redacted(action, SHOWN)
    assert entries(left) == entries(action)
    assert redacted(left, SHOWN) == left


@given(TYPED)
def test_no_real_key_is_left(action: Action) -> None:
    assert REAL_KEY not in repr(redacted(action, SHOWN))


def test_keys_that_the_console_showed_are_not_redacted() -> None:
    typed = redacted(a.AddByHand("me@work", SHOWN_KEY.lower()), SHOWN)
    assert typed == a.AddByHand("Typed entry", SHOWN_KEY)
    assert redacted(a.Scan(SHOWN_TEXT), SHOWN) == a.Scan(SHOWN_TEXT)
    assert redacted(a.SubmitMfaCode("123456"), SHOWN) == a.SubmitMfaCode("123456")


def test_a_report_contains_only_the_length_of_a_key() -> None:
    fields = {"action": "AddByHand", "account_name": "", "secret_key": REAL_KEY}
    assert masked(fields) == {**fields, "secret_key": "(32 characters)"}
    assert masked_in(f"ValueError: {REAL_KEY}", [fields]) == "ValueError: (32 characters)"


def test_the_qr_code_of_a_passkey_request_is_no_secret() -> None:
    assert redacted(a.Scan(PASSKEY_TEXT), SHOWN) == a.Scan(PASSKEY_TEXT)
    assert redacted(a.Scan(f"{PASSKEY_TEXT}0"), SHOWN) == a.Scan("")


def test_a_key_within_a_longer_one_leaves_nothing_of_the_longer_one() -> None:
    typed = [{"secret_key": REAL_KEY[:8]}, {"secret_key": REAL_KEY}, {"text": REAL_KEY[:20]}]
    assert masked_in(f"key={REAL_KEY}", typed) == "key=(32 characters)"


def test_the_longest_text_is_masked_first() -> None:
    typed = [{"text": "zzzzzz"}, {"text": "key: zzzzzz"}]
    assert masked_in("key: zzzzzz", typed) == "(11 characters)"


def test_what_the_phone_refused_leaves_nothing() -> None:
    assert redacted(a.AddByHand("me@work", "not a key!"), SHOWN) == a.AddByHand("", "")
    assert redacted(a.Scan("https://example.com/"), SHOWN) == a.Scan("")


def test_a_key_is_masked_as_python_writes_it_too() -> None:
    typed = "a\tkey\\"
    assert masked_in(f"Scan({typed!r})", [{"text": typed}]) == "Scan('(6 characters)')"


def test_only_texts_of_at_least_six_characters_are_masked_in_a_report() -> None:
    typed = [{"account_name": "KeyErr"}, {"secret_key": "Error"}]
    assert masked_in("KeyErr: Error", typed) == "(6 characters): Error"
