"""Each type of device signs the reader in, when AWS would accept it."""

import pytest
from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.token import code_at, new_token
from mfa_rehearsal.console.world import all_root_devices
from mfa_rehearsal.iam.limits import ATTEMPTS_PER_WINDOW
from mfa_rehearsal.lessons import Run, open_at, play
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import sign_in_pages, sign_in_routes

from tests.console.conftest import NOW


def with_token() -> Run:
    """Return a run in which root has a hardware token and nothing else."""
    run = open_at("today", "start-the-wizard", "a seed", NOW)
    token = new_token("a seed")
    for action in (a.AssignMfaDevice(), a.ChooseDevice("hardware", "my-token")):
        run = play(run, action)
    first = code_at(token, run.world.now)
    run = play(run, a.Wait(PERIOD_S))
    pair = (first, code_at(token, run.world.now))
    run = play(run, a.AddHardwareToken(token.serial_number, *pair))
    assert all_root_devices(run.world)
    return run


@pytest.mark.parametrize("wrong", [0, ATTEMPTS_PER_WINDOW])
@pytest.mark.parametrize("waited", [0, PERIOD_S])
def test_a_token_signs_in_with_a_code_that_aws_will_check(wrong: int, waited: int) -> None:
    run = play(with_token(), a.Wait(waited)) if waited else with_token()
    run = follow(run, sign_in_pages.to_code_page)
    for _ in range(wrong):
        run = play(run, a.SubmitMfaCode("000000"))
    inside = follow(run, sign_in_routes.into_console)
    (token,) = all_root_devices(inside.world)
    assert inside.refusal is None
    assert inside.world.console.signed_in_with == token.serial_number
    assert isinstance(inside.actions[-2], a.PressToken)
    again = follow(follow(inside, sign_in_pages.signed_out), sign_in_routes.into_console)
    assert again.world.console.signed_in
    assert again.refusal is None
