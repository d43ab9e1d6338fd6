"""`apply(world, action)`: the one function through which anything ever happens.

It returns a new World or raises a Refusal, and then nothing has changed but what the account
remembers of the attempt (its tally of codes, its activity); that World rides on the Refusal as
`kept`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator import iam
from simulator.console import actions as a
from simulator.console import enrolling, handset, managing, signing_in
from simulator.console.recording import record
from simulator.console.screens import CONSOLES, PHONE, Fork
from simulator.console.world import World, on_console, on_handset
from simulator.errors import Refusal

Effect = Callable[[World, Any], World]


class NotHere(Exception):
    """The screen does not offer this action: a press that came too late."""


TIME: dict[type[a.Action], Effect] = {
    a.Wait: handset.wait,
    a.SkipAhead: handset.skip_ahead,
}

EFFECTS: dict[type[a.Action], Effect] = {
    a.SubmitPassword: signing_in.submit_password,
    a.SubmitMfaCode: signing_in.submit_mfa_code,
    a.ChooseMethod: signing_in.choose_method,
    a.SignOut: signing_in.sign_out,
    a.GoHome: managing.close_section,
    a.OpenSecurityCredentials: managing.close_section,
    a.OpenMfaSection: managing.open_section,
    a.CloseMfaSection: managing.close_section,
    a.Close: managing.close_notice,
    a.AssignMfaDevice: enrolling.start_wizard,
    a.ActivateMfa: enrolling.start_wizard,
    a.ChooseDevice: enrolling.choose_device,
    a.ShowQrCode: enrolling.show_qr_code,
    a.ShowSecretKey: enrolling.show_secret_key,
    a.EnterCodes: enrolling.enter_codes,
    a.SubmitCodes: enrolling.submit_codes,
    a.SelectDevice: managing.select_device,
    a.OpenResync: managing.open_dialog,
    a.SubmitResync: managing.submit_resync,
    a.RemoveDevice: managing.open_dialog,
    a.ConfirmRemove: managing.confirm_remove,
    a.DeleteVirtualMfaDevice: managing.delete_left_over,
    a.Scan: handset.scan,
    a.AddByHand: handset.add_by_hand,
    a.OpenEntry: handset.open_entry,
    a.DeleteEntry: handset.delete_entry,
    a.SetPhoneClock: handset.set_clock,
}
"""What an action does besides leading to another screen; many do nothing else."""


def apply(world: World, action: a.Action) -> World:
    """Do one thing.

    Raises:
        Refusal: the account or the phone says no; `kept` is the World to go on with.
        NotHere: the screen does not offer this action.
    """
    try:
        after = _apply(world, action)
    except Refusal as refusal:
        account = refusal.kept if isinstance(refusal.kept, iam.Account) else world.account
        refusal.kept = record(world, replace(world, account=account), action, refusal)
        raise
    return record(world, after, action, None)


def _apply(world: World, action: a.Action) -> World:
    kind = type(action)
    if kind in TIME:
        return TIME[kind](world, action)
    if kind in MENU:
        return _turn_menu(world, MENU[kind])
    effect = EFFECTS.get(kind, _only_moves)
    if kind in PHONE[world.handset.view]:
        return _move_phone(effect(world, action), PHONE[world.handset.view][kind])
    row = CONSOLES[world.edition][world.console.screen]
    if kind in row:
        return _move_console(world, effect(world, action), row[kind])
    raise NotHere(f"{kind.__name__} on {world.console.screen} and {world.handset.view}")


MENU = {a.OpenAccountMenu: True, a.CloseAccountMenu: False}


def _turn_menu(world: World, opened: bool) -> World:
    if not world.console.signed_in:
        raise NotHere("the account menu before signing in")
    return on_console(world, menu_open=opened)


def _only_moves(world: World, _: a.Action) -> World:
    return world


def _move_console(before: World, after: World, target: str | Fork) -> World:
    if isinstance(target, Fork):
        target = target.with_device if after.console.challenged else target.without_device
    if target == before.console.screen:
        return on_console(after, menu_open=False)
    console = after.console
    return on_console(
        after,
        screen=target,
        menu_open=False,
        pending=console.pending if target == "set-up-device" else "",
        notice=console.notice if console.notice != before.console.notice else "",
    )


def _move_phone(world: World, target: str | Fork) -> World:
    return on_handset(world, view=target)
