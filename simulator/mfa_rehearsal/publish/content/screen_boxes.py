"""The tables of screens as boxes for a diagram: each screen and the transitions from it.

Rule: transitions that all screens of a group share, such as those of the top bar, get one box.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from mfa_rehearsal.console import Action
from mfa_rehearsal.console.screens import Fork

Name = TypeVar("Name", bound=str)
"""The name of a screen in one table."""

Target = TypeVar("Target", bound=str | Fork)


@dataclass(frozen=True)
class Transition:
    """An action, the screen that it leads to, and the case in which it does."""

    action: str
    target: str
    case: str = ""

    @property
    def words(self) -> str:
        """The line in the diagram."""
        return f"{self.action} → {self.target}" + (f" ({self.case})" if self.case else "")


@dataclass(frozen=True)
class Box:
    """A screen, or a group of screens, with the transitions from it."""

    name: str
    transitions: tuple[Transition, ...]


def boxes_of(
    table: Mapping[Name, Mapping[type[Action], Target]], group: str, members: list[Name]
) -> list[Box]:
    """Return a box for each screen, and before the first member a box for the group."""
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
        for case, screen in target.screens.items():
            yield Transition(action.__name__, screen, case)
    else:
        yield Transition(action.__name__, target)
