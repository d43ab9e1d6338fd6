"""The source of the Python in the reader's browser: our rooms, the libraries, templates, words.

Rule: libraries come from the environment that runs this, so that the reader gets the versions
that the tests used. Templates are sent as the Python that Jinja compiles them to, so that no press
waits for one to be parsed.
"""

import json
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import jinja2
from jinja2 import FileSystemLoader, ModuleLoader

from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.paths import CACHE, PACKAGE
from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.runtime.reached import reached
from mfa_rehearsal.publish.runtime.startup.switches import is_on
from mfa_rehearsal.views.templates import COMPILED, FOLDER, environment

ENTRIES = ("mfa_rehearsal.browser.bridge", "mfa_rehearsal.browser.fast_import")
"""The modules that the page starts. Only what they import is sent."""

LIBRARIES = ("jinja2", "markupsafe", "pyotp", "qrcode")

SITE_CUSTOMIZE = {
    "sitecustomize.py": b"from mfa_rehearsal.browser import fast_import\n\nfast_import.begin()\n",
}
"""A module that Python runs when it starts. Source: `site` of the standard library."""

ENVIRONMENT = PACKAGE / "views" / "templates.py"
"""The module whose settings decide how Jinja compiles a template."""

Sources = dict[str, bytes]
"""Contents by name in an archive."""


def room_files() -> Iterator[Path]:
    """Yield our Python files that run in the browser."""
    yield from sorted(reached(ENTRIES, PACKAGE.parent))


def room_sources() -> Sources:
    """Return our rooms with the templates that they use."""
    rooms = {_name(path): path.read_bytes() for path in room_files()}
    return rooms | _templates() | (SITE_CUSTOMIZE if is_on("fast-import") else {})


def words() -> str:
    """Return the guide's words as JSON, for the bridge to start with."""
    return json.dumps(read_guide().as_data(), ensure_ascii=False, sort_keys=True)


def library_sources() -> Sources:
    """Return the Python files of the installed libraries."""
    return {
        file.as_posix(): file.read_binary()
        for library in LIBRARIES
        for file in distribution(library).files or ()
        if file.suffix == ".py" and file.parts[0] == library
    }


def library_versions() -> dict[str, str]:
    """Return the installed version of each library."""
    return {library: distribution(library).version for library in LIBRARIES}


def _templates() -> Sources:
    """Return the templates as modules, under the names that Jinja's ModuleLoader looks for.

    A template that was compiled before is not compiled again.
    """
    kept, folder = Kept(CACHE / "templates"), _name(Path(COMPILED))
    reader = environment(FileSystemLoader(FOLDER))
    modules, keys = {}, []
    for name in reader.list_templates():
        text = (Path(FOLDER) / name).read_bytes()
        keys.append(key_of(jinja2.__version__, ENVIRONMENT.read_bytes(), name, text))
        if (code := kept.read(keys[-1])) is None:
            code = str(reader.compile(text.decode(), name, raw=True, defer_init=True)).encode()
            kept.write(keys[-1], code)
        modules[f"{folder}/{ModuleLoader.get_module_filename(name)}"] = code
    kept.prune(keys)
    return modules


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()
