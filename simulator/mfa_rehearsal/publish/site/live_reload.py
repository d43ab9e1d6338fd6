"""Live reload on every page while the site is served, even if its policy forbids inline scripts.

Rule: only `mkdocs serve` does this. A built site contains none of it, and no page's policy changes:
MkDocs's own script comes from a file on this host instead of from the page.
"""

from collections.abc import Callable
from pathlib import Path

from mkdocs import livereload

NAME = "live-reload.js"
TAG = '<script src="/{name}?{epoch}&{page}"></script>'

Inject = Callable[[bytes, int], bytes]
"""Takes a page and the version of its site, and returns the page with the script."""


def write_script(site: Path) -> None:
    """Write MkDocs's script as a file that reads the version and the page from its address."""
    query = "document.currentScript.src.split('?')[1].split('&')"
    script = livereload._SCRIPT_TEMPLATE.substitute(
        epoch=f"Number({query}[0])", request_id=f"{query}[1]"
    )
    (site / NAME).write_text(script, encoding="utf-8")


def inject_by_policy(inline: Inject) -> Inject:
    """Return a function that adds the script to a page, inline only if the page allows that."""

    def inject(content: bytes, epoch: int) -> bytes:
        if b"'unsafe-inline'" in content:
            return inline(content, epoch)
        tag = TAG.format(name=NAME, epoch=epoch, page=livereload._timestamp())
        head, end, rest = content.rpartition(b"</body>")
        return head + tag.encode() + end + rest

    return inject
