"""What the lessons about an authenticator app make of a passkey beside it."""

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, open_at, play, show_me
from mfa_rehearsal.lessons.goals import history, state
from mfa_rehearsal.lessons.goals.history import ENABLE, just_done, signed_in_after, times_done

from tests.console.conftest import NOW

ANSWER = (a.UseThisDevice(), a.ConfirmOnComputer())
OUT = (a.OpenAccountMenu(), a.SignOut(), a.SubmitEmail(), a.SubmitPassword())


def played(run: Run, *actions: a.Action) -> Run:
    for action in actions:
        run = play(run, action)
    return run


def with_both() -> Run:
    run = open_at("today", "confirm-success", "a seed", NOW)
    return played(run, a.Close(), a.AssignMfaDevice(), a.ChooseDevice("passkey", "my-key"), *ANSWER)


def test_assigning_a_passkey_is_not_assigning_an_app() -> None:
    world = with_both().world
    assert world.activity[-1].name == ENABLE
    assert not just_done(world, ENABLE)
    assert times_done(world, ENABLE) == 1


def test_signing_in_with_a_passkey_is_not_signing_in_with_a_code() -> None:
    choice = played(with_both(), *OUT, a.ChooseMethod("authenticator-app"))
    refused = play(choice, a.SubmitMfaCode("000000"))
    inside = played(refused, a.TryAnotherMethod(), a.ChooseMethod("passkey"), *ANSWER)
    assert inside.world.console.signed_in
    assert not signed_in_after("code-not-from-this-key")(inside.world)
    assert not state.proved(inside.world)


def test_a_passkey_keeps_the_reader_from_being_locked_out() -> None:
    lost = play(with_both(), a.LosePhone())
    assert not state.locked_out(lost.world)
    removed = play(lost, a.LoseSecurityKey())
    assert not state.locked_out(removed.world)


def test_removing_one_of_two_types_leaves_root_with_mfa() -> None:
    run = with_both()
    (passkey,) = run.world.account.passkeys
    select = (a.SelectDevice(passkey.serial_number), a.RemoveDevice(), a.ConfirmRemove())
    one = played(run, *select)
    assert not history.was_without_mfa(run.start, one.world)
    assert not history.was_without_mfa(run.world, one.world)


def test_show_me_goes_on_from_the_browsers_dialog() -> None:
    run = open_at("today", "choose-authenticator-app", "a seed", NOW)
    asked = play(run, a.ChooseDevice("passkey", "my-key"))
    for _ in range(3):
        asked = show_me(asked)
    assert state.device_created(asked.world)
