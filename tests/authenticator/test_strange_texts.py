"""The phone accepts or refuses any scanned or typed text; it never breaks."""

from contextlib import suppress

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mfa_rehearsal.authenticator import Phone, add_by_hand, code, read_otpauth, scan
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal

NOW = UnixSeconds(1_800_000_000)
GOOD = (
    "otpauth://totp/Amazon%20Web%20Services:phone@111122223333"
    "?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U&issuer=Amazon%20Web%20Services"
)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
PIECES = st.sampled_from(
    [
        *("otpauth://", "totp", "hotp", "/", ":", "?", "&", "=", "secret=", "issuer=", "digits="),
        *("period=", "algorithm=", "%20", "%ff", "%", "@", "[", "]", "#", "\x00", "\ud800"),
        "A" * 32,
    ]
)
KEYS = st.text(st.sampled_from("ABCabc234567189= -\u00df\u0131\u2003"), max_size=80)


def _take(text: str) -> None:
    with suppress(Refusal):
        phone = scan(Phone(), text, NOW)
        assert len(code(phone, phone.entries[0], NOW)) == 6


@settings(max_examples=2000)
@given(ANY_TEXT)
def test_any_text_is_read_or_refused(text: str) -> None:
    _take(text)
    _take(f"otpauth://totp/{text}")
    _take(f"{GOOD}{text}")


@settings(max_examples=2000)
@given(st.lists(PIECES, max_size=14))
def test_any_mix_of_pieces_is_read_or_refused(pieces: list[str]) -> None:
    _take("".join(pieces))
    _take("otpauth://totp/" + "".join(pieces))


@settings(max_examples=2000)
@given(st.integers(0, len(GOOD)), st.integers(0, 9), ANY_TEXT)
def test_any_change_to_a_valid_text_is_read_or_refused(start: int, cut: int, put: str) -> None:
    _take(GOOD[:start] + put + GOOD[start + cut :])


@settings(max_examples=1000)
@given(ANY_TEXT, ANY_TEXT | KEYS)
def test_any_typed_name_and_key_are_accepted_or_refused(name: str, key: str) -> None:
    with suppress(Refusal):
        phone = add_by_hand(Phone(), name, key, NOW)
        assert len(code(phone, phone.entries[0], NOW)) == 6


@settings(max_examples=300)
@given(st.text(st.sampled_from("abcXYZ019 +=,.@-_:/?#&%\u00fc"), min_size=1, max_size=30))
def test_an_escaped_name_is_read_back_unchanged(name: str) -> None:
    assume(name.strip())
    escaped = "".join(f"%{byte:02X}" for byte in name.encode())
    read = read_otpauth(f"otpauth://totp/Example:{escaped}?secret={'A' * 32}")
    assert read.account_name == name.strip()
