"""The tables of screens as boxes for a diagram: each screen, and what leads away from it.

Rule: what all screens of a group have in common, such as the bar at the top, is one box for all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from mfa_rehearsal.console import Action
from mfa_rehearsal.console.screens import Fork

Name = TypeVar("Name", bound=str)
"""The names of the screens of one table."""

Target = TypeVar("Target", bound=str | Fork)


@dataclass(frozen=True)
class Transition:
    """An action, the screen that it leads to, and in which case."""

    action: str
    target: str
    case: str = ""

    @property
    def words(self) -> str:
        """The line in the diagram."""
        return f"{self.action} → {self.target}" + (f" ({self.case})" if self.case else "")


@dataclass(frozen=True)
class Box:
    """A screen, or what a group of screens has in common, with what leads away from it."""

    name: str
    transitions: tuple[Transition, ...]


def boxes_of(
    table: Mapping[Name, Mapping[type[Action], Target]], group: str, members: list[Name]
) -> list[Box]:
    """Return a box for each screen, and before the first member one for what all have in common."""
    common = reduce(lambda one, other: one & other, (set(table[each].items()) for each in members))
    boxes = []
    for screen, row in table.items():
        if screen == members[0]:
            boxes.append(_box(group, [each for each in row.items() if each in common]))
        own = [each for each in row.items() if screen not in members or each not in common]
        boxes.append(_box(screen, own))
    return boxes


def _box(name: str, row: list[tuple[type[Action], Target]]) -> Box:
    return Box(name, tuple(each for way in row for each in _transitions(*way)))


def _transitions(action: type[Action], target: str | Fork) -> Iterator[Transition]:
    if isinstance(target, Fork):
        yield Transition(action.__name__, target.without_device, "no device")
        yield Transition(action.__name__, target.with_device, "with a device")
    else:
        yield Transition(action.__name__, target)
