"""The passkey guide fits every place a reader can keep the passkey, and every way to lose it."""

from dataclasses import replace

import pytest
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.iam import ROOT, passkeys_of
from mfa_rehearsal.lessons import Run, current, open_at, play, show_me
from mfa_rehearsal.lessons.run import replay
from mfa_rehearsal.user_agent.authenticators import Place, places_of
from mfa_rehearsal.user_agent.dialog import TIMEOUT_S

from tests.console.conftest import NOW
from tests.lessons.test_true_words import check_ticks, check_words, drawn

CHOICES: list[tuple[a.Action, Place, str]] = [
    (a.UseThisDevice(), "this-device", "<strong>Use fingerprint</strong>"),
    (a.UsePhone(), "phone", "You chose the phone"),
    (a.UseSecurityKey(), "security-key", "You chose a security key"),
]


def slug(run: Run) -> str:
    step = current(run)
    return step.slug if step else ""


def to_the_end(run: Run) -> Run:
    for _ in range(2 * len(run.lesson.steps)):
        check_words(run)
        run = show_me(run)
    assert slug(run) == ""
    check_ticks(run)
    return run


def places(run: Run) -> list[Place]:
    world = run.world
    passkeys = passkeys_of(world.account, ROOT)
    return [place for each in passkeys for place in places_of(world.near, each.credential_id)]


@pytest.mark.parametrize(("choice", "place", "words"), CHOICES)
def test_the_coach_goes_on_in_the_place_that_the_reader_chose(
    choice: a.Action, place: Place, words: str
) -> None:
    run = play(open_at("today", "choose-where-to-keep-it", "a seed", NOW), choice)
    assert slug(run) == "confirm-the-passkey"
    assert words in drawn(run)
    assert "Full step" not in drawn(run)
    assert places(to_the_end(run)) == [place]


@pytest.mark.parametrize("ending", [a.CancelRequest(), a.Wait(TIMEOUT_S)], ids=["canceled", "late"])
def test_a_request_that_has_ended_can_be_made_again(ending: a.Action) -> None:
    run = open_at("today", "choose-where-to-keep-it", "a seed", NOW)
    ended = play(run, ending)
    assert slug(ended) == "choose-where-to-keep-it"
    assert "Press <strong>Try again</strong>." in drawn(ended)
    assert places(to_the_end(ended)) == ["this-device"]


def test_a_security_key_lost_before_the_last_step_is_replaced_through_the_way_back_in() -> None:
    run = open_at("today", "choose-where-to-keep-it", "a seed", NOW)
    for action in (a.UseSecurityKey(), a.EnterPin(), a.TouchKey()):
        run = play(run, action)
    assert slug(run) == "see-it-in-the-list"
    lost = play(show_me(show_me(show_me(run))), a.LoseSecurityKey())
    assert slug(lost) == "sign-in-with-the-passkey"
    found = to_the_end(lost)
    assert places(found) == ["this-device"]
    assert any(isinstance(action, a.SignInWithAlternativeFactors) for action in found.actions)


def test_the_card_at_the_end_says_that_the_reader_signed_in_with_a_passkey() -> None:
    run = to_the_end(open_at("today", "passkey", "a seed", NOW))
    assert "The coach showed 10 of 10 steps." in drawn(run)
    assert "you signed in with a passkey" in drawn(replay_as_own(run))
    assert 'href="passkey/"' in drawn(run)


def replay_as_own(run: Run) -> Run:
    """Return the run as if the reader had done everything that the coach showed."""
    return replay(run, tuple(replace(action, shown=False) for action in run.actions))


def test_an_authenticator_app_does_not_tick_what_a_passkey_must_do() -> None:
    run = open_at("today", "choose-passkey", "a seed", NOW)
    run = play(run, a.ChooseDevice("authenticator-app", "my-phone"))
    assert slug(run) == "choose-passkey"
    assert places(to_the_end(run)) == ["this-device"]
