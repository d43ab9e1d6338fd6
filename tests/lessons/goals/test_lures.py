"""Questions about the false page, right before and after their answers change."""

from dataclasses import replace

import pytest
from mfa_rehearsal.clock import later, time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console.addresses import CONSOLE_PAGE, FALSE_PAGE
from mfa_rehearsal.console.world import Stranger
from mfa_rehearsal.iam.activity import Event
from mfa_rehearsal.iam.limits import DRIFT_STEPS
from mfa_rehearsal.iam.totp import code_number, decode_secret
from mfa_rehearsal.lessons.goals import lures
from mfa_rehearsal.user_agent.dialog import TIMEOUT_S, Dialog

from tests.lessons.goals.worlds import (
    BY_CODE,
    BY_PASSWORD,
    ENROLLED,
    WRONG_CODE,
    at,
    by_stranger,
    log,
    with_console,
    with_device,
)

RELAYED = by_stranger(BY_CODE)
REFUSED = replace(WRONG_CODE, cause="code-already-used")
WITH_PASSKEY = at("see-it-in-the-list")


@pytest.mark.parametrize(
    "others", [[], [BY_CODE], [by_stranger(BY_PASSWORD)], [by_stranger(WRONG_CODE)]]
)
def test_only_somebody_elses_sign_in_with_a_code_is_relayed(others: list[Event]) -> None:
    assert lures.code_relayed(log(ENROLLED, RELAYED, BY_CODE))
    world = log(ENROLLED, *others)
    assert not lures.code_relayed(world)
    assert lures.in_without_giving_a_code(with_console(world, signed_in=True))
    assert not lures.in_without_giving_a_code(with_console(world, signed_in=False))
    given = with_console(log(ENROLLED, RELAYED), signed_in=True)
    assert not lures.in_without_giving_a_code(given)


def test_the_reader_is_refused_because_somebody_else_was_first() -> None:
    assert lures.own_code_refused(log(ENROLLED, RELAYED, REFUSED))
    assert not lures.own_code_refused(log(ENROLLED, REFUSED, RELAYED))
    assert not lures.own_code_refused(log(ENROLLED, RELAYED, WRONG_CODE))
    assert not lures.own_code_refused(log(ENROLLED, RELAYED, by_stranger(REFUSED)))
    assert not lures.own_code_refused(log(ENROLLED, RELAYED, replace(REFUSED, name="Other")))


def with_used_code(steps_ago: int, offset_steps: int = 0) -> World:
    """Return a world in which somebody else used the code of a time step."""
    (device,) = ENROLLED.account.devices
    step = time_step(later(ENROLLED.now, 30 * (offset_steps - steps_ago)))
    code = f"{code_number(decode_secret(device.secret), step):06}"
    used = with_device(ENROLLED, used_steps=frozenset({step}), offset_steps=offset_steps)
    return replace(log(used, RELAYED), stranger=Stranger(device.serial_number, code))


@pytest.mark.parametrize("offset_steps", [0, 7])
@pytest.mark.parametrize(
    ("steps_ago", "known"),
    [(0, True), (DRIFT_STEPS, True), (DRIFT_STEPS + 1, False), (-DRIFT_STEPS, True)],
)
def test_aws_recognizes_a_used_code_for_about_an_hour(
    steps_ago: int, offset_steps: int, known: bool
) -> None:
    world = with_used_code(steps_ago, offset_steps)
    assert lures.relayed_code_known(world) == known
    assert lures.relayed_code_forgotten(world) != known


def test_a_code_that_nobody_used_is_not_recognized() -> None:
    world = with_used_code(0)
    assert not lures.relayed_code_known(replace(world, stranger=None))
    assert not lures.relayed_code_known(replace(world, stranger=Stranger()))
    assert not lures.relayed_code_known(replace(world, stranger=Stranger("", "000000")))
    assert not lures.relayed_code_forgotten(replace(log(world), stranger=None))


def test_the_browser_has_no_passkey_for_the_false_page() -> None:
    dialog = Dialog("get", FALSE_PAGE, FALSE_PAGE.host, ENROLLED.now, 0)
    assert lures.browser_has_none(with_console(ENROLLED, dialog=dialog))
    assert not lures.browser_has_none(ENROLLED)
    own = replace(dialog, page=CONSOLE_PAGE)
    assert not lures.browser_has_none(with_console(ENROLLED, dialog=own))
    late = with_console(ENROLLED, dialog=dialog)
    assert not lures.browser_has_none(replace(late, now=later(late.now, TIMEOUT_S)))


def test_signed_in_by_a_passkey_that_root_still_has() -> None:
    (passkey,) = WITH_PASSKEY.account.passkeys
    inside = with_console(WITH_PASSKEY, signed_in=True, signed_in_with=passkey.serial_number)
    assert lures.signed_in_by_passkey(inside)
    assert not lures.signed_in_by_passkey(with_console(inside, signed_in=False))
    assert not lures.signed_in_by_passkey(with_console(inside, signed_in_with=""))


def test_only_passkeys_are_left_when_there_is_no_app() -> None:
    assert lures.only_passkeys(WITH_PASSKEY)
    assert not lures.only_passkeys(ENROLLED)
    assert not lures.only_passkeys(at("start-the-wizard"))
    both = replace(WITH_PASSKEY.account, devices=ENROLLED.account.devices)
    assert not lures.only_passkeys(replace(WITH_PASSKEY, account=both))
