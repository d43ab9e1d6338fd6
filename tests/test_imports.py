"""Which room may import which: the architecture as a dictionary.

Rule: a room may import itself and the rooms named here, and nothing else from the package. Modules
that only one shell may use (JavaScript, the disk, sockets, MkDocs) are restricted the same way.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import PACKAGE

RULES = {"clock", "errors", "typed"}
INSIDE = RULES | {
    "webauthn",
    "iam",
    "authenticator",
    "user_agent",
    "console",
    "lessons",
    "views",
}
MAY_IMPORT = {
    "clock": set(),
    "errors": set(),
    "typed": set(),
    "webauthn": {"clock", "errors"},
    "iam": RULES | {"webauthn"},
    "authenticator": RULES | {"webauthn"},
    "user_agent": RULES | {"webauthn", "authenticator"},
    "console": RULES | {"iam", "authenticator", "user_agent"},
    "lessons": RULES | {"iam", "authenticator", "user_agent", "console"},
    "views": RULES | {"iam", "authenticator", "user_agent", "console", "lessons"},
    "browser": INSIDE,
    "publish": INSIDE | {"browser"},
    "endpoint": RULES | {"iam", "webauthn"},
    "testing": RULES | {"iam", "endpoint"},
    "pytest_plugin": {"testing"},
    "embedding": RULES | {"iam", "browser", "console", "lessons", "views", "publish"},
    "commands": {"embedding", "endpoint", "publish"},
    "__init__": set(),
    "__main__": {"commands"},
}
WITHIN = {
    "webauthn.format_error": set(),
    "webauthn.p256": set(),
    "webauthn.der": {"format_error"},
    "webauthn.es256": {"der", "format_error", "p256"},
    "webauthn.cbor": {"format_error"},
    "webauthn.cose": {"cbor", "es256", "format_error", "p256"},
    "webauthn.authenticator_data": {"cbor", "cose", "format_error", "p256"},
    "webauthn.attestation": {"cbor", "format_error"},
    "webauthn.client_data": {"format_error"},
    "webauthn.messages": {"cose"},
    "authenticator.credentials": set(),
    "authenticator.refusals": set(),
    "authenticator.hybrid": {"refusals"},
    "authenticator.passkeys": {"credentials", "refusals"},
    "user_agent.origins": set(),
    "user_agent.authenticators": set(),
    "user_agent.dialog": {"authenticators", "origins"},
    "user_agent.ceremonies": {"origins"},
    "console.token": set(),
    "console.site_options": set(),
    "console.world": {"site_options", "token"},
    "console.randomness": {"world"},
    "console.addresses": {"world"},
    "console.labels": {"world"},
    "console.actions": {"world"},
    "console.screens": {"actions", "world"},
    "console.recording": {"actions", "effects", "world"},
    "console.effects": {
        "actions",
        "addresses",
        "labels",
        "randomness",
        "site_options",
        "token",
        "world",
    },
    "lessons.lesson": set(),
    "lessons.offers": {"lesson"},
    "lessons.goals": {"lesson"},
    "lessons.cases": {"goals", "lesson"},
    "lessons.solutions": {"goals", "lesson", "offers"},
    "lessons.enrollment": {"cases", "goals", "lesson", "offers", "solutions"},
    "lessons.passkey_enrollment": {"goals", "lesson", "offers", "solutions"},
    "lessons.drills": {"cases", "enrollment", "goals", "lesson", "offers", "solutions"},
    "lessons.guides": {"drills", "enrollment", "lesson", "passkey_enrollment"},
    "endpoint.protocol": set(),
    "endpoint.auth": {"protocol"},
    "endpoint.state": {"protocol", "randomness"},
    "endpoint.randomness": set(),
    "endpoint.clocks": set(),
    "endpoint.context": {"auth", "randomness", "state"},
    "endpoint.propagation": set(),
    "endpoint.faults": {"protocol"},
    "endpoint.operations": {"auth", "context", "propagation", "protocol", "state"},
    "endpoint.root_mfa": set(),
    "endpoint.seed": {
        "auth",
        "context",
        "operations",
        "protocol",
        "randomness",
        "root_mfa",
        "state",
    },
    "endpoint.backend": {
        "auth",
        "clocks",
        "context",
        "propagation",
        "protocol",
        "randomness",
        "state",
    },
    "publish.paths": set(),
    "publish.apt": set(),
    "publish.loopback": set(),
    "publish.chromium": {"apt"},
    "publish.content": {"paths"},
    "publish.runtime": {"content", "paths"},
    "publish.site": {"content", "paths", "runtime"},
    "publish.recording": {"chromium", "loopback", "runtime"},
    "publish.screenshots": {"chromium", "loopback", "paths", "site"},
    "embedding.built_site": set(),
    "embedding.redrawing": set(),
    "embedding.options": set(),
    "embedding.exporting": {"built_site", "redrawing"},
    "embedding.frame": set(),
    "embedding.course_package": {"exporting", "frame", "options"},
    "embedding.markdown_extension": {"frame"},
    "commands.serving": set(),
    "commands.host": set(),
    "commands.host_check": {"host"},
}
"""Which part of a room may import which part of the same room. A part that isn't named is on top
and may import all of them."""

OUTER = {"commands", "embedding"}

ONLY_IN = {
    "js": {"browser"},
    "pyodide": {"browser"},
    "mkdocs": {"publish", "embedding"},
    "os": {"publish", "endpoint"},
    "pathlib": {"publish", "views", "endpoint", *OUTER},  # views: the path of its templates
    "shutil": {"publish"},
    "subprocess": {"publish"},
    "socket": {"publish", "endpoint"},
    "http": {"publish", "endpoint", "testing", "commands"},
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


def rooms_of(path: Path) -> tuple[str, ...]:
    """Return the room of a module and its part of that room."""
    return path.relative_to(PACKAGE).with_suffix("").parts[:2]


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            for alias in node.names:
                yield (*(node.module or "").split("."), alias.name)


def names_of_package(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield what a module imports from the package, starting with the room."""
    for name in imports(path):
        if name[0] == "mfa_rehearsal" and len(name) > 1:
            yield name[1:]


each_module = pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))


@each_module
def test_a_room_imports_only_rooms_that_it_may_import(path: Path) -> None:
    room, *_ = rooms_of(path)
    for name in names_of_package(path):
        assert name[0] in MAY_IMPORT[room] | {room}, f"{room} imports {'.'.join(name)}"
    for name in imports(path):
        assert room in ONLY_IN.get(name[0], {room}), f"{room} imports {'.'.join(name)}"


@each_module
def test_a_part_of_a_room_imports_only_parts_that_it_may_import(path: Path) -> None:
    room, *parts = rooms_of(path)
    allowed = WITHIN.get(".".join([room, *parts]))
    if allowed is None:
        return
    for name in names_of_package(path):
        if name[0] == room:
            assert name[1] in allowed | {*parts}, f"{room}.{parts[0]} imports {'.'.join(name)}"


def test_no_parts_of_a_room_import_each_other_in_a_circle() -> None:
    """Every part can be placed after all the parts that it imports."""
    placed: set[str] = set()
    waiting = dict(WITHIN)
    while waiting:
        ready = [
            part
            for part, below in waiting.items()
            if {f"{part.partition('.')[0]}.{each}" for each in below} <= placed
        ]
        assert ready, f"a circle among {sorted(waiting)}"
        placed |= {*ready}
        waiting = {part: below for part, below in waiting.items() if part not in placed}


def test_every_part_that_is_named_exists() -> None:
    existing = {".".join(rooms_of(path)) for path in modules()}
    assert set(WITHIN) <= existing
