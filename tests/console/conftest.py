"""A world at its beginning, and a way to play it on."""

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
    """Return a world in which nothing has happened."""
    return begin(edition, "a seed", NOW)


def but_for_the_attempt(refusal: ActionRefusal) -> World:
    """Return the world after a refusal without its event and the codes left in the fields."""
    kept = refusal.world
    console = replace(kept.console, refused_codes=())
    return replace(kept, activity=kept.activity[:-1], console=console)


def after(world: World, *actions: Action) -> World:
    """Return the world after some actions, none of them refused."""
    return reduce(apply, actions, world)
