"""What people type and paste: blanks go, and what does not belong is named with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.typed import (
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
    ],
)
def test_blanks_and_invisible_characters_go(typed: str) -> None:
    assert cleaned(typed) == "123456"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text())
def test_a_sentence_comes_exactly_where_a_code_is_not_all_digits(text: str) -> None:
    is_digits = all(char in "0123456789" for char in text)
    assert (wrong_digit(text) == "") == is_digits
    assert isinstance(wrong_key_character(text) + wrong_name_character(text), str)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12O456", "Character 3 is the letter O, not the digit 0."),
        ("l23456", "Character 1 is the letter l, not the digit 1."),
        ("12345\uff16", "Character 6 is \uff16, a digit of another script."),
        ("123-456", "Character 4 is a hyphen."),
        ("123\u2013456", "Character 4 is a dash (\u2013)."),
        ("123456.", "Character 7 is “.”."),
    ],
)
def test_a_wrong_character_of_a_code_is_named_with_its_place(typed: str, told: str) -> None:
    assert wrong_digit(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ABC0", "Character 4 is the digit 0, not the letter O."),
        ("8BC", "Character 1 is the digit 8, not the letter B."),
        ("AB\u0421", "Character 3 is the Cyrillic letter \u0421."),
        ("AB9", "Character 3 is the digit 9."),
    ],
)
def test_a_wrong_character_of_a_key_is_named_with_its_place(typed: str, told: str) -> None:
    assert wrong_key_character(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("my phone", "Character 3 is a space."),
        ("h\u00f6rer", "Character 2 is the letter \u00f6."),
        ("a/b", "Character 2 is “/”."),
        ("a\u200bb", "Character 2 is an invisible character."),
    ],
)
def test_a_wrong_character_of_a_name_is_named_with_its_place(typed: str, told: str) -> None:
    assert wrong_name_character(typed) == told


def test_a_key_may_be_grouped_by_any_dash() -> None:
    assert without_dashes("ABCD-EFGH\u2013IJKL\u2212MNOP") == "ABCDEFGHIJKLMNOP"
