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
from mfa_rehearsal.console.world import FALSE_SCREENS, HARDWARE, PASSKEY, World
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import activity
from mfa_rehearsal.typed import cleaned

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


def _token(_: World, action: a.AddHardwareToken) -> Parameters:
    return {"UserName": iam.ROOT, "SerialNumber": cleaned(action.serial_number).upper()}


def _root(_: World, __: a.Action) -> Parameters:
    return {"UserName": iam.ROOT}


def _deleted_device(_: World, action: a.DeleteVirtualMfaDevice) -> Parameters:
    return {"SerialNumber": action.serial_number}


CALLS: Mapping[type[a.Action], Call] = {
    a.SubmitPassword: (activity.SIGN_IN, _nothing),
    a.SubmitMfaCode: (activity.SIGN_IN, _nothing),
    a.SignInToConsole: (activity.SIGN_IN, _nothing),
    a.SkipRegistration: (activity.SIGN_IN, _nothing),
    a.GivePassword: (activity.SIGN_IN, _nothing),
    a.GiveCode: (activity.SIGN_IN, _nothing),
    a.ChooseDevice: ("CreateVirtualMFADevice", _new_device),
    a.SubmitCodes: ("EnableMFADevice", _roots_device),
    a.AddHardwareToken: ("EnableMFADevice", _token),
    a.SubmitResync: ("ResyncMFADevice", _roots_device),
    a.ConfirmRemove: ("DeactivateMFADevice", _roots_device),
    a.DeleteVirtualMfaDevice: ("DeleteVirtualMFADevice", _deleted_device),
}
"""Actions that call AWS. Source: IAM API operations; CloudTrail's sign-in events."""

MAKES_PASSKEY: Call = ("EnableMFADevice", _root)
PROVES_PASSKEY: Call = (activity.SIGN_IN, _nothing)
"""What answering the browser's dialog calls. That a passkey's registration is this event is
inference: AWS documents only its sign-in."""

STRANGERS_ADDRESS = "203.0.113.50"
"""Where somebody else signs in from: an address for documentation (RFC 5737)."""

CONSOLE_ONLY = {
    "device-name-against-own-rule",
    "mfa-required-now",
    "no-device-chosen",
    "only-authenticator-app",
}
"""Causes of refusals by the console itself or by the site's own rule, before AWS is called."""

BROWSERS_ERRORS = {"InvalidStateError", "NotAllowedError", "NotSupportedError", "SecurityError"}
"""Codes of refusals by the browser or an authenticator, of which AWS hears nothing."""

ANSWERS = (a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey)
"""Actions that answer a request for a passkey."""

REGISTERS = (a.SubmitCodes, a.AddHardwareToken, *ANSWERS)
"""Actions that may register a device between the password and the console."""


def record(before: World, after: World, action: a.Action, refusal: Refusal | None) -> World:
    """Return the world after an action, with the action's event added if it has one.

    Args:
        before: the world before the action.
        after: the world after it.
        refusal: the refusal, or None.
    """
    call = _call(before, action)
    if call is None or (refusal and not _reached_aws(refusal)):
        return after
    if _waits_for_code(after, action, refusal):
        return after
    event = _event(before, action, *call)
    if refusal:
        return _with_events(after, activity.refused(event, refusal))
    if event.mfa_used:
        event = replace(event, resource=_signed_in_with(after, event))
    if isinstance(action, a.SubmitResync) or call is MAKES_PASSKEY:
        event = _with_serial(event, _changed(before, after))
    return _with_events(after, *_deletions(before, after, action), *_entry(before, action), event)


def _call(before: World, action: a.Action) -> Call | None:
    """Return what an action calls. A passkey or token is created only when it is assigned."""
    dialog = before.console.dialog
    if isinstance(action, ANSWERS) and dialog:
        return MAKES_PASSKEY if dialog.ceremony == "create" else PROVES_PASSKEY
    if isinstance(action, a.ChooseDevice) and action.kind in (PASSKEY, HARDWARE):
        return None
    return CALLS.get(type(action))


def _reached_aws(refusal: Refusal) -> bool:
    return refusal.cause not in CONSOLE_ONLY and refusal.code not in BROWSERS_ERRORS


def _entry(before: World, action: a.Action) -> Iterator[activity.Event]:
    """Yield the sign-in that a registration before the console completes.

    It comes first, because the registration is made in its session, which is inference.
    """
    if isinstance(action, REGISTERS) and not before.console.signed_in and before.console.setting_up:
        yield _event(before, action, activity.SIGN_IN, _nothing)


def _with_events(world: World, *events: activity.Event) -> World:
    return replace(world, activity=(*world.activity, *events))


def _changed(before: World, after: World) -> str:
    """Return the serial number of the one device that an action has changed."""
    devices = set(after.account.devices) - set(before.account.devices)
    (changed,) = devices | (set(after.account.passkeys) - set(before.account.passkeys))
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
    named, with_mfa = parameters(world, action), _shows_device(world, action)
    event = activity.asked(world.account, name, who, world.now, named, mfa_used=with_mfa)
    relayed = world.console.screen in FALSE_SCREENS
    return replace(event, source_ip=STRANGERS_ADDRESS) if relayed else event


def _signed_in_with(after: World, event: activity.Event) -> str:
    """Return the serial number of the device that a sign-in was made with."""
    if event.source_ip and after.stranger:
        return after.stranger.signed_in_with
    return after.console.signed_in_with


def _shows_device(world: World, action: a.Action) -> bool:
    """Return whether an action shows the sign-in page a device of the user."""
    dialog = world.console.dialog
    proves = isinstance(action, ANSWERS) and dialog is not None and dialog.ceremony == "get"
    return proves or isinstance(action, (a.SubmitMfaCode, a.GiveCode))


def _waits_for_code(after: World, action: a.Action, refusal: Refusal | None) -> bool:
    """Return whether a password was right, but AWS asks for more before anybody is in."""
    if isinstance(action, a.GivePassword):
        return after.console.screen != "false-done"
    not_yet_in = refusal is None and not after.console.signed_in
    return isinstance(action, a.SubmitPassword) and not_yet_in
