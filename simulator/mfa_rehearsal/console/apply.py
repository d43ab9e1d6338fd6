"""`apply(world, action)`: the one function that changes a World.

It returns a new World or raises an ActionRefusal. A refusal carries a World in which only three
things changed: the count of attempts, the event log, and the refused codes.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import recovering
from mfa_rehearsal.console.effects.table import ANYWHERE, EFFECTS
from mfa_rehearsal.console.recording import record
from mfa_rehearsal.console.screens import (
    BROWSER,
    CONSOLES,
    FROM_ANY_SCREEN,
    IN_DIALOG,
    PHONE,
    Fork,
)
from mfa_rehearsal.console.world import Screen, World, has_false_mail, open_dialog
from mfa_rehearsal.errors import Refusal


class NotHere(Exception):
    """The screen does not offer this action: a press that came too late."""


@dataclass(eq=False)
class ActionRefusal(Refusal):
    """The refusal of an action, with the world to continue from."""

    world: World = field(kw_only=True, repr=False)

    @classmethod
    def of(cls, refusal: Refusal, world: World) -> Self:
        """Return the refusal with the world added."""
        return cls(**refusal.parts(), world=world)


def apply(world: World, action: a.Action) -> World:
    """Apply an action to a world.

    Raises:
        ActionRefusal: AWS, the console or the phone refuses it.
        NotHere: the screen does not offer this action.
    """
    try:
        after = _apply(world, action)
    except Refusal as refusal:
        account = refusal.account if isinstance(refusal, iam.CodeRefusal) else world.account
        counted = _with_refused_codes(replace(world, account=account), action)
        raise ActionRefusal.of(refusal, record(world, counted, action, refusal)) from refusal
    return record(world, after, action, None)


def _with_refused_codes(world: World, action: a.Action) -> World:
    """Return the world with the codes of a refused action, which stay in the fields."""
    refused = action.codes or world.console.refused_codes
    return replace(world, console=replace(world.console, refused_codes=refused))


def _apply(world: World, action: a.Action) -> World:
    kind = type(action)
    if kind in ANYWHERE:
        return ANYWHERE[kind](world, action)
    if kind in MENU:
        return _set_menu(world, MENU[kind])
    row = CONSOLES[world.edition][world.console.screen] | FROM_ANY_SCREEN
    view = PHONE[world.handset.view]
    if not _is_offered(world, kind):
        raise NotHere(f"{kind.__name__} on {world.console.screen} and {world.handset.view}")
    after = EFFECTS.get(kind, _no_effect)(world, action)
    if kind in view:
        after = replace(after, handset=replace(after.handset, view=view[kind]))
    if kind in IN_DIALOG:
        after = _move_dialog(after, kind)
    return _move_console(world, after, row[kind]) if kind in row else after


def _is_offered(world: World, kind: type[a.Action]) -> bool:
    """Return whether an action can be done: an open dialog covers the page, but not the phone."""
    dialog, on_phone = open_dialog(world), kind in PHONE[world.handset.view]
    if kind is a.FollowMailLink:
        return on_phone and has_false_mail(world)
    if kind in IN_DIALOG:
        answers = dialog is not None and kind in BROWSER[dialog.state]
        return answers and (on_phone or kind is not a.ConfirmOnPhone)
    on_page = dialog is None and kind in CONSOLES[world.edition][world.console.screen]
    return on_page or on_phone


MENU = {a.OpenAccountMenu: True, a.CloseAccountMenu: False}


def _set_menu(world: World, opened: bool) -> World:
    if not world.console.signed_in:
        raise NotHere("the account menu before signing in")
    if open_dialog(world):
        raise NotHere("the account menu behind the browser's dialog")
    return replace(world, console=replace(world.console, menu_open=opened))


def _no_effect(world: World, _: a.Action) -> World:
    return world


def _move_dialog(after: World, kind: type[a.Action]) -> World:
    """Return the world with the browser's dialog in its next state, or closed."""
    dialog = after.console.dialog
    assert dialog, "a dialog is open"
    state = BROWSER[dialog.state][kind]
    moved = replace(dialog, state=state) if state else None
    return replace(after, console=replace(after.console, dialog=moved))


SETS_UP: frozenset[Screen] = frozenset(
    {
        "set-up-device",
        "set-up-passkey",
        "set-up-token",
        "register-app",
        "register-passkey",
        "register-token",
    }
)
"""Pages of the wizard after the choice."""

ASKS_BROWSER: frozenset[Screen] = frozenset(
    {"set-up-passkey", "register-passkey", "sign-in-passkey", "false-passkey"}
)
"""Pages that ask the browser for a passkey."""


def _move_console(before: World, after: World, target: Screen | Fork) -> World:
    if isinstance(target, Fork):
        target = target.screens[target.by(after)]
    if target == before.console.screen:
        return replace(after, console=replace(after.console, menu_open=False))
    if before.console.screen == "sign-in-call":
        after = recovering.hang_up(after)
    console = after.console
    return replace(
        after,
        console=replace(
            after.console,
            screen=target,
            menu_open=False,
            pending=console.pending if target in SETS_UP else "",
            setting_up=console.setting_up if target in SETS_UP else "",
            new_name=console.new_name if target in SETS_UP else "",
            dialog=console.dialog if target in ASKS_BROWSER else None,
            request_canceled=False,
            notice=console.notice if console.notice != before.console.notice else "",
        ),
    )
