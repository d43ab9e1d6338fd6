"""The controls on a drawn page, by the names that people see and hear."""

from html.parser import HTMLParser

NAMED_BY_TEXT = {"button", "a", "label", "summary"}
"""Elements whose text is a name: their own, or that of the field they label."""


class Controls(HTMLParser):
    """The names on a page, and in `current` the names that the coach's current words mention."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.current: list[str] = []
        self._texts: list[list[str]] = []
        self._words = 0
        self._depth = 0
        self._strong: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if label := named.get("aria-label"):
            self.names.add(label)
        if tag in NAMED_BY_TEXT:
            self._texts.append([])
        self._enter_words(named.get("class") or "", tag)
        if tag == "strong" and self._words:
            self._strong = []

    def _enter_words(self, names: str, tag: str) -> None:
        if self._words:
            self._words += tag in {"div", "p"}
        elif names in {"step__words", "step__next"}:
            self._words = 1

    def handle_endtag(self, tag: str) -> None:
        if tag in NAMED_BY_TEXT and self._texts:
            self.names.add(" ".join("".join(self._texts.pop()).split()))
        if self._words and tag in {"div", "p"}:
            self._words -= 1
        if tag == "strong" and self._strong is not None:
            self.current.append(" ".join("".join(self._strong).split()))
            self._strong = None

    def handle_data(self, data: str) -> None:
        for text in self._texts:
            text.append(data)
        if self._strong is not None:
            self._strong.append(data)

    def has(self, name: str) -> bool:
        """Return whether a control has this name, or contains it in its name, as an entry does."""
        return name in self.names or any(name in each for each in self.names)
