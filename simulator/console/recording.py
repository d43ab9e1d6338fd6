"""What the account writes down of an action: which ones it asks anything of, and of what device."""

from dataclasses import replace

from simulator import iam
from simulator.console import actions as a
from simulator.console.world import World
from simulator.errors import Refusal
from simulator.iam.activity import Event, EventName

EVENT_NAMES: dict[type[a.Action], EventName] = {
    a.SubmitPassword: "ConsoleLogin",
    a.SubmitMfaCode: "ConsoleLogin",
    a.SignInToConsole: "ConsoleLogin",
    a.ChooseDevice: "CreateVirtualMFADevice",
    a.SubmitCodes: "EnableMFADevice",
    a.SubmitResync: "ResyncMFADevice",
    a.ConfirmRemove: "DeactivateMFADevice",
    a.DeleteVirtualMfaDevice: "DeleteVirtualMFADevice",
}
"""Actions that reach the account. Source: IAM API operations; CloudTrail's sign-in events."""

ASKED_NOBODY = {"no-device-chosen", "only-authenticator-app"}
"""Refusals of the console itself, of which the account never hears."""


def record(before: World, after: World, action: a.Action, refusal: Refusal | None) -> World:
    """Return the world after an action with its record, if it is one that is recorded.

    Args:
        before: the world in which it was asked.
        after: the world that came of it.
        refusal: the account's no, or None.
    """
    name = EVENT_NAMES.get(type(action))
    if name is None or (refusal and refusal.cause in ASKED_NOBODY):
        return after
    if _is_half_a_sign_in(after, action, refusal):
        return after
    event = Event(
        time=before.now,
        name=name,
        user_name=iam.ROOT,
        resource=_resource(before, after, action),
        mfa_used=isinstance(action, a.SubmitMfaCode),
        error_code=refusal.code if refusal else "",
        cause=refusal.cause if refusal else "",
    )
    return replace(after, activity=(*after.activity, event))


def _is_half_a_sign_in(after: World, action: a.Action, refusal: Refusal | None) -> bool:
    waits_for_code = refusal is None and not after.console.signed_in
    return isinstance(action, a.SubmitPassword) and waits_for_code


def _resource(before: World, after: World, action: a.Action) -> str:
    if isinstance(action, a.DeleteVirtualMfaDevice):
        return action.serial
    if isinstance(action, a.ChooseDevice):
        return after.console.pending
    console = before.console
    return console.pending or console.selected or console.challenged
