"""Build the site from a copy of the sources in which one thing is different."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mfa_rehearsal.publish.paths import CACHE, ROOT

SOURCES = (
    *("LICENSE", "docs", "hosting", "images", "mkdocs.yml", "package-lock.json", "requirements"),
    "simulator/mfa_rehearsal",
)
CACHES = ("compressed", "modules", "packs", "played", "pyodide-build", "roads", "templates")
"""What other builds stored, so that a build takes seconds."""


@dataclass(frozen=True)
class Change:
    """Words in a source, and what replaces them."""

    file: str
    old: str
    new: str

    def make(self, root: Path) -> None:
        """Change the source in a copy."""
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text, f"{self.file} no longer says “{self.old}”"
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


def build(change: Change, work: Path) -> Path:
    """Return the site with a change, made in an empty folder."""
    root = work / "checkout"
    for name in SOURCES:
        _copy(ROOT / name, root / name)
    for name in CACHES:
        _copy(CACHE / name, root / ".cache" / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    change.make(root)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(work / "site")]
    env = os.environ | {"OFFLINE": "false", "PYTHONPATH": str(root / "simulator")}
    subprocess.run(command, cwd=root, env=env, check=True)
    shutil.rmtree(root)
    return work / "site"


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(path, target)
