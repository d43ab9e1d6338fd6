"""The MFA section and the account menu, while the page stays the same."""

from mfa_rehearsal.console import World, apply
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons import begin_run
from mfa_rehearsal.lessons.drills.openings import enrolled
from mfa_rehearsal.lessons.run import follow
from mfa_rehearsal.lessons.solutions import device_routes

from tests.console.conftest import NOW, after


def listed() -> World:
    run = follow(begin_run("classic", "a seed", NOW), enrolled)
    return follow(run, device_routes.to_device_list).world


def test_the_section_opens_and_closes() -> None:
    closed = apply(listed(), a.CloseMfaSection())
    assert not closed.console.section_open
    assert apply(closed, a.OpenMfaSection()).console.section_open


def test_a_closed_section_has_no_selected_device() -> None:
    (device,) = listed().account.devices
    asked = after(listed(), a.RemoveDevice(device.serial_number), a.Cancel())
    assert apply(asked, a.CloseMfaSection()).console.selected == ""


def test_an_action_on_the_same_page_closes_the_account_menu_too() -> None:
    opened = apply(listed(), a.OpenAccountMenu())
    assert opened.console.menu_open
    pressed = apply(opened, a.CloseMfaSection())
    assert pressed.console.screen == opened.console.screen
    assert not pressed.console.menu_open
