"""Which entry typed digits come from, how long ago it showed them, and whose key it has."""

from dataclasses import replace

import pytest
from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later, step_start, time_step
from mfa_rehearsal.console import World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import open_at, play
from mfa_rehearsal.lessons.evidence import KeyFinding, key_of, origin_of

from tests.console.conftest import NOW

HOUR_PERIODS = 60 * 60 // PERIOD_S


def shown_before(periods: int) -> tuple[World, str, UnixSeconds]:
    """Return a world, a code that its phone showed so many periods ago, and when."""
    before = open_at("today", "enter-two-codes", "a seed", NOW).world
    (entry,) = before.handset.phone.entries
    code = authenticator.code(before.handset.phone, entry, before.now)
    world = apply(before, a.Wait(periods * PERIOD_S)) if periods else before
    return world, code, step_start(time_step(later(world.now, -periods * PERIOD_S)))


@pytest.mark.parametrize("periods", [0, 1, HOUR_PERIODS // 2, HOUR_PERIODS - 1])
def test_a_code_of_the_last_hour_is_traced_to_its_period(periods: int) -> None:
    world, code, shown_from = shown_before(periods)
    origin = origin_of(world, code)
    assert (origin.age_periods, origin.shown_from) == (periods, shown_from)
    assert origin.entry == world.handset.phone.entries[0]


def test_an_older_code_is_not_traced() -> None:
    world, code, _ = shown_before(HOUR_PERIODS)
    assert origin_of(world, code).entry is None


WIZARD = open_at("today", "enter-two-codes", "a seed", NOW).world
(SCANNED,) = WIZARD.handset.phone.entries
SECRET = SCANNED.secret
OTHER_KEY = "MFRGGZDFMZTWQ2LK" * 4


def typed(secret: str) -> authenticator.Entry:
    return replace(SCANNED, secret=secret, origin="typed")


def with_errors(*places: int) -> str:
    """Return the wizard's key with another character at these places, counted from 1."""
    key = list(SECRET)
    for place in places:
        key[place - 1] = "A" if key[place - 1] == "B" else "B"
    return "".join(key)


def test_the_wizards_own_key_is_this_devices() -> None:
    assert key_of(WIZARD, SCANNED) == KeyFinding("this device", 64)
    assert key_of(WIZARD, typed(SECRET)) == KeyFinding("this device", 64)


@pytest.mark.parametrize("key", [SECRET[:32], SECRET[1:], SECRET[5:20]])
def test_a_part_of_the_key_is_cut_short(key: str) -> None:
    assert key_of(WIZARD, typed(key)) == KeyFinding("cut short", len(key))


@pytest.mark.parametrize("places", [(1,), (64,), (7, 9), (1, 30, 64)])
def test_up_to_three_wrong_characters_are_a_mistyped_key(places: tuple[int, ...]) -> None:
    key, first = with_errors(*places), places[0]
    finding = key_of(WIZARD, typed(key))
    assert finding == KeyFinding("mistyped", 64, first, key[first - 1], SECRET[first - 1])


@pytest.mark.parametrize("key", [with_errors(1, 2, 3, 4), OTHER_KEY, f"{SECRET}A", OTHER_KEY[:32]])
def test_any_other_typed_key_is_foreign(key: str) -> None:
    assert key_of(WIZARD, typed(key)) == KeyFinding("foreign", len(key))


@pytest.mark.parametrize("key", [SECRET[:32], with_errors(1)])
def test_a_scanned_key_is_neither_cut_short_nor_mistyped(key: str) -> None:
    assert key_of(WIZARD, replace(SCANNED, secret=key)).of == "foreign"


def test_a_key_that_this_console_drew_before_is_earlier() -> None:
    run = open_at("today", "enter-two-codes", "a seed", NOW)
    for action in (a.Cancel(), a.AssignMfaDevice()):
        run = play(run, action)
    again = play(run, a.ChooseDevice("authenticator-app", "another")).world
    assert key_of(again, SCANNED) == KeyFinding("earlier", 64)
