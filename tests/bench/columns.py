"""The columns of the table: the simulator, its peers and two floors.

Rule: a column is a page and a way to press its button, and every page sets the mark
"practice:answered". Two columns are floors: they show what no page can beat, and have no button.
"""

from dataclasses import dataclass

from tests.bench.peers import jupyterlite, site

OURS = "practice/app/today/enter-two-codes/"
"""A step whose first answer draws a new QR code."""

LESSON = "practice/app/today/"
"""The start of the lesson, where the first presses need no Python."""

MARK = "practice:answered"
"""The mark that each page sets when an answer is in the page."""

CLICK = "() => document.getElementById('press').click()"
SKIP_THEN_UNDO = """() => {
  window.bench_undo = !window.bench_undo;
  document.getElementById(window.bench_undo ? "skip" : "undo").click();
}"""
"""Presses that each draw a whole new screen without making the run longer."""

INJECT = f"() => jupyterapp.shell.currentWidget.console.inject({jupyterlite.ANSWER!r})"
MARK_OUTPUT = f"""
const PICTURE = ".jp-RenderedSVG";
const drawn = (node) => node.closest?.(PICTURE) || node.querySelector?.(PICTURE);
new MutationObserver((changes) => {{
  const added = changes.flatMap(({{ addedNodes }}) => [...addedNodes]);
  if (added.some(drawn)) performance.mark("{MARK}");
}}).observe(document, {{ childList: true, subtree: true }});
"""
"""JupyterLite's page is not ours, so this observes what it draws."""


@dataclass(frozen=True)
class Column:
    """A page to measure.

    Args:
        address: within the site, or within the folder of the peers.
        press: a JavaScript function that presses the button; "" for a floor.
        beforehand: a script that runs before the page's own.
        offline: whether the page claims to work without a network.
    """

    name: str
    address: str
    press: str = CLICK
    beforehand: str = ""
    offline: bool = False

    @property
    def ours(self) -> bool:
        return self.address == OURS


def columns() -> tuple[Column, ...]:
    """Return all columns from left to right."""
    return (
        Column("This simulator", OURS, SKIP_THEN_UNDO, offline=True),
        Column("Stock Pyodide", "stock/"),
        Column("with micropip", "micropip/"),
        Column("PyScript", "pyscript/"),
        Column("JupyterLite", jupyterlite.address(site.drawing()), INJECT, MARK_OUTPUT),
        Column("Floor: compile the WebAssembly", "wasm/", press=""),
        Column("Floor: bare `loadPyodide`", "bare/", press=""),
    )
