"""Which actions are events, because they call AWS, and the API's name for each.

Rule: this module decides only which action is which event, and its parameters. `iam.activity`
decides what is recorded, as it does for an API call.
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
Call = tuple[str, Callable[[World, Any], Parameters]]


def _nothing(_: World, __: a.Action) -> Parameters:
    return {}


def _new_device(world: World, action: a.ChooseDevice) -> Parameters:
    return {"VirtualMFADeviceName": device_name(world, action)}


def _roots_device(world: World, _: a.Action) -> Parameters:
    """Return the user and the serial number; before sign-in the page names no device."""
    serial = world.console.pending or world.console.selected
    return {"UserName": iam.ROOT, **({"SerialNumber": serial} if serial else {})}


def _deleted_device(_: World, action: a.DeleteVirtualMfaDevice) -> Parameters:
    return {"SerialNumber": action.serial_number}


CALLS: Mapping[type[a.Action], Call] = {
    a.SubmitPassword: (activity.SIGN_IN, _nothing),
    a.SubmitMfaCode: (activity.SIGN_IN, _nothing),
    a.SignInToConsole: (activity.SIGN_IN, _nothing),
    a.ChooseDevice: ("CreateVirtualMFADevice", _new_device),
    a.SubmitCodes: ("EnableMFADevice", _roots_device),
    a.SubmitResync: ("ResyncMFADevice", _roots_device),
    a.ConfirmRemove: ("DeactivateMFADevice", _roots_device),
    a.DeleteVirtualMfaDevice: ("DeleteVirtualMFADevice", _deleted_device),
}
"""Actions that call AWS. Source: IAM API operations; CloudTrail's sign-in events."""

CONSOLE_ONLY = {"no-device-chosen", "only-authenticator-app"}
"""Causes of refusals by the console itself, before AWS is called."""


def record(before: World, after: World, action: a.Action, refusal: Refusal | None) -> World:
    """Return the world after an action, with the action's event added if it has one.

    Args:
        before: the world before the action.
        after: the world after it.
        refusal: the refusal, or None.
    """
    call = CALLS.get(type(action))
    if call is None or (refusal and refusal.cause in CONSOLE_ONLY):
        return after
    if _waits_for_code(after, action, refusal):
        return after
    event = _event(before, action, *call)
    if refusal:
        return _with_events(after, activity.refused(event, refusal))
    if isinstance(action, a.SubmitMfaCode):
        event = replace(event, resource=after.console.signed_in_with)
    if isinstance(action, a.SubmitResync):
        event = _with_serial(event, _changed(before, after))
    return _with_events(after, *_deletions(before, after, action), event)


def _with_events(world: World, *events: activity.Event) -> World:
    return replace(world, activity=(*world.activity, *events))


def _changed(before: World, after: World) -> str:
    """Return the serial number of the one device that an action has changed."""
    (changed,) = set(after.account.devices) - set(before.account.devices)
    return changed.serial_number


def _with_serial(event: activity.Event, serial: str) -> activity.Event:
    return replace(event, parameters={**event.parameters, "SerialNumber": serial}, resource=serial)


def _deletions(before: World, after: World, action: a.Action) -> Iterator[activity.Event]:
    """Yield an event for each device that was deleted because another was added.

    AWS documents that the console deletes them; that each deletion is an event is inference.
    """
    if not isinstance(action, a.ChooseDevice):
        return
    kept = {device.secret for device in after.account.devices}
    for device in before.account.devices:
        if device.secret not in kept:
            deletion = a.DeleteVirtualMfaDevice(device.serial_number)
            yield _event(before, deletion, *CALLS[a.DeleteVirtualMfaDevice])


def _event(
    world: World, action: a.Action, name: str, parameters: Callable[[World, Any], Parameters]
) -> activity.Event:
    who = activity.identity(world.account, iam.ROOT)
    with_code = isinstance(action, a.SubmitMfaCode)
    named = parameters(world, action)
    return activity.asked(world.account, name, who, world.now, named, mfa_used=with_code)


def _waits_for_code(after: World, action: a.Action, refusal: Refusal | None) -> bool:
    not_yet_in = refusal is None and not after.console.signed_in
    return isinstance(action, a.SubmitPassword) and not_yet_in
