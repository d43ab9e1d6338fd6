"""Files that a build keeps for the next one, each under a hash of all that it was made of.

Rule: a key names every input, so what is found under it is right, however old it is.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """A folder of such files."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None."""
        path = self.folder / key
        return path.read_bytes() if path.exists() else None

    def write(self, key: str, content: bytes) -> None:
        """Keep something, in one go: another build may be reading."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{key}.new"
        new.write_bytes(content)
        new.replace(self.folder / key)

    def prune(self, keys: Iterable[str]) -> None:
        """Delete everything but what is kept under these keys."""
        wanted = set(keys)
        for path in self.folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def key_of(*inputs: str | bytes) -> str:
    """Return a hash of inputs, each apart from the next."""
    total = hashlib.sha256()
    for each in inputs:
        content = each.encode() if isinstance(each, str) else each
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()
