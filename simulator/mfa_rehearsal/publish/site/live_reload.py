"""Live reload on every page while the site is served, also where a policy forbids inline scripts.

Rule: only `mkdocs serve` does this. The site that is built has none of it, and no page's policy
changes: MkDocs's own script comes from a file of this host instead of from the page.
"""

from collections.abc import Callable
from pathlib import Path

from mkdocs import livereload

NAME = "live-reload.js"
TAG = '<script src="/{name}?{epoch}&{page}"></script>'

Inject = Callable[[bytes, int], bytes]
"""Takes a page and the version of the site that it is of, and returns it with the script."""


def write_script(site: Path) -> None:
    """Write MkDocs's script as a file, which is told the version and the page in its address."""
    told = "document.currentScript.src.split('?')[1].split('&')"
    script = livereload._SCRIPT_TEMPLATE.substitute(
        epoch=f"Number({told}[0])", request_id=f"{told}[1]"
    )
    (site / NAME).write_text(script, encoding="utf-8")


def inject_by_policy(inline: Inject) -> Inject:
    """Return what puts the script into a page: inline where the page allows it, else by address."""

    def inject(content: bytes, epoch: int) -> bytes:
        if b"'unsafe-inline'" in content:
            return inline(content, epoch)
        tag = TAG.format(name=NAME, epoch=epoch, page=livereload._timestamp())
        head, end, rest = content.rpartition(b"</body>")
        return head + tag.encode() + end + rest

    return inject
