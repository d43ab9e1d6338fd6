"""The system's browsers besides Chromium: found, or installed from the system's packages.

Rule: a browser that isn't there and can't be installed is not an error. Its tests are skipped, and
say which browser is missing.
"""

import shutil

from mfa_rehearsal.publish import apt

COMMANDS = {
    "Firefox": {"firefox-esr": "firefox-esr"},
    "WebKitGTK": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
"""For each browser, the commands that its tests need and the Debian packages that contain them."""


def missing(browser: str) -> list[str]:
    """Return the packages whose commands aren't there."""
    return [pack for name, pack in COMMANDS[browser].items() if not shutil.which(name)]


def install_all() -> None:
    """Install what is missing if possible, and say what is still missing."""
    packages = [package for browser in COMMANDS for package in missing(browser)]
    if packages:
        print("Installing", ", ".join(packages), flush=True)
        apt.install(*packages)
    for browser in COMMANDS:
        if still := missing(browser):
            print(f"Without {browser}: its tests need the packages {', '.join(still)}", flush=True)


if __name__ == "__main__":
    install_all()
