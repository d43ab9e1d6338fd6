"""Find a Chromium on this machine, or install Debian's. For tests and for taking pictures.

Rule: a browser of the system is used as it is. Nothing is downloaded behind anyone's back but by
the system's own package manager, and only where that needs no password.
"""

import os
import shutil
import sys
from pathlib import Path

from mfa_rehearsal.publish import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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
"""For a headless browser that talks to this machine only. `--no-sandbox`: CI runs as root."""


def find() -> Path | None:
    """Return the first Chromium there is; the CHROMIUM variable, when set, has the first word."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def ensure() -> Path:
    """Return a Chromium, installed first when there is none.

    Raises:
        SystemExit: there is none and it cannot be installed; the words say how to mend it.
    """
    return find() or _install()


def _install() -> Path:
    """Install Debian's Chromium with apt-get."""
    print("Installing Chromium", flush=True)
    apt.install("chromium", "fonts-dejavu-core")
    if found := find():
        return found
    sys.exit(
        "The tests need Chromium or Chrome, and none was found or could be installed.\n"
        "Install one, for example with: sudo apt-get install chromium\n"
        "or say where it is: CHROMIUM=/path/to/chrome make test"
    )


if __name__ == "__main__":
    ensure()
