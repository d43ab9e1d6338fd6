"""The screen tables are complete: every target exists, and every screen can be reached."""

from typing import get_args

import pytest
from mfa_rehearsal.console import EDITIONS, Edition
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.apply import ASKS_BROWSER, MENU
from mfa_rehearsal.console.effects.table import ANYWHERE, EFFECTS
from mfa_rehearsal.console.screens import (
    BROWSER,
    CONSOLES,
    FROM_ANY_SCREEN,
    IN_DIALOG,
    PHONE,
    Fork,
    Table,
)
from mfa_rehearsal.console.world import FALSE_SCREENS, SIGN_IN_SCREENS, Screen, View
from mfa_rehearsal.user_agent.dialog import DialogState
from mfa_rehearsal.views.templates import ENVIRONMENT


def targets(table: Table) -> set[Screen]:
    found: set[Screen] = set()
    for row in table.values():
        for target in row.values():
            if isinstance(target, Fork):
                found |= {*target.screens.values()}
            else:
                found.add(target)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_of_a_console_can_be_reached_and_none_is_missing(edition: Edition) -> None:
    from_mail = {*FROM_ANY_SCREEN.values()} if edition == "today" else set()
    assert targets(CONSOLES[edition]) | from_mail == set(CONSOLES[edition])


def test_every_view_of_the_phone_can_be_reached_and_none_is_missing() -> None:
    leads_to = {view for row in PHONE.values() for view in row.values()}
    assert leads_to | {"ringing"} == set(PHONE) == set(get_args(View))  # a call opens its own view


def test_every_screen_is_in_a_console() -> None:
    assert {screen for table in CONSOLES.values() for screen in table} == set(get_args(Screen))


def test_every_action_is_offered_somewhere() -> None:
    in_consoles = {kind for table in CONSOLES.values() for row in table.values() for kind in row}
    offered = in_consoles | {kind for row in PHONE.values() for kind in row} | IN_DIALOG
    assert offered | set(MENU) | set(ANYWHERE) == set(a.ACTIONS.values())


def test_every_effect_belongs_to_an_action() -> None:
    assert set(EFFECTS) <= set(a.ACTIONS.values())


def test_only_emails_a_call_and_a_passkey_on_the_phone_change_the_consoles_screen() -> None:
    on_phone = {kind for row in PHONE.values() for kind in row}
    mail_and_call = {a.VerifyEmail, a.EnterCallDigits}
    for edition, table in CONSOLES.items():
        shared = on_phone & {kind for row in table.values() for kind in row}
        passkey = {a.ConfirmOnPhone} if edition == "today" else set()
        assert shared == mail_and_call | passkey
    assert {*FROM_ANY_SCREEN} == {a.FollowMailLink} <= on_phone


def test_every_answer_to_the_browser_leads_on_from_every_page_that_asks() -> None:
    answers = {a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey}
    for screen in ASKS_BROWSER:
        assert answers <= CONSOLES["today"][screen].keys()


def test_every_state_of_the_dialog_can_be_left_and_canceled() -> None:
    opened_in = {"places", "no-passkey", "out-of-reach"}
    assert {*BROWSER} == {*get_args(DialogState)} == {"phone", *opened_in, *leads_to_states()}
    assert all(row[a.CancelRequest] is None for row in BROWSER.values())


def leads_to_states() -> set[str]:
    return {state for row in BROWSER.values() for state in row.values() if state}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_has_a_template(edition: Edition) -> None:
    for screen in CONSOLES[edition]:
        ENVIRONMENT.get_template(f"{folder_of(screen, edition)}/{screen}.html")
    for view in PHONE:
        ENVIRONMENT.get_template(f"phone/{view}.html")


def folder_of(screen: Screen, edition: Edition) -> str:
    if screen in FALSE_SCREENS:
        return "false-page"
    return "sign-in" if screen in SIGN_IN_SCREENS else edition
