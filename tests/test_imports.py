"""Which room may import which: the drawing of the architecture, as a dictionary.

Rule: a room may import itself, the rooms named here, and nothing else of the package. What only
one shell may touch (JavaScript, the disk, sockets, MkDocs) is held in the same way.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import PACKAGE, ROOT

RULES = {"clock", "errors", "typed"}
INSIDE = RULES | {"iam", "authenticator", "console", "lessons", "views"}
MAY_IMPORT = {
    "clock": set(),
    "errors": set(),
    "typed": set(),
    "iam": RULES,
    "authenticator": RULES,
    "console": RULES | {"iam", "authenticator"},
    "lessons": RULES | {"iam", "authenticator", "console"},
    "views": RULES | {"iam", "authenticator", "console", "lessons"},
    "browser": INSIDE,
    "publish": INSIDE | {"browser"},
    "endpoint": RULES | {"iam"},
    "__init__": set(),
    "__main__": {"endpoint"},
}
ONLY_IN = {
    "js": {"browser"},
    "pyodide": {"browser"},
    "mkdocs": {"publish"},
    "os": {"publish", "endpoint"},
    "pathlib": {"publish", "views", "endpoint"},  # views: where its templates lie
    "shutil": {"publish"},
    "subprocess": {"publish"},
    "socket": {"publish", "endpoint"},
    "http": {"publish", "endpoint"},
    "botocore": {"endpoint"},
    "regex": {"endpoint"},
    "sqlite3": {"endpoint"},
    "uvicorn": {"endpoint"},
    "zxingcpp": {"endpoint"},
    "random": {"publish", "endpoint", "browser"},
    "secrets": {"publish", "endpoint", "browser"},
    "time": {"publish", "endpoint", "browser"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                yield (*(node.module or "").split("."), alias.name)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_it_may(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        if name[0] == "mfa_rehearsal" and len(name) > 1:
            assert name[1] in MAY_IMPORT[room] | {room}, f"{room} imports {'.'.join(name)}"
        assert room in ONLY_IN.get(name[0], {room}), f"{room} imports {'.'.join(name)}"
