"""What is measured, beside what: one column each, all with one mark, "practice:answered".

Rule: a column is a page and the way in which its button is pressed. Two are floors: they show what
no page can beat, and have no button.
"""

from dataclasses import dataclass

from tests.bench.peers import jupyterlite, site

OURS = "practice/app/today/enter-two-codes/"
"""A step whose first answer draws a new QR code."""

MARK = "practice:answered"
"""What each page marks after an answer is in it."""

CLICK = "() => document.getElementById('press').click()"
SKIP_THEN_UNDO = """() => {
  window.bench_undo = !window.bench_undo;
  document.getElementById(window.bench_undo ? "skip" : "undo").click();
}"""
"""Presses that bring a whole new screen each, and no longer run from press to press."""

INJECT = f"() => jupyterapp.shell.currentWidget.console.inject({jupyterlite.ANSWER!r})"
MARK_OUTPUT = f"""
const PICTURE = ".jp-RenderedSVG";
const drawn = (node) => node.closest?.(PICTURE) || node.querySelector?.(PICTURE);
new MutationObserver((changes) => {{
  const added = changes.flatMap(({{ addedNodes }}) => [...addedNodes]);
  if (added.some(drawn)) performance.mark("{MARK}");
}}).observe(document, {{ childList: true, subtree: true }});
"""
"""JupyterLite's page is not ours: what it draws is seen from outside."""


@dataclass(frozen=True)
class Column:
    """A page to measure.

    Args:
        address: within the site, or within the folder of the peers.
        press: a JavaScript function that presses; "" for a floor.
        beforehand: a script that runs in the page before its own.
        offline: whether it says that it works without a network.
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
    """Return all, from left to right."""
    return (
        Column("This simulator", OURS, SKIP_THEN_UNDO, offline=True),
        Column("Stock Pyodide", "stock/"),
        Column("with micropip", "micropip/"),
        Column("PyScript", "pyscript/"),
        Column("JupyterLite", jupyterlite.address(site.drawing()), INJECT, MARK_OUTPUT),
        Column("Floor: compile the WebAssembly", "wasm/", press=""),
        Column("Floor: bare `loadPyodide`", "bare/", press=""),
    )
