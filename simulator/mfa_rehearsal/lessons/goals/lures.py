"""Questions about the false sign-in page: what the reader gave it, and who is signed in."""

from itertools import dropwhile

from mfa_rehearsal import iam
from mfa_rehearsal.clock import time_step
from mfa_rehearsal.console import World
from mfa_rehearsal.console.addresses import FALSE_PAGE
from mfa_rehearsal.console.world import (
    FALSE_SCREENS,
    PASSKEY,
    open_dialog,
    root_devices,
    root_types,
)
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.iam.limits import DRIFT_STEPS
from mfa_rehearsal.iam.totp import code_number, decode_secret


def at_false_page(world: World) -> bool:
    """Whether the window shows the false page."""
    return world.console.screen in FALSE_SCREENS


def code_relayed(world: World) -> bool:
    """Whether somebody else has signed in with a code that the reader gave the false page."""
    return any(_is_relayed(event) for event in world.activity)


def own_code_refused(world: World) -> bool:
    """Whether the reader was refused because somebody else had used the code first."""
    since = dropwhile(lambda event: not _is_relayed(event), world.activity)
    return any(
        event.cause == "code-already-used" and event.name == SIGN_IN and not event.source_ip
        for event in since
    )


def relayed_code_known(world: World) -> bool:
    """Whether AWS still recognizes the code that somebody else used as one of a device's."""
    stranger = world.stranger
    if stranger is None or not stranger.code:
        return False
    return any(
        code_number(decode_secret(device.secret), step) == int(stranger.code)
        for device in root_devices(world)
        for step in device.used_steps
        if abs(step - time_step(world.now) - device.offset_steps) <= DRIFT_STEPS
    )


def relayed_code_forgotten(world: World) -> bool:
    """Whether the code that somebody else used is too old for AWS to recognize."""
    return code_relayed(world) and not relayed_code_known(world)


def browser_has_none(world: World) -> bool:
    """Whether the browser says that it has no passkey for the false page's address."""
    dialog = open_dialog(world)
    return dialog is not None and dialog.page == FALSE_PAGE


def signed_in_by_passkey(world: World) -> bool:
    """Whether the root user has signed in with a passkey."""
    used = iam.find_passkey(world.account, world.console.signed_in_with)
    return world.console.signed_in and used is not None


def in_without_giving_a_code(world: World) -> bool:
    """Whether the root user is signed in and nobody else has ever had a code."""
    return world.console.signed_in and not code_relayed(world)


def only_passkeys(world: World) -> bool:
    """Whether root has passkeys and no other type of device."""
    return root_types(world) == (PASSKEY,)


def _is_relayed(event: Event) -> bool:
    done = event.name == SIGN_IN and not event.error_code
    return done and bool(event.source_ip) and event.mfa_used
