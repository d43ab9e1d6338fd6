"""The guide and the lessons have the same steps, in the same order, with the same names."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.world import all_root_devices
from mfa_rehearsal.lessons import (
    Lesson,
    begin_lesson,
    current,
    guide_lesson,
    guide_lessons,
    show_me,
)
from mfa_rehearsal.lessons.drills import drills
from mfa_rehearsal.lessons.passkey_enrollment import passkey_lesson
from mfa_rehearsal.lessons.solutions.passkey_lessons import NAME as PASSKEY_NAME
from mfa_rehearsal.lessons.solutions.wizard import DEVICE_NAME
from mfa_rehearsal.publish.content.coach_text import FOLDERS, read_guide
from mfa_rehearsal.publish.paths import DOCS
from mfa_rehearsal.publish.screenshots.moments import pictures as pictures_taken
from mfa_rehearsal.views import Guide

from tests.console.conftest import NOW


@dataclass(frozen=True)
class GuidePage:
    """A guide: its page, its steps, each group with its last step, and how long it takes."""

    folder: str
    edition: Edition
    slugs: tuple[str, ...]
    groups: Mapping[str, int]
    minutes: str

    @property
    def text(self) -> str:
        return (DOCS / self.folder / "index.md").read_text()

    @property
    def steps_of(self) -> dict[str, list[str]]:
        starts = [0, *self.groups.values()]
        return {
            group: list(self.slugs[start:end])
            for start, (group, end) in zip(starts, self.groups.items(), strict=False)
        }


def slugs_of(lesson: Lesson) -> tuple[str, ...]:
    return tuple(step.slug for step in lesson.steps)


APP = {"sign-in": 3, "start": 5, "on-the-phone": 10, "prove-it": 13}
PASSKEY = {"sign-in": 2, "start": 4, "in-the-browser": 6, "prove-it": 10}
GUIDES = [
    GuidePage("guide", "today", slugs_of(guide_lesson("today")), APP, "ten"),
    GuidePage("classic", "classic", slugs_of(guide_lesson("classic")), APP, "ten"),
    GuidePage("passkey", "today", slugs_of(passkey_lesson()), PASSKEY, "five"),
]
EVERY_GUIDE = pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.folder)


def test_every_guide_of_the_lessons_has_its_page() -> None:
    assert {(page.edition, page.folder) for page in GUIDES} == {
        (edition, folder) for edition, folders in FOLDERS.items() for folder in folders
    }
    assert {(page.edition, page.slugs) for page in GUIDES} == {
        (edition, slugs_of(lesson)) for edition in EDITIONS for lesson in guide_lessons(edition)
    }


@EVERY_GUIDE
def test_headings_are_the_numbered_steps_in_order(page: GuidePage) -> None:
    headings = re.findall(r"^### (\d+)\. .+ \{ #([a-z-]+) \}$", page.text, re.MULTILINE)
    assert headings == [(str(number), slug) for number, slug in enumerate(page.slugs, 1)]
    assert page.text.count("\n### ") == len(page.slugs)


@EVERY_GUIDE
def test_the_steps_come_in_four_groups_that_the_overview_names(page: GuidePage) -> None:
    overview, *groups = page.text.split("\n## ")
    found = [re.findall(r"\{ #([a-z-]+) \}$", group, re.MULTILINE) for group in groups]
    assert {group: slugs for group, *slugs in found} == page.steps_of
    numbers = [[page.slugs.index(slug) + 1 for slug in slugs] for slugs in page.steps_of.values()]
    assert re.findall(r"\]\(#([a-z-]+)\): steps (\d+) (?:to|and) (\d+)", overview) == [
        (group, str(first), str(last))
        for group, (first, *_, last) in zip(page.groups, numbers, strict=True)
    ]
    assert f"take about {page.minutes} minutes in all" in overview


@EVERY_GUIDE
def test_the_end_of_the_guide_links_the_checklist(page: GuidePage) -> None:
    end = page.text.rpartition("\n---\n")[2]
    assert "](../checklist.md#after)" in end


@pytest.mark.parametrize("name", ["guide/index.md", "passkey/index.md"])
def test_home_and_the_start_of_todays_guides_link_the_checklist(name: str) -> None:
    assert "](checklist.md)" in (DOCS / "index.md").read_text()
    assert "](../checklist.md)" in (DOCS / name).read_text().partition("\n## ")[0]


@pytest.mark.parametrize(("name", "up"), [("index.md", ""), ("guide/index.md", "../")])
def test_a_page_first_asks_which_way_suits_the_reader(name: str, up: str) -> None:
    text = (DOCS / name).read_text()
    lines = re.findall(r"^- \*\*(.+?)\*\*", text, re.MULTILINE)
    assert lines[:3] == ["A passkey", "An app", "Both"]
    assert f"]({up}passkey/index.md)" in text.partition("**An app**")[0]


@pytest.mark.parametrize(
    ("lesson", "slug", "name"),
    [
        (guide_lesson("today"), "choose-authenticator-app", DEVICE_NAME),
        (passkey_lesson(), "choose-passkey", PASSKEY_NAME),
    ],
    ids=["app", "passkey"],
)
def test_the_pictures_show_the_device_name_that_the_words_suggest(
    lesson: Lesson, slug: str, name: str
) -> None:
    words = read_guide().editions["today"][slug]
    suggested = re.findall(r"such as <code>([^<]+)</code>", words.do)
    run = begin_lesson(lesson, "a seed", NOW)
    while current(run):
        run = show_me(run)
    assigned = [device.name for device in all_root_devices(run.world)]
    assert suggested == assigned == [name]


@EVERY_GUIDE
def test_every_step_links_to_its_practice(page: GuidePage) -> None:
    links = re.findall(r"\]\(\.\./practice/app/([a-z]+)/([a-z-]+)/\)\{ \.practice", page.text)
    assert links == [(page.edition, slug) for slug in page.slugs]


@EVERY_GUIDE
def test_pictures_are_named_after_their_steps_and_have_a_description(page: GuidePage) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(\.\./images/(\w+)/([a-z-]+)\.\w+\)", page.text)
    assert len(pictures) >= 8
    for description, folder, slug in pictures:
        assert f"{folder}/{slug}" in {place for place, _ in pictures_taken()}
        assert folder == page.edition
        assert slug in page.slugs or slug in slugs_of(guide_lesson(page.edition))
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
    for folder in (folder for folders in FOLDERS.values() for folder in folders):
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
