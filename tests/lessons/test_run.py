"""A run is its list of actions."""

from mfa_rehearsal.clock import later, seconds_left
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import (
    Lesson,
    Step,
    begin_lesson,
    begin_run,
    current,
    follow_clock,
    next_action,
    open_at,
    pass_time,
    play,
    replay,
    rewind,
    show_me,
    undo,
)
from mfa_rehearsal.lessons.lesson import nothing

from tests.console.conftest import NOW


def test_playing_the_list_again_gives_an_equal_run() -> None:
    run = open_at("today", "confirm-success", "a seed", NOW)
    refused = play(play(run, a.SignOut()), a.SubmitEmail())
    refused = play(play(refused, a.SubmitPassword()), a.SubmitMfaCode("000000"))
    again = replay(refused, refused.actions)
    assert (again.world, again.actions) == (refused.world, refused.actions)
    assert refused.refusal


def test_undo_takes_back_the_last_action_and_keeps_the_time() -> None:
    run = begin_run("today", "a seed", NOW)
    done = pass_time(play(run, a.SubmitEmail()), later(NOW, 7))
    back = undo(done)
    assert back.world.console == run.world.console
    assert back.world.now == NOW + 7


def test_undo_takes_back_a_skip() -> None:
    run = play(begin_run("today", "a seed", NOW), a.SkipAhead(30))
    assert undo(run).world.skipped_s == 0


def test_undo_of_nothing_changes_nothing() -> None:
    run = begin_run("today", "a seed", NOW)
    assert not run.can_undo
    assert undo(run) == run


def test_undo_takes_back_a_refused_attempt_too() -> None:
    run = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("1", "2"))
    assert run.refusal
    assert undo(run).refusal is None


def test_time_passes_with_the_computers_clock() -> None:
    run = pass_time(begin_run("today", "a seed", NOW), later(NOW, 12))
    assert run.world.now == NOW + 12
    assert pass_time(run, later(NOW, 12)) == run
    begun = begin_run("today", "a seed", NOW)
    assert pass_time(begun, NOW) == begun


def test_after_a_skip_time_continues_from_there() -> None:
    run = play(begin_run("today", "a seed", NOW), a.SkipAhead(30))
    assert pass_time(run, later(NOW, 5)).world.now == NOW + 35


def test_a_clock_that_is_set_back_is_followed_and_time_continues_from_there() -> None:
    run = pass_time(play(begin_run("today", "a seed", NOW), a.SkipAhead(30)), later(NOW, -3600))
    assert (run.world.now, run.world.skipped_s) == (NOW - 3600 + 30, 30)
    assert pass_time(run, later(NOW, -3593)).world.now == NOW - 3593 + 30


def test_a_run_waits_for_a_clock_that_is_set_back_by_a_few_seconds() -> None:
    run = begin_run("today", "a seed", NOW)
    assert pass_time(run, later(NOW, -4)) == run


def test_a_clock_that_is_set_back_by_five_seconds_is_followed() -> None:
    run = pass_time(begin_run("today", "a seed", NOW), later(NOW, -5))
    assert (run.world.now, run.actions) == (NOW - 5, (a.FollowClock(-5),))


def test_waits_since_the_last_press_are_kept_by_undo_and_dropped_by_rewind() -> None:
    run = play(play(begin_run("today", "a seed", NOW), a.Wait(3)), a.SubmitEmail())
    waited = play(play(run, a.EnterCodes("", "")), a.Wait(7))
    assert undo(waited).actions == (a.Wait(10),)
    assert rewind(waited, 0).actions == (a.Wait(3),)
    assert rewind(waited, 1) == waited
    assert (waited.presses, undo(waited).presses) == (1, 0)


def test_a_wait_is_merged_only_with_one_that_completed_no_step() -> None:
    run = play(open_at("today", "see-the-codes", "a seed", NOW), a.Wait(30))
    assert current(run) != current(open_at("today", "see-the-codes", "a seed", NOW))
    more = play(play(run, a.Wait(5)), a.Wait(6))
    assert more.actions[-2:] == (a.Wait(30), a.Wait(11))
    assert play(play(more, a.OpenAccountMenu()), a.Wait(1)).actions[-2:] == (
        a.OpenAccountMenu(),
        a.Wait(1),
    )


def test_the_refused_codes_are_those_of_the_refused_action() -> None:
    run = open_at("today", "submit-at-once", "a seed", NOW)
    refused = play(run, a.SubmitCodes("000 000", "000001"))
    assert refused.refused_codes == ("000000", "000001")
    assert run.refused_codes == play(refused, a.ShowSecretKey()).refused_codes == ()


def test_a_run_at_an_alternative_prefers_it_to_the_main_step() -> None:
    typing = open_at("today", "type-the-secret-key", "a seed", NOW)
    scanning = open_at("today", "scan-the-qr-code", "a seed", NOW)
    steps = [step.slug for run in (typing, scanning) if (step := current(run))]
    assert steps == ["type-the-secret-key", "scan-the-qr-code"]
    assert typing.world == scanning.world
    after = current(show_me(typing))
    assert after
    assert after.slug == "see-the-codes"


def test_undo_and_rewind_keep_the_clock_where_it_was_set() -> None:
    run = play(begin_run("today", "a seed", NOW), a.SubmitEmail())
    run = play(follow_clock(play(run, a.SubmitPassword()), -3600), a.OpenAccountMenu())
    for back in (undo(undo(run)), rewind(run, 1), rewind(run, 0)):
        assert back.world.now == NOW - 3600
        assert replay(back, back.actions).world == back.world


def test_consecutive_waits_are_merged() -> None:
    run = begin_run("today", "a seed", NOW)
    for seconds in range(1, 60):
        run = pass_time(run, later(NOW, seconds))
    assert run.actions == (a.Wait(59),)


def test_a_press_that_comes_too_late_changes_nothing() -> None:
    run = begin_run("today", "a seed", NOW)
    assert play(run, a.SubmitPassword()) == run


def test_the_next_press_clears_a_refusal_but_time_and_typing_do_not() -> None:
    run = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("1", "2"))
    run = play(pass_time(run, later(NOW, 9)), a.EnterCodes("123456", ""))
    assert run.refusal
    assert play(run, a.ShowSecretKey()).refusal is None


def test_showing_a_step_skips_ahead_where_it_waits() -> None:
    run = show_me(open_at("today", "enter-two-codes", "a seed", NOW))
    assert run.world.skipped_s == 30


def test_show_me_says_why_it_cannot_continue() -> None:
    run = open_at("today", "submit-at-once", "a seed", NOW)
    pair = run.world.console.draft
    own = play(play(play(run, a.OpenEntry(1)), a.DeleteEntry()), a.SubmitCodes(*pair))
    shown = show_me(show_me(own))
    assert shown.refusal
    assert "your real phone" in shown.refusal.hint
    assert next_action(shown) is None


def test_a_step_that_show_me_did_is_credited_as_shown() -> None:
    run = show_me(open_at("today", "enter-two-codes", "a seed", NOW))
    assert run.credits["enter-two-codes"] == "shown"
    assert run.credits["scan-the-qr-code"] == "done"
    assert replay(run, run.actions).credits == run.credits


def test_show_me_skips_to_a_full_period_where_a_reader_waits() -> None:
    run = pass_time(open_at("today", "enter-two-codes", "a seed", NOW), later(NOW, 27))
    shown = show_me(run)
    assert seconds_left(shown.world.now) == 30
    assert shown.world.skipped_s == 3


def test_show_me_continues_after_a_refusal() -> None:
    refused = play(open_at("today", "submit-at-once", "a seed", NOW), a.SubmitCodes("1", "2"))
    assert refused.refusal
    shown = show_me(refused)
    assert shown.refusal is None
    assert shown.world.account.devices[0].user_name == "root"


def test_a_run_evaluates_its_goals_once_per_action() -> None:
    asked: list[World] = []

    def goal(world: World) -> bool:
        asked.append(world)
        return False

    step = Step("look", goal, solution=nothing, hint="")
    run = begin_lesson(Lesson("looking", "today", (step,)), "a seed", NOW)
    asked.clear()
    run = play(run, a.SubmitEmail())
    assert not run.done
    assert current(run) == step
    assert current(run) == step
    assert asked == [run.world]
