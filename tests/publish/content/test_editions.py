"""Words for one console: the page shows both consoles' words, the coach those of the open one."""

import pytest
from markdown import Markdown
from mfa_rehearsal.publish.content.editions import for_edition, for_page

MARKED = "Press {today: **Resync** | 2020: **Continue**} now."


def test_the_page_shows_both_editions() -> None:
    assert for_page(MARKED) == "Press **Resync** (2020: **Continue**) now."


def test_the_coach_shows_one_edition() -> None:
    assert for_edition(MARKED, "today") == "Press **Resync** now."
    assert for_edition(MARKED, "classic") == "Press **Continue** now."


def test_whole_sentences_are_labeled_and_follow_each_other() -> None:
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


def test_the_page_and_the_coach_can_have_different_words() -> None:
    text = "{page: Open the console. | coach: It is open.} Go on."
    assert for_page(text) == "Open the console. Go on."
    assert for_edition(text, "today") == "It is open. Go on."


def test_a_heading_keeps_its_id() -> None:
    html = Markdown(extensions=["attr_list", "mfa_rehearsal.publish.content.editions"]).convert(
        "## A { #a }"
    )
    assert html == '<h2 id="a">A</h2>'
