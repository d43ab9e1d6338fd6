"""The account's newest events in memory.

Rule: at most MAX_EVENTS; each new one drops the oldest. An event's number is counted from the
account's first event and never changes; event IDs and page tokens depend on it. Events are many and
never change, so this is one growing queue, not a new value for each.
"""

import uuid
from collections import deque
from collections.abc import Iterable, Iterator

from mfa_rehearsal.iam.activity import Event

MAX_EVENTS = 10_000
"""Some megabytes. The figure is ours; AWS keeps ninety days."""


class EventLog:
    """Events in the order in which they happened.

    Args:
        events: the newest ones.
        dropped: how many older ones there were.
    """

    def __init__(self, events: Iterable[Event] = (), dropped: int = 0) -> None:
        self._events = deque[Event](maxlen=MAX_EVENTS)
        self.count = dropped
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Add an event."""
        self._events.append(event)
        self.count += 1

    def newest_first(self) -> Iterator[tuple[int, Event]]:
        """Yield the events with their numbers."""
        return zip(range(self.count, 0, -1), reversed(self._events), strict=False)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)


def event_id(account_id: str, number: int) -> str:
    """Return the ID of an account's event, which is always the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{account_id}/{number}"))
