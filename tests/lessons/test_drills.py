"""Every drill is proved by playing it, step by step, in each edition that has it."""

import pytest

from simulator.console import EDITIONS
from simulator.lessons import Lesson, begin_lesson, current, open_at, show_me
from simulator.lessons.drills import drills
from tests.console.conftest import NOW

EVERY_DRILL = pytest.mark.parametrize(
    "drill",
    [drill for edition in EDITIONS for drill in drills(edition)],
    ids=lambda drill: f"{drill.edition}-{drill.slug}",
)


@EVERY_DRILL
def test_each_steps_goal_is_false_before_and_true_after_its_solution(drill: Lesson) -> None:
    run = begin_lesson(drill, "a seed", NOW)
    for step in drill.steps:
        assert current(run) == step
        assert not step.goal(run.world), step.slug
        run = show_me(run)
        assert step.goal(run.world), (step.slug, run.refusal)
    assert current(run) is None


@EVERY_DRILL
def test_a_drill_opens_by_its_name_in_the_true_time_with_nothing_done(drill: Lesson) -> None:
    run = open_at(drill.edition, drill.slug, "a seed", NOW)
    assert (run.world.now, run.world.skipped_s, run.actions) == (NOW, 0, ())
    assert run.lesson == drill
