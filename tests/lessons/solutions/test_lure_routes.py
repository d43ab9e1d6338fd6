"""The false page gets what would work there, wherever the reader is on it."""

from mfa_rehearsal.console import Action
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S, ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons import Run, open_at, play
from mfa_rehearsal.lessons.goals.lures import browser_has_none, code_relayed
from mfa_rehearsal.lessons.lesson import Solution
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import detours, device_routes, lure_routes, sign_in_pages

from tests.console.conftest import NOW


def pressed(run: Run, route: Solution) -> list[type[Action]]:
    """Return the kinds of action that a route presses from where a run is."""
    return [type(action) for action in follow(run, route).actions[len(run.actions) :]]


def at_false_page(slug: str) -> Run:
    return follow(open_at("today", slug, "a seed", NOW), lure_routes.to_false_page)


def test_on_the_page_for_a_code_only_the_code_is_given() -> None:
    asked = play(at_false_page("false-page-code"), a.GivePassword())
    assert asked.world.console.screen == "false-code"
    assert pressed(asked, lure_routes.give_code)[-1] == a.GiveCode
    assert set(pressed(asked, lure_routes.give_code)) <= {a.Wait, a.GiveCode}


def test_on_the_false_sign_in_the_password_is_given_first() -> None:
    code = pressed(at_false_page("false-page-code"), lure_routes.give_code)
    assert code[0] == a.GivePassword
    passkey = at_false_page("false-page-passkey")
    assert pressed(passkey, lure_routes.let_it_ask) == [a.GivePassword]
    assert browser_has_none(follow(passkey, lure_routes.let_it_ask).world)


def test_a_request_that_was_canceled_is_made_again() -> None:
    asked = follow(at_false_page("false-page-passkey"), lure_routes.let_it_ask)
    canceled = play(asked, a.CancelRequest())
    assert canceled.world.console.screen == "false-passkey"
    assert pressed(canceled, lure_routes.let_it_ask) == [a.TryAgain]
    assert pressed(asked, lure_routes.let_it_ask) == []


def test_the_false_page_gets_no_code_that_aws_would_refuse() -> None:
    run = open_at("today", "false-page-code", "a seed", NOW)
    off = follow(run, detours.fall_out_of_sync)
    relayed = follow(off, lure_routes.give_code)
    assert code_relayed(relayed.world)
    tried = follow(run, sign_in_pages.to_code_page)
    for _ in range(ATTEMPTS_PER_WINDOW):
        tried = play(tried, a.SubmitMfaCode("000000"))
    given = follow(tried, lure_routes.give_code)
    assert code_relayed(given.world)
    assert given.world.now >= tried.world.now + ATTEMPT_WINDOW_S


def test_an_open_resync_is_not_opened_again() -> None:
    run = open_at("today", "late-in-the-list", "a seed", NOW)
    opened = follow(follow(run, detours.valid_pair), device_routes.to_resync_in_console)
    assert opened.world.console.screen == "resync-device"
    assert pressed(opened, device_routes.to_resync_in_console) == []
    assert pressed(opened, device_routes.to_resync) == []
