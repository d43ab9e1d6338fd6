"""The account's newest events, as they are held while the endpoint runs.

Rule: KEPT_EVENTS at most; each new one drops the oldest. An event has a number, counted from the
account's first, which it keeps when others are dropped: ids and pages are made of it. Events are
many and never change, so this is one queue that grows, and no new value for each.
"""

import uuid
from collections import deque
from collections.abc import Iterable, Iterator

from mfa_rehearsal.iam.activity import Event

KEPT_EVENTS = 10_000
"""Of our choosing: some megabytes. AWS keeps ninety days."""


class EventLog:
    """Events in the order in which they came."""

    def __init__(self, events: Iterable[Event] = (), dropped: int = 0) -> None:
        """Hold events, of which some older ones are gone already."""
        self._events = deque[Event](maxlen=KEPT_EVENTS)
        self.count = dropped
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Hold one more event."""
        self._events.append(event)
        self.count += 1

    def newest_first(self) -> Iterator[tuple[int, Event]]:
        """Yield the events with their numbers."""
        return zip(range(self.count, 0, -1), reversed(self._events), strict=False)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)


def event_id(account_id: str, number: int) -> str:
    """Return the id of an event of an account: the same whenever it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{account_id}/{number}"))
