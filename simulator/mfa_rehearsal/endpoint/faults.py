"""Faults on demand: let the next requests for an operation fail, so that a test sees its retries.

Rule: a request that fails this way changes nothing and is no event. There are no faults unless a
test asks for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from mfa_rehearsal.endpoint.protocol import errors
from mfa_rehearsal.endpoint.protocol.errors import ServiceError

FAULTS: Final[Mapping[str, Callable[[], ServiceError]]] = {
    "Throttling": errors.throttling,
    "ServiceFailure": errors.service_failure,
    "ServiceUnavailable": errors.store_unavailable,
}
"""By AWS's error code."""

ANY_OPERATION: Final = "*"


@dataclass
class Faults:
    """How often which operation will still fail, and how."""

    planned: dict[str, tuple[str, int]] = field(default_factory=dict)

    def plan(self, operation: str, code: str, times: int) -> None:
        """Let an operation, or any, fail; zero times takes it back.

        Raises:
            ValueError: there is no such fault.
        """
        if code not in FAULTS:
            raise ValueError(f"error must be one of {', '.join(FAULTS)}")
        self.planned[operation] = code, times

    def check(self, operation: str) -> None:
        """Let a request fail if that was planned.

        Raises:
            ServiceError: the planned one.
        """
        for name in (operation, ANY_OPERATION):
            code, times = self.planned.get(name, ("", 0))
            if times > 0:
                self.planned[name] = code, times - 1
                raise FAULTS[code]()
