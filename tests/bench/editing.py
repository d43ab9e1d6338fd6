"""`python -m tests.bench.editing`: how soon a change to a source appears under `mkdocs serve`.

Rule: each source is changed briefly and restored.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.paths import DOCS, PACKAGE, ROOT, SCRIPTS, STYLES
from playwright.sync_api import Page, sync_playwright

SIMULATOR = "practice/app/today/"
CHANGES = {
    "guide sentence": (DOCS / "guide/index.md", "Sign in as", "Sign in now as", "guide/"),
    "style": (STYLES / "page.css", "", "\n:root { --changed: 1 }\n", SIMULATOR),
    "script": (SCRIPTS / "app.js", "", "\nperformance.mark('changed');\n", SIMULATOR),
    "template": (PACKAGE / "views/templates/bar.html", "Start over", "Start now", SIMULATOR),
    "view": (PACKAGE / "views/coach_values.py", "Step {number}", "Now {number}", SIMULATOR),
    "lesson": (PACKAGE / "lessons/offers.py", "Skip to the next", "Go to the next", SIMULATOR),
}
"""The changes: a file, words in it, their replacement, and a page that shows the change."""

LONGEST_MS = 60_000


@contextmanager
def served() -> Iterator[str]:
    """Serve the site and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", address]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}) as it:
        yield f"http://{address}/"
        it.send_signal(signal.SIGINT)


@contextmanager
def changed(path: Path, old: str, new: str) -> Iterator[None]:
    """Change a file while the block runs, then restore it."""
    text = path.read_text(encoding="utf-8")
    try:
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        yield
    finally:
        path.write_text(text, encoding="utf-8")


def wait_for_reload(page: Page) -> float:
    """Return the seconds until the page has reloaded."""
    begun = time.monotonic()
    page.wait_for_event("load", timeout=LONGEST_MS)
    return time.monotonic() - begun


def main() -> None:
    """Print a line for each kind of change."""
    with served() as address, sync_playwright() as playwright:
        path = str(chromium.ensure())
        chrome = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        page = chrome.new_page()
        for kind, (source, old, new, place) in CHANGES.items():
            for _ in range(100):
                try:
                    page.goto(address + place)
                    break
                except Exception:
                    time.sleep(0.5)
            page.wait_for_timeout(1_500)
            with changed(source, old, new):
                change_s = wait_for_reload(page)
            restore_s = wait_for_reload(page)
            print(f"{kind}: change {change_s:.1f} s, restore {restore_s:.1f} s", flush=True)
        chrome.close()


if __name__ == "__main__":
    main()
