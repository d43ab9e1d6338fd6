"""A network on which Python arrives only when the test lets it."""

from mfa_rehearsal.console.world import Edition
from playwright.sync_api import Route, expect

from tests.browser.reader import Reader
from tests.browser.waiting import until_ready


class Line:
    """A network that holds Python's archive back until it is let through."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._held: list[Route] = []
        self._open = False
        reader.page.context.route("**/python.zip*", self._meet)

    def _meet(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self, edition: Edition, slug: str = "") -> None:
        """Open a page and wait until its road is there."""
        place = f"{edition}/{slug}/" if slug else f"{edition}/"
        self.reader.page.goto(f"{self.reader.app}/{place}")
        self.has_no_python()

    def has_no_python(self) -> None:
        """Check that Python is still on its way."""
        expect(self.reader.page.locator("html")).to_have_attribute("data-runtime", "starting")

    def hold(self) -> None:
        """Hold Python's archive back again."""
        self._held.clear()
        self._open = False

    def let_through(self) -> None:
        """Let Python come, and wait until it has caught up."""
        self._open = True
        for route in self._held:
            route.continue_()
        until_ready(self.reader.page)
