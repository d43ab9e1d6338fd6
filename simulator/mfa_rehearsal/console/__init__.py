"""The fake console and the phone beside it: actions, screens of both editions, the World.

`apply(world, action)` is the only way in.
"""

from mfa_rehearsal.console.actions import Action, read_action, write_action
from mfa_rehearsal.console.apply import ActionRefusal, NotHere, apply
from mfa_rehearsal.console.world import EDITIONS, Edition, World, begin

__all__ = [
    "EDITIONS",
    "Action",
    "ActionRefusal",
    "Edition",
    "NotHere",
    "World",
    "apply",
    "begin",
    "read_action",
    "write_action",
]
