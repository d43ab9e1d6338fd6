"""The guide and the lessons have the same steps, in the same order, with the same names."""

import json
import re
from pathlib import Path

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.lessons import begin_lesson, current, guide_lesson, show_me
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.enrollment import STEPS
from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.publish.content.coach_text import FOLDERS, read_guide
from mfa_rehearsal.publish.paths import DOCS
from mfa_rehearsal.views import Guide

from tests.console.conftest import NOW

SLUGS = [step.slug for step in STEPS]
GROUPS = {
    "sign-in": SLUGS[:3],
    "start": SLUGS[3:5],
    "on-the-phone": SLUGS[5:10],
    "prove-it": SLUGS[10:],
}


def text_of(edition: Edition) -> str:
    return (DOCS / FOLDERS[edition] / "index.md").read_text()


@pytest.mark.parametrize("edition", EDITIONS)
def test_headings_are_the_numbered_steps_in_order(edition: Edition) -> None:
    headings = re.findall(r"^### (\d+)\. .+ \{ #([a-z-]+) \}$", text_of(edition), re.MULTILINE)
    assert headings == [(str(number), slug) for number, slug in enumerate(SLUGS, 1)]
    assert text_of(edition).count("\n### ") == len(SLUGS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_steps_come_in_four_groups_that_the_overview_names(edition: Edition) -> None:
    overview, *groups = text_of(edition).split("\n## ")
    found = [re.findall(r"\{ #([a-z-]+) \}$", group, re.MULTILINE) for group in groups]
    assert {group: slugs for group, *slugs in found} == GROUPS
    numbers = [[SLUGS.index(slug) + 1 for slug in slugs] for slugs in GROUPS.values()]
    assert re.findall(r"\]\(#([a-z-]+)\): steps (\d+) (?:to|and) (\d+)", overview) == [
        (group, str(first), str(last))
        for group, (first, *_, last) in zip(GROUPS, numbers, strict=True)
    ]
    assert "take about ten minutes in all" in overview


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_end_of_the_guide_links_the_checklist(edition: Edition) -> None:
    end = text_of(edition).rpartition("\n---\n")[2]
    assert "](../checklist.md#after)" in end


def test_home_and_the_start_of_todays_guide_link_the_checklist() -> None:
    assert "](checklist.md)" in (DOCS / "index.md").read_text()
    assert "](../checklist.md)" in text_of("today").partition("\n## ")[0]


def test_the_pictures_show_the_device_name_that_the_words_suggest() -> None:
    words = read_guide().editions["today"]["choose-authenticator-app"]
    suggested = re.findall(r"such as <code>([^<]+)</code>", words.do)
    run = begin_lesson(guide_lesson("today"), "a seed", NOW)
    while current(run):
        run = show_me(run)
    assigned = [device.name for device in run.world.account.devices]
    assert suggested == assigned == [DEVICE_NAME]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_step_links_to_its_practice(edition: Edition) -> None:
    links = re.findall(
        r"\]\(\.\./practice/app/([a-z]+)/([a-z-]+)/\)\{ \.practice", text_of(edition)
    )
    assert links == [(edition, slug) for slug in SLUGS]


@pytest.mark.parametrize("edition", EDITIONS)
def test_pictures_are_named_after_their_steps_and_have_a_description(edition: Edition) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(\.\./images/(\w+)/([a-z-]+)\.\w+\)", text_of(edition))
    assert len(pictures) >= 8
    for description, folder, slug in pictures:
        assert (folder, slug in SLUGS) == (edition, True)
        assert len(description) > 30


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_step_has_all_its_parts_in_at_most_ninety_words(edition: Edition) -> None:
    for slug, words in read_guide().editions[edition].items():
        text = re.sub(r"<[^>]+>", "", f"{words.do} {words.see} {words.instead}")
        assert words.do, slug
        assert len(text.split()) <= 94, (slug, len(text.split()))  # the two marks are four words


def test_links_in_the_coachs_words_open_outside_the_frame() -> None:
    for link in re.findall(r"<a [^>]+>", str(read_guide())):
        assert 'target="_top"' in link or 'rel="noopener"' in link
        assert ".md" not in link


def test_an_incomplete_step_raises_an_error_that_names_it(tmp_path: Path) -> None:
    for folder in FOLDERS.values():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.md").write_text("### 1. Begin { #begin }\n\nDo it.\n")
    with pytest.raises(ValueError, match="Begin"):
        read_guide(tmp_path)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_drills_page_has_words_for_every_step_of_every_drill(edition: Edition) -> None:
    guide = read_guide()
    for drill in drills(edition):
        words = guide.words_of(drill)
        assert all(each.title and each.do for each in words.values()), drill.slug
        assert 1 <= guide.drills[drill.slug].minutes <= 15


def test_the_drills_page_lists_the_drills_in_order_and_links_to_each() -> None:
    text = (DOCS / "drills.md").read_text()
    assert list(read_guide().drills) == [drill.slug for drill in drills("today")]
    links = re.findall(r"\]\(\.\./practice/app/(\w+)/([a-z-]+)/\)", text)
    assert set(links) == {(e, drill.slug) for e in EDITIONS for drill in drills(e)}


def test_a_stored_guide_can_be_read_again() -> None:
    guide = read_guide()
    assert Guide.from_data(json.loads(json.dumps(guide.as_data()))) == guide
