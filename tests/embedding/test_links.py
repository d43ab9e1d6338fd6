"""Links of a copy of the simulator: within the copy, to a guide elsewhere, or nowhere."""

import pytest
from mfa_rehearsal.browser.links import relocate

OWN = '<a href="../../../../practice/app/today/lost-phone/">Next</a>'
GUIDE = '<a class="button" href="../../../drills/#lost-phone" target="_top">All drills</a>'
INLINE = '<p>See <a href="../../../glossary/#code">code</a>.</p>'
ALONE = '<p><a href="../../../trouble/#late" target="_top">More on this</a></p>'


@pytest.mark.parametrize("guide", ["", "https://example.org/mfa/"])
def test_a_link_to_the_simulators_own_page_stays_in_its_folder(guide: str) -> None:
    assert relocate(OWN, guide) == '<a href="../../today/lost-phone/">Next</a>'


def test_an_address_with_a_slash_at_its_end_is_a_copy_of_the_guide() -> None:
    assert 'href="https://example.org/mfa/drills/#lost-phone"' in relocate(
        GUIDE, "https://example.org/mfa/"
    )


def test_an_address_without_a_slash_at_its_end_is_one_page() -> None:
    assert 'href="/runbook?a=1&amp;b"' in relocate(GUIDE, "/runbook?a=1&b")


def test_without_a_guide_a_sentence_keeps_its_words() -> None:
    assert relocate(INLINE, "") == "<p>See code.</p>"


@pytest.mark.parametrize("html", [GUIDE, ALONE])
def test_without_a_guide_a_link_that_is_no_part_of_a_sentence_disappears(html: str) -> None:
    assert relocate(html, "") == ""


def test_links_to_other_hosts_stay() -> None:
    html = '<a href="https://example.org/">there</a>'
    assert relocate(html, "") == html
