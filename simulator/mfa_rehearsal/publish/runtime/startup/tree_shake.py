"""Inside Pyodide: play the simulator and keep the modules that this needed; compile modules.

Rule: started by compile.mjs, in Pyodide under Node; nothing on the host runs it. It imports next
to nothing before the play is over, so that what it needs itself is not taken for needed.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

STDLIB = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
"""Where Pyodide keeps the standard library, and will look for what is made here."""

BESIDES = {
    "encodings.ascii": "codecs are looked up by name",
    "encodings.idna": "urllib.parse asks for it when a host is not ASCII",
    "encodings.latin_1": "codecs are looked up by name",
    "jinja2.debug": "imported only when a template fails",
    "linecache": "a traceback reads source through it",
    "textwrap": "Pyodide tells of a missing module with it",
    "tokenize": "linecache asks it for a file's encoding",
    "traceback": "a bug is shown whole",
}
"""What a play cannot show to be needed, and why it is."""


def play(folder: str) -> None:
    """Play, and keep what was used.

    Args:
        folder: holds rooms.zip and libraries.zip as source, and stdlib.zip, which runs this.
            Beside them comes used.zip with what was used of the last two.
    """
    rooms, libraries = f"{folder}/rooms.zip", f"{folder}/libraries.zip"
    sys.path[:0] = [rooms, libraries]
    dataclass_code = import_module("dataclass_code")
    texts = dataclass_code.listen()
    play_all()
    files = used_files(STDLIB, libraries)
    files["dataclasses.py"] += dataclass_code.ADDED.encode()
    files[dataclass_code.FILE] = dataclass_code.module(texts).encode()
    write_archive(f"{folder}/used.zip", files)


def compile_all(folder: str) -> None:
    """Compile `<level>.zip`, for each level of optimization, into `<level>.pyc.zip` beside it."""
    from pathlib import Path

    for path in sorted(Path(folder).glob("?.zip")):
        compile_archive(path, int(path.stem))


def play_all() -> None:
    """See every screen in both editions, and how a bug is shown.

    Raises:
        SystemExit: the simulator failed; its traceback is in the words.
    """
    lessons = import_module("mfa_rehearsal.lessons")
    for edition in ("today", "classic"):
        for step in lessons.guide_lesson(edition).steps:
            for answer in (press("Open", edition=edition, slug=step.slug), press("ShowMe")):
                if "failed" in answer:
                    sys.exit(f"The simulator failed when it was played.\n{answer['failed']}")
    assert "failed" in press("NoSuchAction")


def press(action: str, **fields: str) -> dict[str, object]:
    """Send a message to the bridge, as the page would."""
    bridge = import_module("mfa_rehearsal.browser.bridge")
    message = {"id": 0, "action": action, "fields": fields, "now": 1_800_000_000}
    answer: dict[str, object] = json.loads(bridge.handle(json.dumps(message)))
    return answer


def used_files(*archives: str) -> dict[str, bytes]:
    """Return the files of archives that modules were loaded from.

    Modules that Python carries frozen in itself have no place: their files are never read.
    """
    for name in BESIDES:
        import_module(name)
    specs = [module.__spec__ for module in sys.modules.values() if hasattr(module, "__spec__")]
    origins = {spec.origin for spec in specs if spec and spec.origin and spec.has_location}

    from zipfile import ZipFile  # only now: what this needs itself is not needed by the play

    return {
        (name := origin.removeprefix(f"{archive}/")): ZipFile(archive).read(name)
        for archive in archives
        for origin in sorted(origins)
        if origin.startswith(archive)
    }


def write_archive(path: str, files: dict[str, bytes]) -> None:
    """Write files, as they are, into a new archive."""
    from zipfile import ZipFile

    with ZipFile(path, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)


def compile_archive(path: Path, level: int) -> None:
    """Compile the modules in an archive with pyodide-build, into `<name>.pyc.zip` beside it."""
    import py_compile
    from functools import partial

    # pyodide-build leaves the level to the interpreter, which was started with none.
    py_compile.compile = partial(py_compile.compile, optimize=level)
    pyodide_build = import_module("pyodide_build._py_compile")
    pyodide_build._compile(path, path.with_suffix(".pyc.zip"), verbose=False)
