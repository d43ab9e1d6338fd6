"""Make the folder that a reader's browser runs: Pyodide, one archive of Python, scripts, styles.

Rule: the folder is named after its contents and never changes, so browsers may cache it forever.
The same inputs give the same bytes. It is made again only when an input has changed.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import CACHE, PACKAGE, ROOT, SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import archive, sources
from mfa_rehearsal.publish.runtime.startup import switches, wasm_exports

MADE_OF = "runtime.json"
"""The file that records the inputs of the current folder."""

NODE_MODULES = ROOT / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
ZXING = NODE_MODULES / "zxing-wasm/dist"
FONT = NODE_MODULES / "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"

ARCHIVE = "python.zip"
WASM = "pyodide/pyodide.asm.wasm"
PACKED = (ARCHIVE, WASM)
"""Files that we compress for hosts that don't, as `<name>.pack`."""

UNCHANGED = {
    WASM: PYODIDE / "pyodide.asm.wasm",
    "zxing/share.js": ZXING / "es/share.js",
    "zxing/reader/index.js": ZXING / "es/reader/index.js",
    "zxing/zxing_reader.wasm": ZXING / "reader/zxing_reader.wasm",
    "inter.woff2": FONT,
}
"""Third-party files, by their place in the folder."""

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
"""Inputs of the folder other than the modules that run in it."""

MANIFEST = 'import { BYTES, CALLED, LOCK, SHA_256 } from "./manifest.js";'
"""The line in worker.js that the manifest replaces."""


def build(out: Path = CACHE, *, quick: bool = False) -> Path:
    """Return the folder for the current inputs; make it if it doesn't exist.

    Args:
        out: where folders are made. Quick ones are made elsewhere, so that none is published.
        quick: while editing; see archive.py.
    """
    other_inputs = json.dumps(
        [sources.library_versions(), sources.words(), sorted(switches.switched_off())]
    )
    inputs = hash_of(input_files(), other_inputs)
    if folder := _made_of(inputs, out):
        return folder
    (out / "runtime").mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as work:
        made = Path(work) / "made"
        fill(made, archive.make_archive(quick=quick), quick=quick)
        folder = _put(made, out / "runtime" / hash_of(made.rglob("*"))[:12])
    made_of = json.dumps({"inputs": inputs, "folder": folder.name})
    (out / MADE_OF).write_text(made_of, encoding="utf-8")
    return folder


def fill(folder: Path, python: bytes, *, quick: bool) -> None:
    """Write all files that are sent into an empty folder."""
    for place, path in UNCHANGED.items():
        _write(folder / place, path.read_bytes())
    for name, published in RENAMED.items():
        _write(folder / "pyodide" / published, pyodide_script(name).encode())
    _write(folder / ARCHIVE, python)
    for place in PACKED:
        archive.pack(folder / place, folder / f"{place}.pack", quick=quick)
    known = manifest(folder)
    for path in sorted(SCRIPTS.glob("*.js")):
        script = path.read_text(encoding="utf-8").replace(MANIFEST, known)
        _write(folder / path.name, script.encode())
    _write(folder / "styles.css", styles().encode())
    _write(folder / "idiomorph.js", idiomorph().encode())


def pyodide_script(name: str) -> str:
    """Return one of Pyodide's scripts, with the published names."""
    script = (PYODIDE / name).read_text(encoding="utf-8")
    for old, new in RENAMED.items():
        script = script.replace(old, new)
    return script


def manifest(folder: Path) -> str:
    """Return, as a script, the data that the worker needs before it loads anything.

    The script is inlined in the worker, which saves a request. It includes Pyodide's lock file
    without packages, because we load none.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    forms = [form for place in PACKED for form in (place, f"{place}.pack")]
    known = {
        "BYTES": {form: (folder / form).stat().st_size for form in forms},
        "CALLED": wasm_exports.of_pyodide(PYODIDE),
        "SHA_256": hashlib.sha256((folder / ARCHIVE).read_bytes()).hexdigest(),
        "LOCK": {"info": lock["info"], "packages": {}},
    }
    return "\n".join(f"const {name} = {json.dumps(known[name])};" for name in known)


def styles() -> str:
    """Return all styles, starting with the tokens that the others use."""
    found = sorted(STYLES.glob("*.css"))
    found.sort(key=lambda path: path.stem != "tokens")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def idiomorph() -> str:
    """Return minified Idiomorph, which is published only as a plain script, as a module."""
    small = (NODE_MODULES / "idiomorph/dist/idiomorph.min.js").read_text(encoding="utf-8")
    return f"{small}\nexport {{ Idiomorph }};\n"


def input_files() -> Iterator[Path]:
    """Yield the files that the folder is made from."""
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


def _made_of(inputs: str, out: Path) -> Path | None:
    if not (out / MADE_OF).exists():
        return None
    made = json.loads((out / MADE_OF).read_text(encoding="utf-8"))
    folder = out / "runtime" / str(made["folder"])
    return folder if made["inputs"] == inputs and folder.exists() else None


def _put(made: Path, folder: Path) -> Path:
    """Delete older folders and move the new one into place."""
    for old in folder.parent.iterdir():
        shutil.rmtree(old)
    return made.rename(folder)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    build()
