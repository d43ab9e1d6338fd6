"""The system's browsers beside Chromium: found, or installed with the system's own packages.

Rule: a browser that isn't there and can't be installed is no error; its tests are skipped by name.
"""

import shutil

from mfa_rehearsal.publish import apt

COMMANDS = {
    "Firefox": {"firefox-esr": "firefox-esr"},
    "WebKitGTK": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
"""For each browser the commands that its tests start, and Debian's packages that bring them."""


def missing(browser: str) -> list[str]:
    """Return the packages whose commands aren't there."""
    return [pack for name, pack in COMMANDS[browser].items() if not shutil.which(name)]


def install_all() -> None:
    """Install what is missing, where that can be done, and say what is still missing."""
    packages = [package for browser in COMMANDS for package in missing(browser)]
    if packages:
        print("Installing", ", ".join(packages), flush=True)
        apt.install(*packages)
    for browser in COMMANDS:
        if still := missing(browser):
            print(f"Without {browser}: its tests need the packages {', '.join(still)}", flush=True)


if __name__ == "__main__":
    install_all()
