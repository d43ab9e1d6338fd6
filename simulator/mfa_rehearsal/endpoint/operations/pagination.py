"""A long list a page at a time.

Rule: a marker holds the key of the last item told; the next page goes on after it. So a page is
right whatever was created or deleted meanwhile, and the endpoint remembers no list.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from mfa_rehearsal.endpoint.protocol import errors

T = TypeVar("T")

PAGE = 100
"""Items on a page if MaxItems is not given. Source: IAM API Reference, MaxItems."""


@dataclass(frozen=True)
class Listing(Generic[T]):
    """Something that can be listed.

    Args:
        after: from a key to the items after it; "" is before them all.
        key: of an item.
        tell: what the answer says of an item.
    """

    after: Callable[[str], Iterator[T]]
    key: Callable[[T], str]
    tell: Callable[[T], Any]

    def page(self, name: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a page under its name, as the service model has it.

        Raises:
            ServiceError: ValidationError, for a marker that is none of ours.
        """
        start = _start(given["Marker"]) if "Marker" in given else ""
        limit = given.get("MaxItems", PAGE)
        items = list(islice(self.after(start), limit + 1))
        told = [self.tell(item) for item in items[:limit]]
        if len(items) <= limit:
            return {name: told, "IsTruncated": False}
        marker = seal_marker(self.key(items[limit - 1]))
        return {name: told, "IsTruncated": True, "Marker": marker}


def seal_marker(key: str) -> str:
    """Return a marker for a key."""
    return base64.urlsafe_b64encode(key.encode()).decode("ascii").rstrip("=")


def open_marker(marker: str) -> str:
    """Return the key in a marker.

    Raises:
        ValueError: it is none that a list gave.
    """
    return base64.b64decode(marker + "=" * (-len(marker) % 4), b"-_", validate=True).decode()


def _start(marker: str) -> str:
    try:
        return open_marker(marker)
    except ValueError:
        raise errors.no_such_marker() from None
