"""Lessons on a site with options: which are offered, and that Show me follows the site's rule."""

import json

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console.site_options import OURS, NameRule, SiteOptions
from mfa_rehearsal.lessons import begin_lesson, current, open_at, read_text, show_me
from mfa_rehearsal.lessons.enrollment import ENROLLMENT
from mfa_rehearsal.lessons.guides import offered_lessons
from mfa_rehearsal.lessons.lesson import Lesson
from mfa_rehearsal.lessons.saving import saved
from mfa_rehearsal.publish.site.page_list import slugs

from tests.console.conftest import NOW

RULE = NameRule(r"root-[a-z]+-\d\d", "root, a name and two digits.", "root-ann-01")
WITH_RULE = SiteOptions(account_alias="acme-prod", name_rule=RULE)
EVERY = [lesson for edition in EDITIONS for lesson in offered_lessons(edition, OURS)]


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: f"{lesson.edition} {lesson.slug}")
def test_show_me_gets_through_every_lesson_under_the_sites_rule(lesson: Lesson) -> None:
    run = begin_lesson(lesson, "a seed", NOW, WITH_RULE)
    for _ in range(20 * len(lesson.steps)):
        if current(run) is None:
            return
        run = show_me(run)
        assert not run.refusal or run.refusal.cause != "no-way-on"
        assert not run.refusal or "own-rule" not in run.refusal.cause
    pytest.fail(f"{lesson.slug} never ends")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_site_opens_at_the_first_lesson_that_it_offers(edition: Edition) -> None:
    options = SiteOptions(lessons=("own-phone", "lost-phone"))
    assert open_at(edition, "", "a seed", NOW, options).lesson.slug == "lost-phone"


def test_pages_are_those_of_the_offered_lessons() -> None:
    assert slugs("today", SiteOptions(lessons=("lost-phone",))) == ("", "lost-phone")
    assert slugs("classic", SiteOptions(lessons=("second-device",))) == ()
    assert "sign-in-as-root" in slugs("today", SiteOptions(lessons=(ENROLLMENT,)))
    assert "passkey" in slugs("today", SiteOptions(lessons=("passkey",)))


def test_a_run_of_a_lesson_that_is_not_offered_is_not_restored() -> None:
    text = json.dumps(saved(open_at("today", "lost-phone", "a seed", NOW)))
    assert read_text(text, SiteOptions(lessons=("lost-phone",))).lesson.slug == "lost-phone"
    with pytest.raises(ValueError, match="no such lesson"):
        read_text(text, SiteOptions(lessons=(ENROLLMENT,)))
