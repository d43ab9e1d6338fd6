"""The line that becomes a frame: its words, what it refuses, and the HTML it becomes."""

import logging

import pytest
from markdown import markdown
from mfa_rehearsal.console.site_options import SiteOptions
from mfa_rehearsal.embedding.frame import Frame, LineError, read_line
from mfa_rehearsal.embedding.markdown_extension import FrameExtension

EXTENSION = "mfa_rehearsal.embedding.markdown_extension"


def html(text: str, **options: object) -> str:
    return markdown(text, extensions=[EXTENSION], extension_configs={EXTENSION: options})


def test_a_line_without_words_is_the_beginning_in_the_sites_way() -> None:
    default = Frame(edition="classic", height="50vh")
    assert read_line("::mfa-rehearsal", default) == default


def test_a_line_names_what_differs() -> None:
    line = "::mfa-rehearsal{start=lost-phone height=640 title='Lose a phone'}"
    assert read_line(line, Frame()) == Frame(start="lost-phone", height="640", title="Lose a phone")


@pytest.mark.parametrize("line", ["", "Use ::mfa-rehearsal here", "::mfa-rehearsals", "::other{}"])
def test_other_lines_are_not_for_us(line: str) -> None:
    assert read_line(line, Frame()) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("start=nowhere", "start “nowhere” is unknown; known are: "),
        ("edition=2019", "edition “2019” is unknown; known are: today, classic"),
        ("size=1", "the word “size” is unknown; known are: edition, start, height"),
        ("height=tall", "height=tall is neither pixels nor a length such as 80vh"),
        ("lost-phone", "“lost-phone” isn't a word, an equals sign and a value"),
    ],
)
def test_a_line_that_cannot_be_followed_says_why(words: str, said: str) -> None:
    with pytest.raises(LineError, match=said):
        read_line(f"::mfa-rehearsal{{{words}}}", Frame())


def test_a_page_gets_the_frame_and_the_script_for_its_theme() -> None:
    made = html("Before.\n\n::mfa-rehearsal{start=lost-phone}\n\nAfter.", base="/mfa")
    assert '<iframe allow="fullscreen" class="mfa-rehearsal"' in made
    assert 'src="/mfa/today/lost-phone/"' in made
    assert 'loading="lazy"' in made
    assert '<script src="/mfa/embed.js" type="module"></script>' in made
    assert made.startswith("<p>Before.</p>")
    assert made.endswith("<p>After.</p>")


def test_a_length_becomes_a_style_and_pixels_an_attribute() -> None:
    assert 'style="height: 80vh"' in html("::mfa-rehearsal{height=80vh}")
    assert 'height="640"' in html("::mfa-rehearsal{height=640px}")


def test_the_sites_options_are_those_of_every_line() -> None:
    assert 'src="x/classic/"' in html("::mfa-rehearsal", base="x", edition="classic")


def test_a_link_with_our_scheme_leads_to_the_simulators_folder() -> None:
    made = html("[Try it](mfa-rehearsal:/today/lost-phone/)", base="/mfa/")
    assert '<a href="/mfa/today/lost-phone/">' in made


@pytest.mark.parametrize("page", ["today/", "classic/lost-phone/", "today/passkey/?theme=dark"])
def test_a_link_to_a_page_that_exists_is_not_warned_of(
    page: str, caplog: pytest.LogCaptureFixture
) -> None:
    html(f"[Try it](mfa-rehearsal:/{page})")
    assert caplog.text == ""


@pytest.mark.parametrize("page", ["today/nowhere/", "2019/", "classic/second-device/", ""])
def test_a_link_to_a_page_that_does_not_exist_is_warned_of(
    page: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs"):
        html(f"[Try it](mfa-rehearsal:/{page})")
    assert f"In the link mfa-rehearsal:/{page}, " in caplog.text


def test_a_line_or_link_to_a_lesson_that_the_site_does_not_offer_is_warned_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    extension = FrameExtension(SiteOptions(lessons=("lost-phone",)))
    text = "[Lost](mfa-rehearsal:/today/lost-phone/) [New](mfa-rehearsal:/today/new-phone/)"
    with caplog.at_level(logging.WARNING, "mkdocs"):
        markdown(f"{text}\n\n::mfa-rehearsal{{start=new-phone}}", extensions=[extension])
    found = [record.getMessage() for record in caplog.records]
    assert len(found) == 2
    assert all("“new-phone” isn't among this site's lessons" in message for message in found)


def test_a_frame_may_start_at_any_step_of_both_guides() -> None:
    assert read_line("::mfa-rehearsal{start=passkey}", Frame()) == Frame(start="passkey")
    assert read_line("::mfa-rehearsal{start=sign-in-with-the-password}", Frame())


@pytest.mark.parametrize("text", ["    ::mfa-rehearsal", "`::mfa-rehearsal`"])
def test_code_stays_code(text: str) -> None:
    assert "iframe" not in html(text)


def test_a_wrong_line_stays_text_and_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs"):
        made = html("::mfa-rehearsal{start=nowhere}")
    assert "iframe" not in made
    assert "::mfa-rehearsal{start=nowhere}" in caplog.text
