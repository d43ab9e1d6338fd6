"""Inside Pyodide: play the simulator and collect the modules that it needs; compile modules.

Rule: compile.mjs starts this in Pyodide under Node; nothing on the host runs it. It imports almost
nothing before the simulator has been played, so that its own imports are not mistaken for the
simulator's.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

STDLIB = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
"""Where Pyodide has the standard library, and where it will look for the new archive."""

EDITIONS = ("today", "classic")
NOW = 1_800_000_000

ALSO_NEEDED = {
    "encodings.ascii": "codecs are looked up by name",
    "encodings.idna": "urllib.parse needs it if a host is not ASCII",
    "encodings.latin_1": "codecs are looked up by name",
    "jinja2.debug": "imported only when a template fails",
    "linecache": "a traceback reads source through it",
    "textwrap": "Pyodide uses it to report a missing module",
    "tokenize": "linecache uses it to find a file's encoding",
    "traceback": "a bug is shown with its traceback",
}
"""Modules that are needed although playing can't show it, with the reason."""


def play(folder: str, words: str) -> None:
    """Play the simulator and write the files that it used.

    Args:
        folder: contains rooms.zip and libraries.zip as source, and stdlib.zip, which runs this.
            This adds used.zip, with the files used from the last two.
        words: the coach's words, as JSON.
    """
    rooms, libraries = f"{folder}/rooms.zip", f"{folder}/libraries.zip"
    sys.path[:0] = [rooms, libraries]
    dataclass_code = import_module("dataclass_code")
    texts = dataclass_code.record()
    play_all(words)
    files = used_files(STDLIB, libraries)
    files["dataclasses.py"] += dataclass_code.ADDED.encode()
    files[dataclass_code.FILE] = dataclass_code.module(texts).encode()
    write_archive(f"{folder}/used.zip", files)


def compile_all(folder: str) -> None:
    """Compile `<level>.zip`, for each level of optimization, to `<level>.pyc.zip` beside it."""
    from pathlib import Path

    for path in sorted(Path(folder).glob("?.zip")):
        compile_archive(path, int(path.stem))


def play_all(words: str) -> None:
    """Do every step of every guide in both editions, and cause a bug to be shown.

    Args:
        words: the coach's words, as JSON.

    Raises:
        SystemExit: the simulator failed; the message contains its traceback.
    """
    import_module("mfa_rehearsal.browser.bridge").start(words)
    lessons = import_module("mfa_rehearsal.lessons")
    for edition in EDITIONS:
        for slug in (step.slug for each in lessons.guide_lessons(edition) for step in each.steps):
            succeed("Open", edition=edition, slug=slug)
            succeed("ShowMe")
    assert "failed" in press("NoSuchAction")


def play_drills() -> None:
    """Do every step of every drill in both editions, each after going back, and restore the runs.

    Raises:
        SystemExit: the simulator failed; the message contains its traceback.
    """
    drills = import_module("mfa_rehearsal.lessons.drills").drills
    for edition in EDITIONS:
        for drill in drills(edition):
            where = {"edition": edition, "slug": drill.slug, "utc_offset_s": "-18000"}
            succeed("Open", **where)
            for action in ("ShowMe", "Undo", "ShowMe", "Redraw") * len(drill.steps):
                answer = succeed(action)
            succeed("Open", **where, saved=json.dumps(answer["saved"]), presses="2")
            for action in ("DrawStill", "StartOver", "BringBack"):
                succeed(action)


def succeed(action: str, **fields: str) -> dict[str, object]:
    """Send a message to the bridge, and stop at a bug."""
    answer = press(action, **fields)
    if "failed" in answer:
        sys.exit(f"The simulator failed while it was played.\n{answer['failed']}")
    return answer


def press(action: str, **fields: str) -> dict[str, object]:
    """Send a message to the bridge, as the page would."""
    bridge = import_module("mfa_rehearsal.browser.bridge")
    message = {"action": action, "fields": fields, "now": NOW, "origin_ms": NOW * 1000 - 1234.5}
    answer: dict[str, object] = json.loads(bridge.handle(json.dumps(message)))
    return answer


def used_files(*archives: str) -> dict[str, bytes]:
    """Return the files in archives that modules were loaded from.

    Python's frozen modules have no location, because their files are never read.
    """
    for name in ALSO_NEEDED:
        import_module(name)
    specs = [module.__spec__ for module in sys.modules.values() if hasattr(module, "__spec__")]
    origins = {spec.origin for spec in specs if spec and spec.origin and spec.has_location}

    from zipfile import ZipFile  # not earlier: the simulator doesn't need its imports

    return {
        (name := origin.removeprefix(f"{archive}/")): ZipFile(archive).read(name)
        for archive in archives
        for origin in sorted(origins)
        if origin.startswith(archive)
    }


def write_archive(path: str, files: dict[str, bytes]) -> None:
    """Write files, uncompressed, into a new archive."""
    from zipfile import ZipFile

    with ZipFile(path, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)


def compile_archive(path: Path, level: int) -> None:
    """Compile the modules in an archive with pyodide-build, to `<name>.pyc.zip` beside it."""
    import py_compile
    from functools import partial

    # pyodide-build uses the interpreter's level, and the interpreter was started without one.
    py_compile.compile = partial(py_compile.compile, optimize=level)
    pyodide_build = import_module("pyodide_build._py_compile")
    pyodide_build._compile(path, path.with_suffix(".pyc.zip"), verbose=False)
