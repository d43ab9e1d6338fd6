"""Worlds that differ from a known one in a single value, or in what was done in them."""

from dataclasses import replace
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.console import Edition, World
from mfa_rehearsal.console.world import root_devices
from mfa_rehearsal.iam.activity import SIGN_IN, Event
from mfa_rehearsal.lessons import open_at
from mfa_rehearsal.lessons.goals.history import DELETE, ENABLE, REMOVE

from tests.console.conftest import NOW


def at(slug: str, edition: Edition = "today") -> World:
    """Return the world in which a step or a drill begins."""
    return open_at(edition, slug, "a seed", NOW).world


def with_device(world: World, **changes: Any) -> World:
    """Return a world whose root user's only device differs in these fields."""
    (device,) = root_devices(world)
    return replace(
        world, account=iam.account.with_device(world.account, replace(device, **changes))
    )


def with_console(world: World, **changes: Any) -> World:
    """Return a world whose console differs in these fields."""
    return replace(world, console=replace(world.console, **changes))


def with_phone(world: World, **changes: Any) -> World:
    """Return a world whose phone in the hand differs in these fields."""
    handset = replace(world.handset, phone=replace(world.handset.phone, **changes))
    return replace(world, handset=handset)


def event(name: str, resource: str = "", **fields: Any) -> Event:
    """Return an event of the root user's."""
    (identity,) = {each.identity for each in ENROLLED.activity}
    return Event(NOW, name, identity, resource=resource, **fields)


def log(world: World, *events: Event) -> World:
    """Return a world in which exactly this has been done."""
    return replace(world, activity=events)


ENROLLED = at("confirm-success")
APP = "arn:aws:iam::111122223333:mfa/my-phone"
PASSKEY = "arn:aws:iam::111122223333:u2f/root/my-passkey"
ASSIGNED = event(ENABLE, APP)
PASSKEY_ASSIGNED = event(ENABLE, PASSKEY)
REMOVED = event(REMOVE, APP)
DELETED = event(DELETE, APP)
BY_PASSWORD = event(SIGN_IN)
BY_CODE = event(SIGN_IN, APP, mfa_used=True)
BY_PASSKEY = event(SIGN_IN, PASSKEY, mfa_used=True)
WRONG_CODE = replace(BY_CODE, error_code="MultiFactorAuthFailed", cause="code-not-from-this-key")


def by_stranger(done: Event) -> Event:
    """Return an event as another person's."""
    return replace(done, source_ip="203.0.113.7")
