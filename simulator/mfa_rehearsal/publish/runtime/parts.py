"""What each part of the runtime contains, as files by their place in its folder.

Rule: these are the bytes that readers get, and nothing here knows an address. bundle.py names the
folders.
"""

import json
from pathlib import Path

from mfa_rehearsal.publish.paths import ROOT, SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import archive, sources
from mfa_rehearsal.publish.runtime.startup import used_functions, wasm_split
from mfa_rehearsal.publish.runtime.startup.switches import is_on
from mfa_rehearsal.publish.runtime.typeface import FONT, typeface

Files = dict[str, bytes]

NODE_MODULES = ROOT / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
ZXING = NODE_MODULES / "zxing-wasm"

ARCHIVE = "python.zip"
WASM = "pyodide/pyodide.asm.wasm"
REST = "pyodide/pyodide.rest.wasm"
"""The functions of Pyodide that no play has run. A worker requests it while a stub waits, and so
can't unpack it."""

PACKED = (ARCHIVE, WASM)
"""Files that we compress for hosts that don't, as `<name>.pack`."""

WORDS = "guide.json.pack"

RENAMED = {
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.mjs": "pyodide.js",
}
"""The published names of Pyodide's scripts, which import each other by name.

nginx 1.22 sends `.mjs` as application/octet-stream, and browsers refuse to run that.
"""

MANIFEST = 'import { LOCK } from "./manifest.js";'
"""The line in worker.js that the manifest replaces."""

IDIOMORPH = 'import { Idiomorph } from "./idiomorph.js";'
"""The line in page.js that Idiomorph replaces, which saves a request."""


def version(package: Path) -> str:
    """Return the version of a package from npm."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return str(about["version"])


def font() -> Files:
    """Return the typeface."""
    return {FONT: typeface()}


def zxing() -> Files:
    """Return the QR reader, as it is published."""
    return {
        "share.js": (ZXING / "dist/es/share.js").read_bytes(),
        "reader/index.js": (ZXING / "dist/es/reader/index.js").read_bytes(),
        "zxing_reader.wasm": (ZXING / "dist/reader/zxing_reader.wasm").read_bytes(),
    }


def python(content: bytes, *, quick: bool) -> Files:
    """Return the archive of Python in both its forms."""
    return {ARCHIVE: content, f"{ARCHIVE}.pack": archive.packed(ARCHIVE, content, quick=quick)}


def words(*, quick: bool) -> Files:
    """Return the coach's words, which are sent only compressed."""
    return {WORDS: archive.packed(WORDS, sources.words().encode(), quick=quick)}


def pyodide(*, quick: bool) -> Files:
    """Return Pyodide's files, with our edits."""
    files = {new: pyodide_script(name).encode() for name, new in RENAMED.items()}
    name, whole = Path(WASM).name, whole_wasm()
    used = used_functions.recorded(whole) if is_on("split") else None
    if used is None:
        files[name] = whole
    else:
        files[name], files[Path(REST).name] = wasm_split.split(whole, used)
    files[f"{name}.pack"] = archive.packed(name, files[name], quick=quick)
    return files


def whole_wasm() -> bytes:
    """Return Pyodide's WebAssembly as it is installed."""
    return (PYODIDE / Path(WASM).name).read_bytes()


def scripts() -> Files:
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
    """Return Pyodide's lock file as a script, which is inlined in the worker to save a request."""
    return f"const LOCK = {json.dumps(lock())};"


def lock() -> dict[str, object]:
    """Return Pyodide's lock file without packages, because we load none."""
    found = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": found["info"], "packages": {}}


def styles(fonts: str) -> Files:
    """Return all styles as one sheet, starting with the tokens that the others use.

    Args:
        fonts: the address of the folder of the typeface, from the folder of the styles.
    """
    found = sorted(STYLES.glob("*.css"))
    found.sort(key=lambda path: path.stem != "tokens")
    text = "\n".join(path.read_text(encoding="utf-8") for path in found)
    return {"styles.css": text.replace(f'url("{FONT}")', f'url("{fonts}/{FONT}")').encode()}


def idiomorph() -> str:
    """Return minified Idiomorph, which is published only as a plain script."""
    return (NODE_MODULES / "idiomorph/dist/idiomorph.min.js").read_text(encoding="utf-8")
