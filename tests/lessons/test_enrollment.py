"""Each step's goal is false before its solution is played, and true after it."""

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import (
    Lesson,
    Run,
    Step,
    begin_lesson,
    current,
    guide_lessons,
    open_at,
    play,
    show_me,
)
from mfa_rehearsal.lessons.drills import drills

from tests.console.conftest import NOW

LESSONS = [lesson for edition in EDITIONS for lesson in guide_lessons(edition)]
EVERY_LESSON = pytest.mark.parametrize("lesson", LESSONS, ids=lambda x: f"{x.edition}-{x.slug}")
EVERY_STEP = pytest.mark.parametrize(
    ("edition", "step"),
    [
        pytest.param(lesson.edition, step, id=f"{lesson.edition}-{step.slug}")
        for lesson in LESSONS
        for step in lesson.steps
    ],
)


@EVERY_STEP
def test_a_solution_reaches_its_goal(edition: Edition, step: Step) -> None:
    before = open_at(edition, step.slug, "a seed", NOW)
    assert not step.goal(before.world)
    after = show_me(before)
    assert after.refusal is None
    assert step.goal(after.world)


@EVERY_STEP
def test_a_run_opened_at_a_step_is_at_that_step_in_true_time(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    assert current(run) == step
    assert (run.world.now, run.world.skipped_s) == (NOW, 0)


@EVERY_LESSON
def test_show_me_leads_from_the_first_step_to_the_last(lesson: Lesson) -> None:
    run = begin_lesson(lesson, "a seed", NOW)
    seen: list[str] = []
    while step := current(run):
        assert len(seen) < len(lesson.steps), f"stuck at {step.slug}"
        seen.append(step.slug)
        run = show_me(run)
    assert seen == [step.slug for step in lesson.steps if not step.instead_of]
    assert run.credits == dict.fromkeys(seen, "shown")


@pytest.mark.parametrize("edition", EDITIONS)
def test_typing_the_secret_key_leads_to_the_same_next_step_as_scanning(edition: Edition) -> None:
    run = open_at(edition, "type-the-secret-key", "a seed", NOW)
    after = current(show_me(run))
    assert after
    assert after.slug == "see-the-codes"


@EVERY_STEP
def test_show_me_finishes_from_a_canceled_wizard(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    lost = play(play(run, a.Cancel()), a.GoBack())
    assert finishes(lost)


@EVERY_STEP
def test_show_me_finishes_from_the_home_page(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    assert finishes(play(play(run, a.GoHome()), a.LeaveApp()))


@EVERY_STEP
def test_show_me_finishes_after_signing_out(edition: Edition, step: Step) -> None:
    assert finishes(play(open_at(edition, step.slug, "a seed", NOW), a.SignOut()))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_late_pair_leaves_the_step_open_and_show_me_resyncs(edition: Edition) -> None:
    run = open_at(edition, "submit-at-once", "a seed", NOW)
    pair = run.world.console.draft
    late = play(play(run, a.SkipAhead(600)), a.SubmitCodes(*pair))
    step = current(late)
    assert step
    assert step.slug == "submit-at-once"
    assert finishes(late)
    assert finishes(play(play(play(late, a.Close()), a.SignOut()), a.SubmitEmail()))


def finishes(run: Run) -> bool:
    for _ in range(2 * len(run.lesson.steps)):
        run = show_me(run)
    return current(run) is None


def test_a_goal_that_is_undone_makes_its_step_current_again() -> None:
    run = play(open_at("today", "show-the-qr-code", "a seed", NOW), a.Cancel())
    step = current(run)
    assert step
    assert step.slug == "start-the-wizard"


def test_no_two_guides_of_an_edition_share_the_slug_of_a_step_or_a_drill() -> None:
    for edition in EDITIONS:
        slugs = [step.slug for lesson in guide_lessons(edition) for step in lesson.steps]
        slugs += [lesson.slug for lesson in (*guide_lessons(edition), *drills(edition))]
        assert len(slugs) == len(set(slugs))


def test_a_lesson_opens_by_its_own_slug() -> None:
    run = open_at("today", "passkey", "a seed", NOW)
    assert (run.lesson.slug, current(run)) == ("passkey", run.lesson.steps[0])


@pytest.mark.parametrize(
    ("edition", "slug"), [("classic", "passkey"), ("classic", "choose-passkey"), ("today", "x")]
)
def test_a_slug_that_the_edition_does_not_have_raises(edition: Edition, slug: str) -> None:
    with pytest.raises(KeyError):
        open_at(edition, slug, "a seed", NOW)
