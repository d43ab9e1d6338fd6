"""What every action does to the console's window besides its own effect."""

from mfa_rehearsal.console import World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import begin_run, open_at
from mfa_rehearsal.lessons.drills.openings import enrolled
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import code_routes

from tests.console.conftest import NOW


def resynced_before_signing_in() -> World:
    run = follow(begin_run("today", "a seed", NOW), enrolled)
    world = follow(run, code_routes.resync_at_sign_in).world
    assert (world.console.screen, world.console.notice) == ("sign-in-mfa", "resynced")
    return world


def test_a_notice_disappears_on_the_next_screen() -> None:
    moved = apply(resynced_before_signing_in(), a.TroubleshootMfa())
    assert (moved.console.screen, moved.console.notice) == ("sign-in-trouble", "")


def test_a_notice_stays_as_long_as_its_screen() -> None:
    waited = apply(resynced_before_signing_in(), a.Wait(1))
    assert waited.console.notice == "resynced"


def test_moving_closes_the_account_menu() -> None:
    home = open_at("today", "open-security-credentials", "a seed", NOW).world
    opened = home if home.console.menu_open else apply(home, a.OpenAccountMenu())
    assert opened.console.menu_open
    assert not apply(opened, a.OpenSecurityCredentials()).console.menu_open
