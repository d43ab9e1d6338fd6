"""Show me presses as the coach, and looking ahead plays nothing."""

from dataclasses import replace

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import Action, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, current, open_at, show_me
from mfa_rehearsal.lessons.lesson import Actions, Lesson, Solution, Step
from mfa_rehearsal.lessons.run import play
from mfa_rehearsal.lessons.showing import next_action, way_ahead
from mfa_rehearsal.lessons.solutions.codes import no_way_on

from tests.console.conftest import NOW


def menu_open(world: World) -> bool:
    return world.console.menu_open


def at_step_with(solution: Solution) -> Run:
    """Return a run whose only step is done when the account menu is open."""
    run = open_at("today", "open-security-credentials", "a seed", NOW)
    lesson = Lesson("menu", "today", (Step("menu", menu_open, solution, ""),))
    return replace(run, lesson=lesson, prefers="", credits={}, passed={})


def doing(*actions: Action) -> Solution:
    def solution(_: World) -> Actions:
        yield from (each for each in actions)  # it is sent worlds, which a tuple can't take

    return solution


def giving_up(_: World) -> Actions:
    yield a.Wait(1)
    raise no_way_on()


def test_show_me_skips_where_a_solution_waits() -> None:
    waits = doing(a.Wait(PERIOD_S), a.Wait(90), a.OpenAccountMenu())
    shown = show_me(at_step_with(waits))
    assert shown.actions[-3:] == (
        a.SkipToNextCode(shown=True),
        a.SkipAhead(90, shown=True),
        a.OpenAccountMenu(shown=True),
    )
    assert (current(shown), shown.refusal, shown.credits) == (None, None, {"menu": "shown"})


def test_show_me_after_the_end_changes_nothing() -> None:
    over = show_me(at_step_with(doing(a.OpenAccountMenu())))
    assert show_me(over) == over


def test_show_me_says_that_a_solution_did_not_do_its_step() -> None:
    shown = show_me(at_step_with(doing(a.Wait(60))))
    assert shown.refusal
    assert shown.refusal.cause == "no-way-on"
    assert shown.world.skipped_s == 60


def test_show_me_keeps_a_solutions_own_reason() -> None:
    shown = show_me(at_step_with(giving_up))
    assert shown.refusal
    assert (shown.refusal.cause, shown.world.skipped_s) == ("no-way-on", 1)


def test_looking_ahead_yields_each_action_with_the_world_before_it() -> None:
    run = at_step_with(doing(a.Wait(30), a.OpenAccountMenu()))
    waited = play(run, a.Wait(30)).world
    assert list(way_ahead(run)) == [(run.world, a.Wait(30)), (waited, a.OpenAccountMenu())]
    assert next_action(run) == a.Wait(30)


def test_looking_ahead_stops_where_a_solution_gives_up() -> None:
    run = at_step_with(giving_up)
    assert list(way_ahead(run)) == [(run.world, a.Wait(1))]


def at_once(world: World) -> Actions:
    if not menu_open(world):
        raise no_way_on()
    yield a.CloseAccountMenu()


def test_there_is_no_way_ahead_after_the_end_or_without_one() -> None:
    over = show_me(at_step_with(doing(a.OpenAccountMenu())))
    for run in (over, at_step_with(at_once), at_step_with(doing())):
        assert list(way_ahead(run)) == []
        assert next_action(run) is None
