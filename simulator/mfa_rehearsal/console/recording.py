"""Which actions ask anything of the account: those are events, by the names the API has for them.

Rule: only which action is which event is told here, and what it names. What is written down of it
is `iam.activity`'s, as it is of a call of the API.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.enrolling import device_name
from mfa_rehearsal.console.world import World
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import activity

Parameters = Mapping[str, str]
Asks = tuple[str, Callable[[World, Any], Parameters]]


def _nothing(_: World, __: a.Action) -> Parameters:
    return {}


def _new_device(world: World, action: a.ChooseDevice) -> Parameters:
    return {"VirtualMFADeviceName": device_name(world, action)}


def _roots_device(world: World, _: a.Action) -> Parameters:
    """Return whose device it is, and which: before sign-in the page names none."""
    serial = world.console.pending or world.console.selected
    return {"UserName": iam.ROOT, **({"SerialNumber": serial} if serial else {})}


def _left_over(_: World, action: a.DeleteVirtualMfaDevice) -> Parameters:
    return {"SerialNumber": action.serial_number}


ASKS: Mapping[type[a.Action], Asks] = {
    a.SubmitPassword: (activity.SIGN_IN, _nothing),
    a.SubmitMfaCode: (activity.SIGN_IN, _nothing),
    a.SignInToConsole: (activity.SIGN_IN, _nothing),
    a.ChooseDevice: ("CreateVirtualMFADevice", _new_device),
    a.SubmitCodes: ("EnableMFADevice", _roots_device),
    a.SubmitResync: ("ResyncMFADevice", _roots_device),
    a.ConfirmRemove: ("DeactivateMFADevice", _roots_device),
    a.DeleteVirtualMfaDevice: ("DeleteVirtualMFADevice", _left_over),
}
"""Actions that reach the account. Source: IAM API operations; CloudTrail's sign-in events."""

ASKED_NOBODY = {"no-device-chosen", "only-authenticator-app"}
"""Refusals of the console itself, of which the account never hears."""


def record(before: World, after: World, action: a.Action, refusal: Refusal | None) -> World:
    """Return the world after an action with its event, if it is one.

    Args:
        before: the world in which it was asked.
        after: the world that came of it.
        refusal: the account's no, or None.
    """
    asks = ASKS.get(type(action))
    if asks is None or (refusal and refusal.cause in ASKED_NOBODY):
        return after
    if _is_half_a_sign_in(after, action, refusal):
        return after
    event = _event(before, action, *asks)
    if refusal:
        return _noted(after, activity.refused(event, refusal))
    if isinstance(action, a.SubmitMfaCode):
        event = replace(event, resource=after.console.signed_in_with)
    if isinstance(action, a.SubmitResync):
        event = _naming(event, _changed(before, after))
    return _noted(after, *_deleted(before, after, action), event)


def _noted(world: World, *events: activity.Event) -> World:
    return replace(world, activity=(*world.activity, *events))


def _changed(before: World, after: World) -> str:
    """Return the serial number of the one device that an action has changed."""
    (changed,) = set(after.account.devices) - set(before.account.devices)
    return changed.serial_number


def _naming(event: activity.Event, serial: str) -> activity.Event:
    return replace(event, parameters={**event.parameters, "SerialNumber": serial}, resource=serial)


def _deleted(before: World, after: World, action: a.Action) -> Iterator[activity.Event]:
    """Yield an event for each device that went because another was added.

    That the console deletes them is documented; that each leaves an event is inference.
    """
    if not isinstance(action, a.ChooseDevice):
        return
    kept = {device.secret for device in after.account.devices}
    for device in before.account.devices:
        if device.secret not in kept:
            deletion = a.DeleteVirtualMfaDevice(device.serial_number)
            yield _event(before, deletion, *ASKS[a.DeleteVirtualMfaDevice])


def _event(
    world: World, action: a.Action, name: str, parameters: Callable[[World, Any], Parameters]
) -> activity.Event:
    who = activity.identity(world.account, iam.ROOT)
    with_code = isinstance(action, a.SubmitMfaCode)
    named = parameters(world, action)
    return activity.asked(world.account, name, who, world.now, named, mfa_used=with_code)


def _is_half_a_sign_in(after: World, action: a.Action, refusal: Refusal | None) -> bool:
    waits_for_code = refusal is None and not after.console.signed_in
    return isinstance(action, a.SubmitPassword) and waits_for_code
