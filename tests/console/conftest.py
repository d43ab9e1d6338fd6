"""A new world, and a way to play actions in it."""

from dataclasses import replace
from functools import reduce

import pytest
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.console import EDITIONS, Action, ActionRefusal, Edition, World, apply, begin

NOW = UnixSeconds(1_800_000_000)


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    """Return each edition in turn."""
    name: Edition = request.param
    return name


@pytest.fixture
def world(edition: Edition) -> World:
    """Return a new world."""
    return begin(edition, "a seed", NOW)


def without_attempt(refusal: ActionRefusal) -> World:
    """Return the world after a refusal, without its event and its refused codes."""
    kept = refusal.world
    console = replace(kept.console, refused_codes=())
    return replace(kept, activity=kept.activity[:-1], console=console)


def after(world: World, *actions: Action) -> World:
    """Return the world after some actions, all of them accepted."""
    return reduce(apply, actions, world)
