"""Readers who leave the path of a drill from 2026, and what the coach then says."""

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import Run, current, show_me, undo
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import device_routes
from mfa_rehearsal.views import ViewContext, draw

from tests.lessons.controls import Controls
from tests.lessons.test_off_the_path import GUIDE, by_reader, coach, drill, played

HOME = "Go back to your own computer"
SIGN_OUT = (a.OpenAccountMenu(), a.SignOut())


def html(run: Run) -> str:
    return draw(run, GUIDE, ViewContext(root="")).html


def named(run: Run) -> list[str]:
    """Return the controls that the coach names now."""
    return Controls(html(run)).current


def at_step(run: Run) -> str:
    step = current(run)
    return step.slug if step else ""


def shown_to(run: Run, slug: str) -> Run:
    while at_step(run) != slug:
        run = show_me(run)
    return run


def removed(run: Run) -> Run:
    """Remove root's only passkey in the console."""
    (passkey,) = run.world.account.passkeys
    return follow(run, lambda world: device_routes.remove(world, passkey.serial_number))


def test_the_coach_names_an_offer_only_while_it_offers_it() -> None:
    run = shown_to(drill("passkey-not-here"), "back-at-your-computer")
    assert HOME in named(run)
    back = played(run, a.OpenBrowser("own-computer"))
    assert named(back) == ["Next"]


def test_the_coach_names_an_offer_that_is_the_next_thing_to_press() -> None:
    run = shown_to(drill("passkey-not-here"), "use-the-app-there")
    gone = played(run, a.OpenEntry(1), a.DeleteEntry())
    assert at_step(gone) == "back-at-your-computer"
    assert named(gone)[0] == HOME


def test_using_the_code_at_once_leaves_the_passkey_to_be_tried() -> None:
    run = by_reader(shown_to(drill("passkey-not-here"), "find-no-passkey"), "use-the-app-there")
    assert at_step(run) == "find-no-passkey"
    assert "You're in without the passkey." in coach(run)
    assert at_step(by_reader(run, "find-no-passkey")) == "back-at-your-computer"


def test_a_press_undone_after_the_end_names_what_is_there() -> None:
    run = drill("passkey-not-here")
    while current(run):
        run = show_me(run)
    assert named(undo(run)) == ["Use fingerprint"]


def test_home_says_that_registering_a_device_let_the_reader_in() -> None:
    run = by_reader(drill("mfa-at-the-door"), "register-right-there")
    assert "password, and a device registered right after it" in html(run)
    put_off = by_reader(drill("mfa-at-the-door"), "put-it-off")
    assert "password alone" in html(put_off)


def test_a_device_registered_at_once_bypasses_putting_it_off_for_good() -> None:
    run = by_reader(drill("mfa-at-the-door"), "register-right-there")
    again = played(run, *SIGN_OUT, a.SubmitEmail(), a.SubmitPassword())
    assert set(again.passed) == {"put-it-off"}
    assert at_step(again) == "sign-in-with-what-you-have"


def test_a_device_set_up_in_the_console_does_not_tick_registering_at_the_sign_in() -> None:
    run = by_reader(drill("mfa-at-the-door"), "put-it-off")
    to_list = (a.OpenAccountMenu(), a.OpenSecurityCredentials(), a.AssignMfaDevice())
    answer = (a.UseThisDevice(), a.ConfirmOnComputer())
    assigned = played(run, *to_list, a.ChooseDevice("passkey", "my-key"), *answer)
    home = played(assigned, a.Close())
    assert "register-right-there" not in home.credits
    assert "register-right-there" in home.passed


def test_removing_the_new_device_ticks_nothing_and_the_lesson_still_ends() -> None:
    run = removed(by_reader(drill("mfa-at-the-door"), "register-right-there"))
    assert "put-it-off" not in run.credits
    run = shown_to(run, "sign-in-with-what-you-have")
    assert "The root user has no device any more." in coach(run)
    assert not at_step(show_me(run))


def test_a_device_registered_before_the_days_are_over_ends_the_drill() -> None:
    run = by_reader(drill("thirty-fifth-day"), "register-to-get-in")
    assert not at_step(run)
    assert set(run.passed) == {"let-the-days-pass", "find-no-way-around"}


def test_a_code_that_is_too_old_sends_the_reader_to_the_mail_and_names_no_absent_control() -> None:
    run = played(shown_to(drill("false-page-code"), "use-the-code-yourself"), a.Wait(36_000))
    assert "The code that you gave the other page is too old now." in coach(run)
    controls = Controls(html(run))
    assert all(controls.has(name) for name in controls.current)
    assert not at_step(show_me(show_me(run)))
