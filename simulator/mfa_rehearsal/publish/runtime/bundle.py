"""Make the files that a reader's browser runs: Pyodide, our Python, the words, scripts, styles.

Rule: what changes together is one part, in a folder that is named after its version or contents and
never changes. So browsers may cache it forever, and a changed sentence sends a sentence again, not
Pyodide. The same inputs give the same bytes. Parts are made again only when an input has changed.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import CACHE, PACKAGE, ROOT, SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import archive, sources
from mfa_rehearsal.publish.runtime.startup import switches, wasm_exports

MADE_OF = "runtime.json"
"""The file that records the inputs of the current parts."""

NODE_MODULES = ROOT / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
ZXING = NODE_MODULES / "zxing-wasm"
INTER = NODE_MODULES / "@fontsource-variable/inter"

ARCHIVE = "python.zip"
WASM = "pyodide/pyodide.asm.wasm"
PACKED = (ARCHIVE, WASM)
"""Files that we compress for hosts that don't, as `<name>.pack`."""

WORDS = "guide.json.pack"
"""The coach's words, which are sent only compressed."""

FONT = "inter.woff2"

UNCHANGED = {
    "zxing": {
        "share.js": ZXING / "dist/es/share.js",
        "reader/index.js": ZXING / "dist/es/reader/index.js",
        "zxing_reader.wasm": ZXING / "dist/reader/zxing_reader.wasm",
    },
    "inter": {FONT: INTER / "files/inter-latin-wght-normal.woff2"},
}
"""Parts that a package contains as they are, by their place in its folder."""

PART = re.compile(r"^(?:(pyodide|zxing)|\w+)-[^/]+/")
"""The folder of a part. The names of the files keep only what is captured here."""

RENAMED = {
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.mjs": "pyodide.js",
}
"""The published names of Pyodide's scripts, which import each other by name.

nginx 1.22 sends `.mjs` as application/octet-stream, and browsers refuse to run that.
"""

MADE_FROM = (
    "browser/*.js",
    "publish/content/coach_text.py",
    "publish/content/editions.py",
    "publish/content/sections.py",
    "publish/runtime/**/*.mjs",
    "publish/runtime/**/*.py",
    "views/styles/*",
    "views/templates/**/*",
)
"""Inputs of the parts other than the modules that run in the browser."""

MANIFEST = 'import { CALLED, LOCK } from "./manifest.js";'
"""The line in worker.js that the manifest replaces."""

IDIOMORPH = 'import { Idiomorph } from "./idiomorph.js";'
"""The line in page.js that Idiomorph replaces, which saves a request."""


def build(out: Path = CACHE, *, quick: bool = False) -> Path:
    """Return the folder of the parts for the current inputs; make it if it doesn't exist.

    Args:
        out: where folders are made. Quick ones are made elsewhere, so that none is published.
        quick: while editing; see archive.py.
    """
    other_inputs = json.dumps(
        [sources.library_versions(), sources.words(), sorted(switches.switched_off())]
    )
    inputs = hash_of(input_files(), other_inputs)
    folder = out / "runtime"
    if not _is_made_of(inputs, out):
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out) as work:
            made = Path(work) / "runtime"
            fill(made, archive.make_archive(quick=quick), quick=quick)
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)
        made_of = {"inputs": inputs, "parts": sorted(part.name for part in folder.iterdir())}
        (out / MADE_OF).write_text(json.dumps(made_of), encoding="utf-8")
    return folder


def fill(folder: Path, python: bytes, *, quick: bool) -> None:
    """Write all files that are sent into an empty folder, each part in a folder of its own."""
    fonts = {place: path.read_bytes() for place, path in UNCHANGED["inter"].items()}
    font = _write(folder / f"inter-{_version(INTER)}", fonts)
    reader = {place: path.read_bytes() for place, path in UNCHANGED["zxing"].items()}
    _write(folder / f"zxing-{_version(ZXING)}", reader)
    _write_part(folder, f"pyodide-{_version(PYODIDE)}", pyodide(quick=quick))
    packed = archive.packed(ARCHIVE, python, quick=quick)
    _write_part(folder, "python", {ARCHIVE: python, f"{ARCHIVE}.pack": packed})
    words = archive.packed(WORDS, sources.words().encode(), quick=quick)
    _write_part(folder, "words", {WORDS: words})
    _write_part(folder, "styles", {"styles.css": styles(f"../{font.name}/{FONT}").encode()})
    _write_part(folder, "scripts", scripts())


def places(folder: Path) -> dict[str, str]:
    """Return the place in the folder of each file, by the name that integrity.js gives it too."""
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.*")))
    return {name_of(place): place for place in found if (folder / place).is_file()}


def name_of(place: str) -> str:
    """Return the name of a file: without versions, and with the part only if it is a library."""
    return PART.sub(lambda part: f"{part[1]}/" if part[1] else "", place)


def pyodide(*, quick: bool) -> dict[str, bytes]:
    """Return Pyodide's files, with our edits."""
    files = {new: pyodide_script(name).encode() for name, new in RENAMED.items()}
    name = Path(WASM).name
    files[name] = (PYODIDE / name).read_bytes()
    files[f"{name}.pack"] = archive.packed(name, files[name], quick=quick)
    return files


def scripts() -> dict[str, bytes]:
    """Return our scripts, which import each other, with what they contain of others."""
    known, morph = manifest(), idiomorph()
    found = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js")}
    return {
        name: text.replace(MANIFEST, known).replace(IDIOMORPH, morph).encode()
        for name, text in found.items()
    }


def pyodide_script(name: str) -> str:
    """Return one of Pyodide's scripts, with the published names."""
    script = (PYODIDE / name).read_text(encoding="utf-8")
    for old, new in RENAMED.items():
        script = script.replace(old, new)
    return script


def manifest() -> str:
    """Return, as a script, what the worker needs to know of Pyodide before it loads anything.

    The script is inlined in the worker, which saves a request. It includes Pyodide's lock file
    without packages, because we load none.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    known = {
        "CALLED": wasm_exports.of_pyodide(PYODIDE),
        "LOCK": {"info": lock["info"], "packages": {}},
    }
    return "\n".join(f"const {name} = {json.dumps(known[name])};" for name in known)


def styles(font: str) -> str:
    """Return all styles, starting with the tokens that the others use.

    Args:
        font: the font's address from the folder of the styles.
    """
    found = sorted(STYLES.glob("*.css"))
    found.sort(key=lambda path: path.stem != "tokens")
    text = "\n".join(path.read_text(encoding="utf-8") for path in found)
    return text.replace(f'url("{FONT}")', f'url("{font}")')


def idiomorph() -> str:
    """Return minified Idiomorph, which is published only as a plain script."""
    return (NODE_MODULES / "idiomorph/dist/idiomorph.min.js").read_text(encoding="utf-8")


def input_files() -> Iterator[Path]:
    """Yield the files that the parts are made from."""
    yield from sources.room_files()
    for pattern in MADE_FROM:
        yield from PACKAGE.glob(pattern)
    yield from (ROOT / "package-lock.json", ROOT / "requirements" / "pyodide-build.txt")


def hash_of(files: Iterator[Path], more: str = "") -> str:
    """Return a hash of files, their names and additional text."""
    total = hashlib.sha256(more.encode())
    for path in sorted(path for path in files if path.is_file()):
        total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _is_made_of(inputs: str, out: Path) -> bool:
    if not (out / MADE_OF).exists():
        return False
    made = json.loads((out / MADE_OF).read_text(encoding="utf-8"))
    return made["inputs"] == inputs and all(
        (out / "runtime" / part).exists() for part in made["parts"]
    )


def _version(package: Path) -> str:
    """Return the version of a package from npm."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return str(about["version"])


def _write_part(folder: Path, name: str, files: dict[str, bytes]) -> None:
    """Write a part into a folder named after it and its contents."""
    total = hashlib.sha256()
    for place in sorted(files):
        total.update(place.encode() + hashlib.sha256(files[place]).digest())
    _write(folder / f"{name}-{total.hexdigest()[:12]}", files)


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


if __name__ == "__main__":
    build()
