"""Words of one console or the other: the page shows both, and the coach the one that is open."""

import pytest
from markdown import Markdown
from mfa_rehearsal.publish.content.editions import for_edition, for_page

MARKED = "Press {today: **Resync** | 2020: **Continue**} now."


def test_the_page_names_both() -> None:
    assert for_page(MARKED) == "Press **Resync** (2020: **Continue**) now."


def test_the_coach_says_one() -> None:
    assert for_edition(MARKED, "today") == "Press **Resync** now."
    assert for_edition(MARKED, "classic") == "Press **Continue** now."


def test_sentences_stand_one_after_the_other() -> None:
    text = "Go. {today: Select it. | 2020: Press it.} Done."
    assert for_page(text) == "Go. *Today:* Select it. *2020:* Press it. Done."


@pytest.mark.parametrize(
    ("text", "today", "classic"),
    [
        ("Go. {2020: Press it.} Done.", "Go. Done.", "Go. Press it. Done."),
        ("Go. {today: Select it.} Done.", "Go. Select it. Done.", "Go. Done."),
        ("Over {today: two |\n   2020: three} lines.", "Over two lines.", "Over three lines."),
    ],
)
def test_either_part_may_be_missing(text: str, today: str, classic: str) -> None:
    assert for_edition(text, "today") == today
    assert for_edition(text, "classic") == classic


def test_page_and_coach_may_say_different_things() -> None:
    text = "{page: Open the console. | coach: It is open.} Go on."
    assert for_page(text) == "Open the console. Go on."
    assert for_edition(text, "today") == "It is open. Go on."


def test_a_heading_keeps_its_id() -> None:
    html = Markdown(extensions=["attr_list", "mfa_rehearsal.publish.content.editions"]).convert(
        "## A { #a }"
    )
    assert html == '<h2 id="a">A</h2>'
