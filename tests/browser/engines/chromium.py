"""A window of Chromium, driven by Playwright."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ElementHandle, Page


@dataclass
class ChromiumWindow:
    """A Playwright page as a window."""

    page: Page

    def go(self, address: str) -> None:
        """Open a page."""
        self.page.goto(address)

    def read(self, script: str, *arguments: str) -> Any:
        """Return what a script returns."""
        return self.page.evaluate(f"(args) => (function() {{{script}}})(...args)", arguments)

    def press(self, script: str, *arguments: str) -> None:
        """Click the element that a script returns."""
        self._element(script, *arguments).click()

    def type(self, text: str, script: str, *arguments: str) -> None:
        """Type into the field that a script returns."""
        self._element(script, *arguments).fill(text)

    def _element(self, script: str, *arguments: str) -> ElementHandle:
        code = f"(args) => (function() {{{script}}})(...args)"
        element = self.page.evaluate_handle(code, arguments).as_element()
        assert element, arguments
        return element
