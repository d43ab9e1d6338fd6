"""The head of a simulator page: the files it loads, with their hashes, and its policy.

Rule: the panel that reports a failed file must not be a file itself. So its scripts and styles are
inlined in each page, allowed by their hashes, and the import map contains every file's hash.
Source: https://html.spec.whatwg.org/multipage/webappapis.html#import-maps (`integrity`)
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from mfa_rehearsal.publish.paths import SCRIPTS, STYLES
from mfa_rehearsal.publish.runtime import bundle, parts
from mfa_rehearsal.publish.runtime.typeface import FONT
from mfa_rehearsal.views import Head, Linked

INLINE_SCRIPTS = tuple(
    SCRIPTS / name for name in ("inline/theme.js", "integrity.js", "failure.js", "inline/early.js")
)
RESTORE = SCRIPTS / "inline/restore.js"
"""A script that is inlined after the first screen."""
INLINE_STYLE = STYLES / "failed.css"

FIRST_SCRIPTS = (
    "controls.js",
    "embedding.js",
    "run_storage.js",
    "page.js",
    "in_view.js",
    "camera.js",
    "road.js",
)
"""The scripts that app.js imports to answer the first press: loaded with the page, not one after
another."""

COMMENT = re.compile(r"^\s*(//[^\n]*|/\*.*?\*/)\s*?\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^\s+", re.MULTILINE)

UNHASHED = (".br", ".gz", ".woff2")
"""Files that no script requests by name."""


@dataclass(frozen=True)
class Runtime:
    """What pages know about the files of the runtime.

    Args:
        hashes: the hash of each file, in the browsers' format, by its place in the folder.
        sizes: the bytes of each form of the large files, by name.
        font: the typeface's place.
    """

    hashes: Mapping[str, str]
    sizes: Mapping[str, int]
    font: str


def read_runtime(folder: Path) -> Runtime:
    """Return what pages know about the files in a folder that bundle.py made."""
    places = bundle.places(folder)
    named = (place for place in places.values() if not place.endswith(UNHASHED))
    forms = [form for name in parts.PACKED for form in (name, f"{name}.pack")]
    return Runtime(
        {place: _hash((folder / place).read_bytes()) for place in named},
        {form: (folder / places[form]).stat().st_size for form in forms},
        places[FONT],
    )


def make_head(runtime: Runtime, up: str) -> Head:
    """Return the head of a page.

    Args:
        up: the relative path from the page to the folder that contains `runtime/`.
    """
    files = {f"{up}runtime/{place}": found for place, found in runtime.hashes.items()}
    parts = {
        "map": json.dumps({"integrity": files}, separators=(",", ":")),
        "script": "".join(short(path.read_text(encoding="utf-8")) for path in INLINE_SCRIPTS),
        "restore": short(RESTORE.read_text(encoding="utf-8")),
        "style": short(INLINE_STYLE.read_text(encoding="utf-8")),
    }
    inline = {name: Markup(text) for name, text in parts.items()}
    named = {
        bundle.name_of(place): Linked(f"{up}runtime/{place}", found)
        for place, found in runtime.hashes.items()
    }
    sizes = Markup(json.dumps(runtime.sizes, separators=(",", ":")))
    font = f"{up}runtime/{runtime.font}"
    return Head(named, sizes, font, FIRST_SCRIPTS, inline, _policy(**parts))


def _policy(map: str, script: str, restore: str, style: str) -> str:
    """Return a policy that allows nothing from another host, and only these parts inline.

    A worker started from a `blob:` inherits the policy. To a worker started from its own file, only
    that file's headers apply. Source: CSP Level 3; what Pyodide needs is observed.
    """
    scripts = " ".join(f"'{_hash(text.encode())}'" for text in (map, script, restore))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {scripts}",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            f"style-src 'self' '{_hash(style.encode())}'",
            "img-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def short(text: str) -> str:
    """Return a script or style sheet without full-line comments and indentation."""
    return INDENT.sub("", COMMENT.sub("", text))


def _hash(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
