"""Play every lesson in Chromium, and record which functions of Pyodide's WebAssembly run.

Rule: this runs after an upgrade of Pyodide, not in a build (`make functions`). It starts Python in
each way that a reader's browser does: from the archive, to save its memory, and from that memory.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from mfa_rehearsal.publish import chromium, loopback
from mfa_rehearsal.publish.runtime import archive, parts, sources
from mfa_rehearsal.publish.runtime.startup import tree_shake, used_functions, wasm_split

RECORDER = Path(__file__).with_name("record.js")

IN_A_WORKER = """new Promise((resolve) => {
  const worker = new Worker("record.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve({ error: message });
})"""


def record() -> frozenset[int]:
    """Return the functions that ran, counted from 0, without those that Pyodide imports.

    Raises:
        RuntimeError: the simulator failed.
    """
    with TemporaryDirectory() as work, loopback.serve(Path(work)) as address:
        for name, content in _files().items():
            (Path(work) / name).write_bytes(content)
        with sync_playwright() as playwright:
            path = str(chromium.ensure())
            browser = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
            page = browser.new_page()
            page.goto(f"{address}/index.html")
            found = page.evaluate(IN_A_WORKER)
            browser.close()
    if "error" in found:
        raise RuntimeError(found["error"])
    return frozenset(found["used"])


def _files() -> dict[str, bytes]:
    """Return what the browser loads."""
    wasm = wasm_split.recording(parts.whole_wasm())
    return {
        **{new: parts.pyodide_script(name).encode() for name, new in parts.RENAMED.items()},
        Path(parts.WASM).name: wasm,
        parts.ARCHIVE: archive.make_archive(),
        "guide.json": sources.words().encode(),
        "lock.json": json.dumps(parts.lock()).encode(),
        "index.html": b"<!doctype html><title>Recording</title>",
        RECORDER.name: RECORDER.read_bytes(),
        "tree_shake.py": Path(tree_shake.__file__).read_bytes(),
    }


if __name__ == "__main__":
    used = record()
    text = used_functions.text(parts.whole_wasm(), used)
    used_functions.RECORD.write_text(text, encoding="utf-8")
    print(f"{len(used)} functions run.")
