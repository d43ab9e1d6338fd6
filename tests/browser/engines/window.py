"""A browser window, whatever drives it."""

from typing import Any, Protocol


class Window(Protocol):
    """A window that the walk uses.

    A script is the body of a JavaScript function, which gets its values in `arguments`.
    """

    def go(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""

    def read(self, script: str, *arguments: str) -> Any:
        """Return what a script returns."""

    def press(self, script: str, *arguments: str) -> None:
        """Click the element that a script returns, with the browser's own pointer."""

    def type(self, text: str, script: str, *arguments: str) -> None:
        """Type into the field that a script returns, replacing its content."""
