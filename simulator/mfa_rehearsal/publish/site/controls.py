"""The controls of a drawn page, and what the page sends when each is pressed.

Rule: it reads the HTML as browser/controls.js does, and knows no action.
"""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Press:
    """What a page sends: an action, and the names and values of its fields."""

    action: str
    fields: tuple[tuple[str, str], ...] = ()


def presses_on(html: str) -> list[Press]:
    """Return what each control sends if nothing was typed, in the order of the page."""
    reader = _Reader()
    reader.feed(html)
    return reader.presses


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.presses: list[Press] = []
        self._form: Press | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a button, a form or one of its fields."""
        found = dict(attrs)
        if tag == "form" and found.get("data-action"):
            self._form = Press(str(found["data-action"]))
        elif tag == "input" and self._form:
            if found.get("type") != "radio" or "checked" in found:
                self._form = Press(self._form.action, self._form.fields + _field(found))
        elif tag == "button" and "disabled" not in found and found.get("data-action"):
            self.presses.append(Press(str(found["data-action"]), _field(found)))

    def handle_endtag(self, tag: str) -> None:
        """Note a form, now that its fields are known."""
        if tag == "form" and self._form:
            self.presses.append(self._form)
            self._form = None


def _field(attributes: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    name, value = attributes.get("name"), attributes.get("value") or ""
    return ((name, value),) if name else ()
