"""The screen tables are complete: every target exists, and every screen can be reached."""

from typing import get_args

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.apply import MENU
from mfa_rehearsal.console.effects.table import ANYWHERE, EFFECTS
from mfa_rehearsal.console.screens import CONSOLES, PHONE, Fork, Table
from mfa_rehearsal.console.world import SIGN_IN_SCREENS, Screen, View
from mfa_rehearsal.views.templates import ENVIRONMENT


def targets(table: Table) -> set[Screen]:
    found: set[Screen] = set()
    for row in table.values():
        for target in row.values():
            if isinstance(target, Fork):
                found |= {target.without_device, target.with_device}
            else:
                found.add(target)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_of_a_console_can_be_reached_and_none_is_missing(edition: Edition) -> None:
    assert targets(CONSOLES[edition]) == set(CONSOLES[edition])


def test_every_view_of_the_phone_can_be_reached_and_none_is_missing() -> None:
    leads_to = {view for row in PHONE.values() for view in row.values()}
    assert leads_to | {"ringing"} == set(PHONE) == set(get_args(View))  # a call opens its own view


def test_every_screen_is_in_a_console() -> None:
    assert {screen for table in CONSOLES.values() for screen in table} == set(get_args(Screen))


def test_every_action_is_offered_somewhere() -> None:
    in_consoles = {kind for table in CONSOLES.values() for row in table.values() for kind in row}
    offered = in_consoles | {kind for row in PHONE.values() for kind in row}
    assert offered | set(MENU) | set(ANYWHERE) == set(a.ACTIONS.values())


def test_every_effect_belongs_to_an_action() -> None:
    assert set(EFFECTS) <= set(a.ACTIONS.values())


def test_only_an_email_and_a_call_on_the_phone_change_the_consoles_screen() -> None:
    on_phone = {kind for row in PHONE.values() for kind in row}
    for table in CONSOLES.values():
        shared = on_phone & {kind for row in table.values() for kind in row}
        assert shared == {a.VerifyEmail, a.EnterCallDigits}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_has_a_template(edition: Edition) -> None:
    for screen in CONSOLES[edition]:
        folder = "sign-in" if screen in SIGN_IN_SCREENS else edition
        ENVIRONMENT.get_template(f"{folder}/{screen}.html")
    for view in PHONE:
        ENVIRONMENT.get_template(f"phone/{view}.html")
