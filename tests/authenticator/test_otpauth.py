"""Reading the text of a QR code, strictly."""

import pytest
from mfa_rehearsal.authenticator import Otpauth, read_otpauth
from mfa_rehearsal.errors import Refusal

SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
AWS = "otpauth://totp/Amazon%20Web%20Services:phone@111122223333"


def _refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_otpauth(text)
    return refused.value


def test_the_text_of_awss_code_is_read() -> None:
    text = f"{AWS}?secret={SECRET}&issuer=Amazon%20Web%20Services"
    assert read_otpauth(text) == Otpauth("Amazon Web Services", "phone@111122223333", SECRET)


@pytest.mark.parametrize(
    ("label", "issuer", "account_name"),
    [
        ("Amazon%20Web%20Services:phone@111122223333", "Amazon Web Services", "phone@111122223333"),
        ("Amazon%20Web%20Services:phone%40example", "Amazon Web Services", "phone@example"),
        ("Example%3Aphone", "Example", "phone"),
        ("Example:%20phone", "Example", "phone"),
        ("Example%3A%20phone", "Example", "phone"),
        ("Example:a+b=c,d.e-f_g@x", "Example", "a+b=c,d.e-f_g@x"),
        ("phone", "", "phone"),
        ("me@example.com", "", "me@example.com"),
        ("Example:a:b", "Example", "a:b"),
        ("Z%C3%BCrich:J%C3%B6rg", "Z\u00fcrich", "J\u00f6rg"),
    ],
)
def test_every_form_of_a_label_is_read(label: str, issuer: str, account_name: str) -> None:
    read = read_otpauth(f"otpauth://totp/{label}?secret={SECRET}")
    assert (read.issuer, read.account_name) == (issuer, account_name)


def test_the_issuer_field_wins_over_the_label() -> None:
    assert read_otpauth(f"otpauth://totp/A:b?secret={SECRET}&issuer=C+D").issuer == "C+D"
    assert read_otpauth(f"otpauth://totp/A:b?secret={SECRET}&issuer=").issuer == "A"


def test_defaults_may_be_spelled_out() -> None:
    text = f"{AWS}?secret={SECRET}&algorithm=SHA1&digits=6&period=30"
    assert read_otpauth(text).secret == SECRET
    assert read_otpauth(text.replace("SHA1", "sha1")).secret == SECRET


def test_a_key_in_lower_case_or_with_padding_is_the_same_key() -> None:
    assert read_otpauth(f"{AWS}?secret={SECRET.lower()}").secret == SECRET
    assert read_otpauth(f"{AWS}?secret={SECRET}%3D%3D").secret == SECRET


def test_scheme_and_kind_may_be_in_capitals_with_spaces_around_the_text() -> None:
    assert read_otpauth(f"  OTPAUTH://TOTP/A:b?secret={SECRET}\n").account_name == "b"


def test_the_first_of_two_equal_fields_counts() -> None:
    assert read_otpauth(f"{AWS}?secret={SECRET}&secret=short").secret == SECRET


def test_the_secret_is_not_in_the_repr() -> None:
    assert SECRET not in repr(read_otpauth(f"{AWS}?secret={SECRET}"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello",
        "https://example.com/",
        "otpauth",
        "otpauth:",
        "otpauth://",
        "otpauth:totp/a",
        "otpauth://totp@host/A:b?secret=" + SECRET,
        "otpauth://totp:80/A:b?secret=" + SECRET,
        "otpauth://[totp/A:b",
        "otpauth://totp/%ff?secret=" + SECRET,
        "otpauth://totp/A:b?secret=%ff",
        "WIFI:S:home;T:WPA;P:secret;;",
    ],
)
def test_other_texts_are_not_otpauth_codes(text: str) -> None:
    assert _refused(text).cause == "not-an-otpauth-code"


@pytest.mark.parametrize(
    ("text", "cause", "words"),
    [
        ("otpauth://hotp/A:b?counter=1&secret=" + SECRET, "counter-based-code", "counter-based"),
        ("otpauth://steam/A:b?secret=" + SECRET, "steam-code", "Steam's own"),
        ("otpauth://totp/Steam:b?encoder=steam&secret=" + SECRET, "steam-code", "Steam's own"),
        ("otpauth-migration://offline?data=AAAA", "migration-code", "moves entries"),
        (AWS, "secret-missing", "key is missing"),
        (AWS + "?secret=", "secret-missing", "key is missing"),
        (AWS + "?secret=%3D%3D", "secret-missing", "key is missing"),
        (AWS + "?issuer=x", "secret-missing", "key is missing"),
        (AWS + "?secret=JBSWY3DPEHPK3PXP", "secret-too-short", "too short"),
        (AWS + "?secret=" + "A" * 21, "secret-too-short", "too short"),
        (AWS + "?secret=" + SECRET[:-1] + "1", "secret-not-base32", "not the letter I"),
        (AWS + "?secret=" + SECRET[:-1] + "%20", "secret-not-base32", "is a space"),
        (AWS + "?secret=" + SECRET[:-1] + "%C3%9F", "secret-not-base32", "letter \u00df"),
        (AWS + "?secret=" + SECRET + "A", "secret-not-base32", "one too few"),
        (AWS + "?digits=8&secret=" + SECRET, "digits-not-supported", "8 digits"),
        (AWS + "?digits=&secret=" + SECRET, "digits-not-supported", "? digits"),
        (AWS + "?digits=six&secret=" + SECRET, "digits-not-supported", "six digits"),
        (AWS + "?period=60&secret=" + SECRET, "period-not-supported", "60 seconds"),
        (AWS + "?period=0&secret=" + SECRET, "period-not-supported", "0 seconds"),
        (AWS + "?algorithm=SHA256&secret=" + SECRET, "algorithm-not-supported", "SHA256"),
        (AWS + "?algorithm=%C5%BFha1&secret=" + SECRET, "algorithm-not-supported", "ha1"),
        ("otpauth://totp/?secret=" + SECRET, "account-name-missing", "name is missing"),
        ("otpauth://totp?secret=" + SECRET, "account-name-missing", "name is missing"),
        ("otpauth://totp/A:?secret=" + SECRET, "account-name-missing", "name is missing"),
        ("otpauth://totp/A:%E2%80%8B?secret=" + SECRET, "account-name-missing", "name is missing"),
        ("otpauth://totp/A:%20?secret=" + SECRET, "account-name-missing", "name is missing"),
    ],
)
def test_each_error_is_named(text: str, cause: str, words: str) -> None:
    refusal = _refused(text)
    assert refusal.cause == cause
    assert words in refusal.message
    assert refusal.source.grade == "ours"
    assert refusal.hint.endswith(".")


def test_a_key_of_112_bits_is_just_long_enough() -> None:
    assert read_otpauth(f"{AWS}?secret={'A' * 23}").secret == "A" * 23


def test_a_very_long_value_is_cut_short_in_the_message() -> None:
    assert len(_refused(f"{AWS}?digits={'9' * 5000}&secret={SECRET}").message) < 80


@pytest.mark.parametrize(
    "settings",
    ["algorithm=SHA-1", "algorithm=sha1", "digits=06", "period=030", "digits=6&period=30"],
)
def test_a_setting_may_be_written_in_other_ways(settings: str) -> None:
    assert read_otpauth(f"{AWS}?{settings}&secret={SECRET}").secret == SECRET


@pytest.mark.parametrize(
    ("label", "issuer", "read"),
    [
        ("A%3Ab", "", ("A", "b")),
        ("A%3A%20b", "A", ("A", "b")),
        ("A%3AB:c", "A%3AB", ("A:B", "c")),
        ("A:B:c", "A%3AB", ("A:B", "c")),
        ("A%3AB%3Ac", "A%3AB", ("A:B", "c")),
        ("b", "A%3AB", ("A:B", "b")),
    ],
)
def test_an_escaped_colon_separates_and_may_be_in_the_issuer(
    label: str, issuer: str, read: tuple[str, str]
) -> None:
    entry = read_otpauth(f"otpauth://totp/{label}?issuer={issuer}&secret={SECRET}")
    assert (entry.issuer, entry.account_name) == read
