"""What the coach says on a site with options, beyond what a browser test reads."""

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.site_options import OURS, Contact, NameRule, SiteOptions
from mfa_rehearsal.lessons import Lesson, Run, begin_lesson, current, open_at, play, show_me
from mfa_rehearsal.lessons.guides import offered_lessons
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.views import ViewContext, draw

from tests.console.conftest import NOW

GUIDE = read_guide()
RULE = NameRule(r"root-[a-z&]+-\d\d", "root, a name and two digits.", "root-ann-01")
CONTACT = Contact("IT desk & <co>", "https://example.com/?a=1&b=2")
OPTIONS = SiteOptions(name_rule=RULE, contact=CONTACT)


def html(run: Run) -> str:
    return draw(run, GUIDE, ViewContext(root="../../../")).html


@pytest.mark.parametrize("slug", ["choose-authenticator-app", "passkey"])
def test_a_guides_words_suggest_a_name_that_the_rule_allows(slug: str) -> None:
    run = open_at("today", slug, "a seed", NOW, OPTIONS)
    while "data-name-rule" not in html(run):
        run = show_me(run)
    assert "<code>root-ann-01</code>. Choose" in html(run)
    assert "<code>my-" not in html(run)


def test_a_drills_words_keep_the_names_that_it_uses() -> None:
    run = open_at("today", "left-over-device", "a seed", NOW, OPTIONS)
    assert "<code>my-phone</code>" in html(run)


def test_the_contact_is_there_while_nobody_can_sign_in_and_is_escaped() -> None:
    run = open_at("today", "lost-phone", "a seed", NOW, OPTIONS)
    link = '<a href="https://example.com/?a=1&amp;b=2" target="_top">IT desk &amp; &lt;co&gt;</a>'
    assert link in html(run)


def test_the_contact_is_not_there_where_nothing_is_wrong() -> None:
    run = open_at("today", "", "a seed", NOW, OPTIONS)
    assert "data-contact" not in html(run)
    assert "data-contact" not in html(play(run, a.SubmitEmail()))


def test_the_contact_is_there_after_a_code_was_refused_at_sign_in() -> None:
    run = open_at("today", "one-code-two-sign-ins", "a seed", NOW, OPTIONS)
    while not (run.refusal and not run.world.console.signed_in):
        run = show_me(run)
    assert "data-contact" in html(run)


@pytest.mark.parametrize("lesson", offered_lessons("today", OURS), ids=lambda each: each.slug)
def test_without_options_nothing_of_them_is_ever_shown(lesson: Lesson) -> None:
    run = begin_lesson(lesson, "a seed", NOW)
    for _ in range(20 * len(lesson.steps)):
        assert "data-contact" not in html(run)
        assert "data-name-rule" not in html(run)
        if current(run) is None:
            return
        run = show_me(run)
