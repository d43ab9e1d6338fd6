"""Find Chromium on this machine, or install Debian's, for the tests and the pictures.

Rule: the system's browser is used as it is. If there is none, only the system's package manager
installs one, and only if that needs no password.
"""

import os
import shutil
import sys
from pathlib import Path

from mfa_rehearsal.publish import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
"""For a headless browser that contacts only this machine. `--no-sandbox`: CI runs as root."""


def find() -> Path | None:
    """Return the Chromium that the variable CHROMIUM names, or else the first one found."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def ensure() -> Path:
    """Return a Chromium, and install one first if there is none.

    Raises:
        SystemExit: Chromium cannot be installed; the message says what to do.
    """
    return find() or _install()


def ensure_shell() -> Path:
    """Return a Chromium without a user interface, or else any Chromium.

    It has the same engine, and opens a page with half the work because it draws no window.
    """
    if os.environ.get("CHROMIUM"):
        return ensure()
    if not _find_shell():
        apt.install(SHELLS[0])
    return _find_shell() or ensure()


def _find_shell() -> Path | None:
    found = next(filter(None, map(shutil.which, SHELLS)), None)
    return Path(found) if found else None


def _install() -> Path:
    """Install Debian's Chromium with apt-get."""
    print("Installing Chromium", flush=True)
    apt.install("chromium", "fonts-dejavu-core")
    if found := find():
        return found
    sys.exit(
        "The tests need Chromium or Chrome, but neither was found or could be installed.\n"
        "Install one, for example with: sudo apt-get install chromium\n"
        "or give its path: CHROMIUM=/path/to/chrome make test"
    )


if __name__ == "__main__":
    ensure()
    ensure_shell()
