"""Ordered values, each found by its key: the collection for an account's users and devices.

Rule: it is a value like a tuple (frozen, iterable, equal if its items are), but finding, changing
or dropping an item doesn't scan the others, so that an account with thousands of devices answers as
fast as one with three. A change copies one dictionary, which takes microseconds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")


class Indexed(Sequence[T], Generic[T]):
    """Values in insertion order. A subclass defines an item's key and group."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = {self.key(item): item for item in items}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._sorted: list[str] | None = None
        for key, item in self._items.items():
            self._groups = self._regrouped(key, None, self.group(item))

    @staticmethod
    def key(item: T) -> str:
        """Return an item's key."""
        raise NotImplementedError

    @staticmethod
    def group(item: T) -> str | None:
        """Return an item's group, or None."""
        return None

    def find(self, key: str) -> T | None:
        """Return the item with this key, or None."""
        return self._items.get(key)

    def put(self, item: T) -> Self:
        """Return the values with this item, which replaces one with the same key or comes last."""
        key, group = self.key(item), self.group(item)
        old = self._items.get(key)
        before = None if old is None else self.group(old)
        groups = self._groups if before == group else self._regrouped(key, before, group)
        order = None if old is None else self._sorted
        return self._with({**self._items, key: item}, groups, order)

    def drop(self, key: str) -> Self:
        """Return the values without the item with this key."""
        items = self._items.copy()
        before = self.group(items.pop(key))
        return self._with(items, self._regrouped(key, before, None), None)

    def of_group(self, group: str) -> tuple[T, ...]:
        """Return the items of one group, in the order in which they joined it."""
        return tuple(self._items[key] for key in self._groups.get(group, ()))

    def after(self, key: str) -> Iterator[T]:
        """Yield the items whose keys come after `key` in alphabetical order, in that order."""
        if self._sorted is None:
            self._sorted = sorted(self._items)
        return map(
            self._items.__getitem__, islice(self._sorted, bisect_right(self._sorted, key), None)
        )

    def _regrouped(self, key: str, old: str | None, new: str | None) -> dict[str, tuple[str, ...]]:
        if old == new:
            return self._groups
        groups = self._groups.copy()
        if old is not None:
            left = tuple(each for each in groups.pop(old) if each != key)
            groups.update({old: left} if left else {})
        if new is not None:
            groups[new] = (*groups.get(new, ()), key)
        return groups

    def _with(
        self, items: dict[str, T], groups: dict[str, tuple[str, ...]], order: list[str] | None
    ) -> Self:
        other = type(self).__new__(type(self))
        other._items, other._groups, other._sorted = items, groups, order
        return other

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
