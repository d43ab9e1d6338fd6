"""The pytest fixture `mfa_endpoint`: an endpoint that starts and ends with a test.

Rule: pytest loads this module in every project that has the package installed, so it imports
nothing until a test asks for the fixture.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mfa_rehearsal.testing import Endpoint

MARKER = "mfa_endpoint(user_names, account_id, alias, root_mfa, seed, propagation_s)"
USER_NAMES = ("alice",)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", f"{MARKER}: what the fixture's account starts with.")


@pytest.fixture
def mfa_endpoint(request: pytest.FixtureRequest) -> "Iterator[Endpoint]":
    """Start an endpoint for one test, with a user "alice" or what the marker says.

    Raises:
        ImportError: the extra `endpoint` is not installed; the message says how to install it.
    """
    try:
        from mfa_rehearsal.testing import Endpoint
    except ImportError as error:
        command = "pip install 'mfa-rehearsal[endpoint]'"
        raise ImportError(f"{error}. The fixture needs an extra: {command}") from error
    marker = request.node.get_closest_marker("mfa_endpoint")
    options: dict[str, Any] = {"user_names": USER_NAMES} | (marker.kwargs if marker else {})
    with Endpoint(**options) as endpoint:
        yield endpoint
