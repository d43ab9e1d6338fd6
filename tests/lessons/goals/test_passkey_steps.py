"""Questions about a passkey's way, right before and after their answers change."""

from dataclasses import replace

import pytest
from mfa_rehearsal.console.addresses import SIGN_IN_PAGE
from mfa_rehearsal.console.world import PASSKEY
from mfa_rehearsal.lessons.goals import passkey_steps
from mfa_rehearsal.user_agent.dialog import Dialog

from tests.lessons.goals.worlds import ENROLLED, at, with_console

BARE = at("choose-passkey")
WITH_PASSKEY = at("see-it-in-the-list")
(SAVED,) = WITH_PASSKEY.account.passkeys


def test_the_place_is_chosen_when_the_dialog_is_past_it() -> None:
    dialog = Dialog("create", SIGN_IN_PAGE, "amazon.com", BARE.now, 0, "this-device")
    setting_up = with_console(BARE, screen="set-up-passkey", dialog=dialog)
    choosing = with_console(setting_up, dialog=replace(dialog, state="places"))
    assert passkey_steps.passkey_chosen(setting_up)
    assert passkey_steps.place_chosen(setting_up)
    assert not passkey_steps.place_chosen(choosing)
    assert not passkey_steps.place_chosen(with_console(setting_up, dialog=None))
    assert not passkey_steps.place_chosen(with_console(setting_up, screen="home"))
    goal = passkey_steps.dialog_is("places", "pin")
    assert [goal(each) for each in (choosing, setting_up, BARE)] == [True, False, False]


def test_a_passkey_is_selected_in_the_list() -> None:
    listed = with_console(WITH_PASSKEY, screen="security-credentials", selected=SAVED.serial_number)
    assert passkey_steps.passkey_selected(listed)
    assert not passkey_steps.passkey_selected(with_console(listed, selected=""))
    assert not passkey_steps.passkey_selected(with_console(listed, screen="remove-device"))
    assert passkey_steps.root_has_passkey(listed)
    assert not passkey_steps.root_has_passkey(ENROLLED)
    assert passkey_steps.passkey_serials(listed) == {SAVED.serial_number}


@pytest.mark.parametrize(
    ("change", "asked"),
    [({}, True), ({"screen": "sign-in-mfa"}, False), ({"challenged": ""}, False)],
)
def test_the_sign_in_page_asks_for_a_passkey_that_root_has(
    change: dict[str, str], asked: bool
) -> None:
    page = {"screen": "sign-in-passkey", "challenged": PASSKEY, **change}
    assert passkey_steps.passkey_asked_for(with_console(WITH_PASSKEY, **page)) == asked
    assert not passkey_steps.passkey_asked_for(with_console(ENROLLED, **page))


def test_the_way_back_is_open_from_the_page_for_lost_devices_on() -> None:
    for screen in ("sign-in-trouble", "sign-in-factors", "sign-in-verified"):
        assert passkey_steps.way_back_open(with_console(WITH_PASSKEY, screen=screen))
    assert not passkey_steps.way_back_open(with_console(WITH_PASSKEY, screen="sign-in-mfa"))
