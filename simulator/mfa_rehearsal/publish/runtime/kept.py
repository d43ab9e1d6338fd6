"""Files that one build stores for the next, each under a hash of everything it was made from.

Rule: a key covers every input, so a file found under it is correct, however old it is.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """A folder of stored files."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """Return the content stored under a key, or None."""
        path = self.folder / key
        return path.read_bytes() if path.exists() else None

    def write(self, key: str, content: bytes) -> None:
        """Store content atomically, because another build may be reading."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{key}.new"
        new.write_bytes(content)
        new.replace(self.folder / key)

    def prune(self, keys: Iterable[str]) -> None:
        """Delete everything that is not stored under these keys."""
        wanted = set(keys)
        for path in self.folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)


def key_of(*inputs: str | bytes) -> str:
    """Return a hash of inputs that respects the boundaries between them."""
    total = hashlib.sha256()
    for each in inputs:
        content = each.encode() if isinstance(each, str) else each
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()
