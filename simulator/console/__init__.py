"""The fake console and the phone beside it: actions, screens of both editions, the World.

`apply(world, action)` is the only way in.
"""

from simulator.console.actions import Action, read_action, write_action
from simulator.console.play import NotHere, apply
from simulator.console.world import EDITIONS, Edition, World, begin

__all__ = [
    "EDITIONS",
    "Action",
    "Edition",
    "NotHere",
    "World",
    "apply",
    "begin",
    "read_action",
    "write_action",
]
