"""Which step comes next, which are credited to whom, and which are bypassed."""

import pytest
from mfa_rehearsal.console import World, begin
from mfa_rehearsal.lessons.lesson import (
    Case,
    Drill,
    Goal,
    Lesson,
    Step,
    always,
    first_case,
    nothing,
    walk,
)
from mfa_rehearsal.lessons.run import begin_lesson, follow

from tests.console.conftest import NOW

WORLD = begin("today", "a seed", NOW)


def never(_: World) -> bool:
    return False


def step(slug: str, goal: Goal = never, **fields: object) -> Step:
    return Step(slug, goal, nothing, "", **fields)  # type: ignore[arg-type]


SCAN, TYPE, CODES = step("scan"), step("type", instead_of="scan"), step("codes")
LESSON = Lesson("lesson", "today", (step("open"), SCAN, TYPE, CODES))


def slug_after(*done: str) -> str:
    found = LESSON.next_after(set(done))
    return found.slug if found else ""


def test_the_next_step_is_the_first_main_one_that_is_not_done() -> None:
    assert slug_after() == "open"
    assert slug_after("scan") == "open"
    assert slug_after("open") == "scan"
    assert slug_after("open", "scan", "codes") == ""


def test_either_of_two_steps_with_the_same_end_counts_as_both() -> None:
    assert slug_after("open", "type") == slug_after("open", "scan") == "codes"
    assert LESSON.taken({"type"}) == LESSON.taken({"scan"}) == {"scan", "type"}
    assert LESSON.taken({"codes"}) == {"codes"}


def before(slug: str) -> list[str]:
    return [each.slug for each in LESSON.before(slug)]


def test_what_leads_up_to_a_step_leaves_out_alternatives() -> None:
    assert before("") == before("open") == []
    assert before("scan") == before("type") == ["open"]
    assert before("codes") == ["open", "scan"]
    with pytest.raises(KeyError, match="fly"):
        LESSON.before("fly")
    with pytest.raises(KeyError, match="fly"):
        LESSON.step("fly")


def test_a_step_keeps_its_first_credit_while_it_counts() -> None:
    steps = (
        step("kept"),
        step("lost", keeps=never),
        step("true", always, keeps=never),
        step("new", always),
        step("no"),
    )
    lesson = Lesson("lesson", "today", steps)
    credited = lesson.credited(WORLD, {"kept": "done", "lost": "done", "true": "done"}, "shown")
    assert credited == {"kept": "done", "true": "done", "new": "shown"}


def test_only_steps_that_are_not_done_are_bypassed() -> None:
    cases = (Case(never, "not these"), Case(always, "these"), Case(always, "too late"))
    passed = step("scan", passed=cases)
    lesson = Lesson("lesson", "today", (passed, step("type", instead_of="scan"), CODES))
    assert lesson.passed(WORLD, {}) == {"scan": "these"}
    assert lesson.passed(WORLD, {"codes": "done"}) == {"scan": "these"}
    assert lesson.passed(WORLD, {"scan": "done"}) == {}
    assert lesson.passed(WORLD, {"type": "done"}) == {}
    assert first_case(cases[:1], WORLD) is None


def test_a_drill_has_steps_of_its_own_in_2020_only_if_they_differ() -> None:
    same = Drill(nothing, (SCAN,), real_time=True)
    assert same.lesson("x", "classic") == Lesson("x", "classic", (SCAN,), nothing, True)
    other = Drill(nothing, (SCAN,), classic_steps=(CODES,))
    assert other.lesson("x", "classic").steps == (CODES,)
    assert other.lesson("x", "today").steps == (SCAN,)
    assert not other.lesson("x", "today").real_time


def test_walking_a_route_returns_the_world_where_it_ends() -> None:
    lesson = Lesson("lesson", "today", LESSON.steps, lambda world: walk(nothing, world))
    run = begin_lesson(lesson, "a seed", NOW)
    assert follow(run, lambda world: walk(nothing, world)) == run
    assert run.world == WORLD
