"""Routes through the browser's dialog, and to the phone's own camera.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.passkeys import qr_text
from mfa_rehearsal.console.world import open_dialog
from mfa_rehearsal.lessons.goals.state import usable_passkeys
from mfa_rehearsal.lessons.lesson import Route
from mfa_rehearsal.lessons.solutions.codes import no_way_on
from mfa_rehearsal.user_agent.authenticators import Place, places_of
from mfa_rehearsal.user_agent.dialog import PLACE

CHOOSE: dict[Place, a.Action] = {
    "this-device": a.UseThisDevice(),
    "phone": a.UsePhone(),
    "security-key": a.UseSecurityKey(),
}


def out_of_dialog(world: World) -> Route:
    """Close the browser's dialog, if it is open, to use the page behind it."""
    return world if open_dialog(world) is None else (yield a.CancelRequest())


def prove(world: World) -> Route:
    """Answer the browser with a passkey, where it is.

    Raises:
        Refusal: no authenticator within reach has one.
    """
    for passkey in usable_passkeys(world):
        (place, *_) = places_of(world.near, passkey.credential_id)
        return (yield from answer(world, place))
    raise no_way_on()


def answer(world: World, place: Place) -> Route:
    """Answer the browser with the authenticator in a place."""
    world = yield from _to_place(world, place)
    if place == "this-device":
        return (yield a.ConfirmOnComputer())
    if place == "phone":
        return (yield from _answer_on_phone(world))
    dialog = open_dialog(world)
    if dialog and dialog.state == "pin":
        world = yield a.EnterPin()
    return (yield a.TouchKey())


def _to_place(world: World, place: Place) -> Route:
    dialog = open_dialog(world)
    if dialog is None:
        world = yield a.TryAgain()
    elif dialog.state != "places" and not _is_at(world, place):
        world = yield a.UseAnotherDevice()
    return world if _is_at(world, place) else (yield CHOOSE[place])


def _is_at(world: World, place: Place) -> bool:
    """Return whether the dialog is about a place; on the phone, its own view must be open too."""
    dialog = open_dialog(world)
    if dialog is None or PLACE.get(dialog.state) != place:
        return False
    return dialog.state != "phone" or world.handset.view == "passkey"


def _answer_on_phone(world: World) -> Route:
    dialog = open_dialog(world)
    if dialog and dialog.state == "scan":
        world = yield from to_lens(world)
        world = yield a.Scan(qr_text(world, dialog))
    return (yield a.ConfirmOnPhone())


def to_lens(world: World) -> Route:
    """Open the phone's own camera, from anywhere on the phone."""
    if world.handset.view not in {"home", "lens"}:
        world = yield a.LeaveApp()
    return world if world.handset.view == "lens" else (yield a.OpenLens())
