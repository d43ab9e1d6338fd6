"""The stage for the guide's pictures: the simulator starts on it, and each picture is the same."""

from collections.abc import Iterator

import pytest
from mfa_rehearsal.publish.loopback import serve
from mfa_rehearsal.publish.screenshots.framing import SMALL_WIDTH_PX, take
from mfa_rehearsal.publish.screenshots.moments import Moment
from mfa_rehearsal.publish.screenshots.stage import opened, still_app
from mfa_rehearsal.publish.site import assets
from playwright.sync_api import Browser, expect


@pytest.fixture(scope="module")
def edition() -> Iterator[str]:
    """Return the address of today's console on the stage."""
    assets.build()
    with still_app() as folder, serve(folder) as address:
        yield f"{address}/practice/app/today/"


def test_two_pictures_of_a_moment_are_equal(chrome: Browser, edition: str) -> None:
    pictures = []
    for _ in range(2):
        moment = Moment("show-the-qr-code", presses=1)
        with opened(chrome, edition, moment, "light", SMALL_WIDTH_PX) as page:
            expect(page.locator("[data-qr]")).to_be_visible()
            pictures.append(take(page, moment.shows))
    assert pictures[0] == pictures[1]
