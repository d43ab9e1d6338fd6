"""Each step's goal is false before its solution is played, and true after it."""

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, Step, current, guide_lesson, open_at, play, show_me
from mfa_rehearsal.lessons.enrollment import STEPS

from tests.console.conftest import NOW

EVERY_STEP = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)


@pytest.mark.parametrize("edition", EDITIONS)
@EVERY_STEP
def test_a_solution_reaches_its_goal(edition: Edition, step: Step) -> None:
    before = open_at(edition, step.slug, "a seed", NOW)
    assert not step.goal(before.world)
    after = show_me(before)
    assert after.refusal is None
    assert step.goal(after.world)


@pytest.mark.parametrize("edition", EDITIONS)
@EVERY_STEP
def test_a_run_opened_at_a_step_is_at_that_step_in_true_time(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    assert current(run) == step
    assert (run.world.now, run.world.skipped_s) == (NOW, 0)


@pytest.mark.parametrize("edition", EDITIONS)
def test_show_me_leads_from_the_first_step_to_the_last(edition: Edition) -> None:
    run = open_at(edition, "", "a seed", NOW)
    seen: list[str] = []
    while step := current(run):
        assert len(seen) < len(STEPS), f"stuck at {step.slug}"
        seen.append(step.slug)
        run = show_me(run)
    assert seen == [step.slug for step in STEPS if not step.instead_of]
    assert run.credits == dict.fromkeys(seen, "shown")


@pytest.mark.parametrize("edition", EDITIONS)
def test_typing_the_secret_key_leads_to_the_same_next_step_as_scanning(edition: Edition) -> None:
    run = open_at(edition, "type-the-secret-key", "a seed", NOW)
    after = current(show_me(run))
    assert after
    assert after.slug == "see-the-codes"


@pytest.mark.parametrize("edition", EDITIONS)
@EVERY_STEP
def test_show_me_finishes_from_a_canceled_wizard(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    lost = play(play(run, a.Cancel()), a.GoBack())
    assert finishes(lost)


@pytest.mark.parametrize("edition", EDITIONS)
@EVERY_STEP
def test_show_me_finishes_from_the_home_page(edition: Edition, step: Step) -> None:
    run = open_at(edition, step.slug, "a seed", NOW)
    assert finishes(play(play(run, a.GoHome()), a.LeaveApp()))


@pytest.mark.parametrize("edition", EDITIONS)
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
    for _ in range(2 * len(guide_lesson(run.world.edition).steps)):
        run = show_me(run)
    return current(run) is None


def test_a_goal_that_is_undone_makes_its_step_current_again() -> None:
    run = play(open_at("today", "show-the-qr-code", "a seed", NOW), a.Cancel())
    step = current(run)
    assert step
    assert step.slug == "start-the-wizard"
