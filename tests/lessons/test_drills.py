"""Every drill is proved by playing it, step by step, in each edition that has it."""

from dataclasses import replace

import pytest
from mfa_rehearsal.console import EDITIONS, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Lesson, Step, begin_lesson, current, open_at, play, show_me, undo
from mfa_rehearsal.lessons.drills import drills, openings
from mfa_rehearsal.lessons.lesson import nothing

from tests.console.conftest import NOW

EVERY_DRILL = pytest.mark.parametrize(
    "drill",
    [drill for edition in EDITIONS for drill in drills(edition)],
    ids=lambda drill: f"{drill.edition}-{drill.slug}",
)


@EVERY_DRILL
def test_each_steps_goal_is_false_before_and_true_after_its_solution(drill: Lesson) -> None:
    run, slugs = begin_lesson(drill, "a seed", NOW), [step.slug for step in drill.steps]
    for number, step in enumerate(drill.steps):
        assert run.done == set(slugs[:number])
        assert current(run) == step
        assert not step.goal(run.world), step.slug
        run = show_me(run)
        assert step.goal(run.world), (step.slug, run.refusal)
    assert current(run) is None


@EVERY_DRILL
def test_a_drill_opens_by_its_slug_in_true_time_without_actions(drill: Lesson) -> None:
    run = open_at(drill.edition, drill.slug, "a seed", NOW)
    assert (run.world.now, run.world.skipped_s, run.actions) == (NOW, 0, ())
    assert run.lesson == drill


def test_a_finished_drill_stays_finished_when_its_goal_is_no_longer_true() -> None:
    run = begin_lesson(Lesson("menu", "today", (MENU,), openings.enrolled), "a seed", NOW)
    assert current(run) == MENU
    opened = play(run, a.OpenAccountMenu())
    closed = play(opened, a.CloseAccountMenu())
    assert not menu_open(closed.world)
    assert (opened.over, closed.over, current(closed)) == (True, True, None)
    assert closed.done == opened.done == {MENU.slug}
    assert current(undo(undo(closed))) == MENU


def test_show_me_says_when_it_cannot_reach_a_step() -> None:
    run = open_at("today", "own-phone", "a seed", NOW)
    shown = show_me(replace(run, lesson=replace(run.lesson, steps=(NEVER,))))
    assert shown.refusal
    assert shown.refusal.cause == "no-way-on"


NEVER = Step("never", lambda world: False, nothing, "There is no way.")


def menu_open(world: World) -> bool:
    return world.console.menu_open


MENU = Step("menu", menu_open, nothing, "It opens and closes.", keeps=menu_open)
