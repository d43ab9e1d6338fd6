"""Typed and pasted text: spaces are removed, and wrong characters are named with their position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mfa_rehearsal.typed import (
    cleaned,
    without_dashes,
    wrong_digit,
    wrong_key_character,
    wrong_name_character,
)


@pytest.mark.parametrize(
    "typed",
    [
        "1 2 3 4 5 6",
        "123\u00a0456",
        "123\u202f456",
        "\ufeff123456",
        "12\u200b34\u00ad56",
        "\t123456\n",
        "\u202e123\u2066456\u2069",
        "123\ufe0f\u2800\u3164456",
    ],
)
def test_spaces_and_invisible_characters_are_removed(typed: str) -> None:
    assert cleaned(typed) == "123456"


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
DIGITS_OF_ANY_SCRIPT = st.text(st.characters(categories=["Nd"]), min_size=6, max_size=6)


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(ANY_TEXT)
def test_there_is_a_sentence_exactly_if_a_code_is_not_all_digits(text: str) -> None:
    is_digits = all(char in "0123456789" for char in text)
    assert (wrong_digit(text) == "") == is_digits
    assert isinstance(wrong_key_character(text) + wrong_name_character(text), str)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12O456", "Character 3 is the letter O, not the digit 0."),
        ("l23456", "Character 1 is the letter l, not the digit 1."),
        ("12345\uff16", "Character 6 is the full-width digit \uff16, not the digit 6."),
        ("1\u0663", "Character 2 is \u0663, a digit from another script, not the digit 3."),
        ("12\u041e456", "Character 3 is the Cyrillic letter \u041e, not the digit 0."),
        ("12\u039f456", "Character 3 is the Greek letter \u039f, not the digit 0."),
        ("otpauth://", "Character 1 is the letter o."),
        ("1\u05d0", "Character 2 is \u05d0, from another script."),
        ("123-456", "Character 4 is a hyphen."),
        ("123\u2013456", "Character 4 is a dash (\u2013)."),
        ("123456.", "Character 7 is “.”."),
    ],
)
def test_a_wrong_character_in_a_code_is_named_with_its_position(typed: str, sentence: str) -> None:
    assert wrong_digit(typed) == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ABC0", "Character 4 is the digit 0, not the letter O."),
        ("8BC", "Character 1 is the digit 8, not the letter B."),
        ("AB\u0421", "Character 3 is the Cyrillic letter \u0421, not the letter C."),
        ("\u0391B", "Character 1 is the Greek letter \u0391, not the letter A."),
        ("A\uff22", "Character 2 is the full-width letter \uff22, not the letter B."),
        ("AB9", "Character 3 is the digit 9."),
    ],
)
def test_a_wrong_character_in_a_key_is_named_with_its_position(typed: str, sentence: str) -> None:
    assert wrong_key_character(typed) == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("my phone", "Character 3 is a space."),
        ("h\u00f6rer", "Character 2 is the letter \u00f6."),
        ("a/b", "Character 2 is “/”."),
        ("my\u2013phone", "Character 3 is a dash (\u2013), not a hyphen."),
        ("a\u200bb", "Character 2 is an invisible character."),
    ],
)
def test_a_wrong_character_in_a_name_is_named_with_its_position(typed: str, sentence: str) -> None:
    assert wrong_name_character(typed) == sentence


def test_a_key_may_be_grouped_by_any_dash() -> None:
    assert without_dashes("ABCD-EFGH\u2013IJKL\u2212MNOP") == "ABCDEFGHIJKLMNOP"


@given(DIGITS_OF_ANY_SCRIPT)
def test_a_digit_from_any_script_is_named_with_the_digit_it_means(typed: str) -> None:
    wrong = next((char for char in typed if not char.isascii()), "")
    sentence = wrong_digit(typed)
    assert sentence.endswith(f", not the digit {int(wrong)}.") if wrong else sentence == ""


@given(
    st.text("0123456789", min_size=1),
    st.sampled_from(" \t\u00a0\u2007\u202f\u3000\u200b\ufeff\u00ad"),
)
def test_a_code_is_the_same_with_any_space_between_its_digits(code: str, blank: str) -> None:
    assert cleaned(blank.join(code)) == cleaned(f"{blank}{code}{blank}") == code
