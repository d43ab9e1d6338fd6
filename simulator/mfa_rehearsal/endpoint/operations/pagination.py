"""Return a long list one page at a time.

Rule: a marker contains the key of the last item on a page, and the next page continues after it. So
a page is right whatever was created or deleted in between, and the endpoint stores no list.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from mfa_rehearsal.endpoint.protocol import errors

T = TypeVar("T")

PAGE_SIZE = 100
"""Items on a page without MaxItems. Source: IAM API Reference, MaxItems."""


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A list that can be returned in pages.

    Args:
        after: from a key to the items after it; "" is before all of them.
        key: of an item.
        describe: from an item to its form in the result.
    """

    after: Callable[[str], Iterator[T]]
    key: Callable[[T], str]
    describe: Callable[[T], Any]

    def page(self, name: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a page as a result, with its items under the service model's name.

        Raises:
            ServiceError: ValidationError, if the marker is invalid.
        """
        start = _start(parameters["Marker"]) if "Marker" in parameters else ""
        limit = parameters.get("MaxItems", PAGE_SIZE)
        items = list(islice(self.after(start), limit + 1))
        described = [self.describe(item) for item in items[:limit]]
        if len(items) <= limit:
            return {name: described, "IsTruncated": False}
        marker = encode_marker(self.key(items[limit - 1]))
        return {name: described, "IsTruncated": True, "Marker": marker}


def encode_marker(key: str) -> str:
    """Return a marker for a key."""
    return base64.urlsafe_b64encode(key.encode()).decode("ascii").rstrip("=")


def decode_marker(marker: str) -> str:
    """Return the key in a marker.

    Raises:
        ValueError: the marker is invalid.
    """
    return base64.b64decode(marker + "=" * (-len(marker) % 4), b"-_", validate=True).decode()


def _start(marker: str) -> str:
    try:
        return decode_marker(marker)
    except ValueError:
        raise errors.invalid_marker() from None
