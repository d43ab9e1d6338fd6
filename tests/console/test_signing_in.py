"""Signing in: the password alone, then with a code; and the way out when the code is refused."""

import pytest

from simulator import authenticator, iam
from simulator.clock import later
from simulator.console import Edition, NotHere, World, apply
from simulator.console import actions as a
from simulator.console.labels import SIGN_IN_REFUSED
from simulator.console.world import root_devices
from simulator.errors import Refusal
from simulator.lessons import open_at
from tests.console.conftest import NOW, after


@pytest.fixture
def asked(edition: Edition) -> World:
    """Return a world with a device in step, at the question for a code."""
    enrolled = open_at(edition, "confirm-success", "a seed", NOW).world
    if edition == "classic":
        enrolled = apply(enrolled, a.Close())
    return after(enrolled, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


@pytest.fixture
def drifted(edition: Edition) -> World:
    """Return a world whose device was assigned ten minutes late, at the question for a code."""
    ready = open_at(edition, "submit-at-once", "a seed", NOW).world
    late = after(ready, a.SkipAhead(600), a.SubmitCodes(*ready.console.draft))
    return after(late, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


def code(world: World, age_steps: int = 0) -> str:
    phone = world.handset.phone
    return authenticator.code(phone, phone.entries[0], later(world.now, -30 * age_steps))


def test_without_a_device_the_password_is_enough(world: World) -> None:
    inside = after(world, a.SubmitEmail(), a.SubmitPassword())
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.signed_in_with == ""


def test_with_a_device_a_code_is_asked_for_and_lets_in(asked: World) -> None:
    assert (asked.console.screen, asked.console.signed_in) == ("sign-in-mfa", False)
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    assert (inside.console.screen, inside.console.signed_in) == ("home", True)
    assert inside.console.signed_in_with == root_devices(inside)[0].serial_number


def test_a_wrong_code_is_refused_in_the_sign_in_pages_one_sentence(asked: World) -> None:
    with pytest.raises(Refusal) as refused:
        apply(asked, a.SubmitMfaCode("000000"))
    assert refused.value.message == SIGN_IN_REFUSED
    assert refused.value.cause == "code-not-from-this-key"


def test_a_refused_code_is_counted_and_nothing_else_changes(asked: World) -> None:
    with pytest.raises(Refusal) as refused:
        apply(asked, a.SubmitMfaCode("000000"))
    kept = refused.value.kept
    assert isinstance(kept, World)
    assert kept.account.devices[0].attempts.count == asked.account.devices[0].attempts.count + 1
    assert (kept.console, kept.handset, kept.now) == (asked.console, asked.handset, asked.now)


def test_the_tenth_code_in_three_minutes_is_refused_even_when_right(asked: World) -> None:
    world = asked
    for _ in range(9):
        with pytest.raises(Refusal) as refused:
            apply(world, a.SubmitMfaCode("000000"))
        assert isinstance(refused.value.kept, World)
        world = refused.value.kept
    with pytest.raises(Refusal) as refused:
        apply(world, a.SubmitMfaCode(code(world)))
    assert refused.value.cause == "attempts-exhausted"


def test_a_code_lets_in_once(asked: World) -> None:
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    again = after(inside, a.SignOut(), a.SubmitEmail(), a.SubmitPassword())
    with pytest.raises(Refusal) as refused:
        apply(again, a.SubmitMfaCode(code(again)))
    assert refused.value.cause == "code-already-used"


def test_out_of_sync_is_refused_and_a_resync_before_signing_in_mends_it(drifted: World) -> None:
    with pytest.raises(Refusal) as refused:
        apply(drifted, a.SubmitMfaCode(code(drifted)))
    assert refused.value.cause == "code-out-of-step"
    mended = after(
        drifted,
        a.TroubleshootMfa(),
        a.OpenResync(),
        a.SubmitResync(code(drifted, 1), code(drifted)),
    )
    assert mended.console.screen == "sign-in-mfa"
    assert apply(mended, a.SubmitMfaCode(code(mended))).console.signed_in


def test_signing_out_forgets_what_the_window_knew(asked: World) -> None:
    inside = apply(asked, a.SubmitMfaCode(code(asked)))
    assert apply(inside, a.SignOut()).console.signed_in_with == ""


def test_an_action_the_screen_does_not_offer_is_not_here(world: World) -> None:
    with pytest.raises(NotHere):
        apply(world, a.SubmitCodes("123456", "654321"))
    with pytest.raises(NotHere):
        apply(world, a.OpenAccountMenu())


def test_another_of_several_devices_can_be_asked_for() -> None:
    asked = open_at("today", "confirm-success", "a seed", NOW).world
    second = iam.create(asked.account, "spare", "A" * 64, NOW)
    serial = iam.serial_number(second, "spare")
    chosen = after(
        asked,
        a.SignOut(),
        a.SubmitEmail(),
        a.SubmitPassword(),
        a.TryAnotherMethod(),
    )
    with pytest.raises(Refusal):
        apply(chosen, a.ChooseMethod(serial))
    mine = root_devices(asked)[0].serial_number
    assert apply(chosen, a.ChooseMethod(mine)).console.challenged == mine
