"""Questions about a passkey's way: asked for in the browser, assigned, selected, used to sign in.

Rule: a goal is true in the world in which its step happens, and ignores other ways to the same end.
The run remembers that it happened.
"""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console.world import PASSKEY, open_dialog
from mfa_rehearsal.lessons.goals.devices import FACTOR_SCREENS
from mfa_rehearsal.lessons.lesson import Goal
from mfa_rehearsal.user_agent.dialog import DialogState


def passkey_serials(world: World) -> frozenset[str]:
    """Return the serial numbers of root's passkeys."""
    passkeys = iam.passkeys_of(world.account, iam.ROOT)
    return frozenset(passkey.serial_number for passkey in passkeys)


def root_has_passkey(world: World) -> bool:
    """Whether the root user has a passkey, within reach or not."""
    return bool(passkey_serials(world))


def passkey_chosen(world: World) -> bool:
    """Whether the wizard sets up a passkey."""
    return world.console.screen == "set-up-passkey"


def place_chosen(world: World) -> bool:
    """Whether the browser knows where to keep the new passkey."""
    dialog = open_dialog(world)
    return passkey_chosen(world) and dialog is not None and dialog.state != "places"


def dialog_is(*states: DialogState) -> Goal:
    """Return the goal that the browser's dialog is in one of these states."""

    def goal(world: World) -> bool:
        dialog = open_dialog(world)
        return dialog is not None and dialog.state in states

    return goal


def passkey_selected(world: World) -> bool:
    """Whether a passkey is selected in the list of devices."""
    in_list = world.console.screen == "security-credentials"
    return in_list and world.console.selected in passkey_serials(world)


def passkey_asked_for(world: World) -> bool:
    """Whether the sign-in page asks for a passkey."""
    asks = world.console.screen == "sign-in-passkey" and world.console.challenged == PASSKEY
    return asks and root_has_passkey(world)


def way_back_open(world: World) -> bool:
    """Whether the page that leads to the alternative factors is open, or one after it."""
    return world.console.screen in {"sign-in-trouble", *FACTOR_SCREENS}
