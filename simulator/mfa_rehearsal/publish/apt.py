"""Install system packages with apt-get, if that needs no password."""

import os
import shutil
import subprocess


def install(*packages: str) -> None:
    """Install packages if possible; the caller checks whether they are there."""
    for command in _commands(packages):
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            break


def _commands(packages: tuple[str, ...]) -> list[list[str]]:
    """Return the commands; none without apt-get or without permission to use it."""
    if not shutil.which("apt-get"):
        return []
    root = os.geteuid() == 0
    as_root = [] if root else ["sudo", "--non-interactive"]
    if not root and not shutil.which("sudo"):
        return []
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return [
        [*apt_get, "update"],
        [*apt_get, "install", "--yes", "--no-install-recommends", *packages],
    ]
