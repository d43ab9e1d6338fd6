"""The head of a simulator page: the files it loads, with their hashes, and its policy.

Rule: the panel that reports a failed file must not be a file itself. So its scripts and styles are
inlined in each page, allowed by their hashes, and the import map contains every file's hash.
Source: https://html.spec.whatwg.org/multipage/webappapis.html#import-maps (`integrity`)
"""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from mfa_rehearsal.publish.paths import SCRIPTS, STYLES
from mfa_rehearsal.views import Head

INLINE_SCRIPTS = tuple(SCRIPTS / name for name in ("integrity.js", "failure.js", "inline/early.js"))
RESTORE = SCRIPTS / "inline/restore.js"
"""A script that is inlined after the first screen."""
INLINE_STYLE = STYLES / "failed.css"

COMMENT = re.compile(r"^\s*(//[^\n]*|/\*.*?\*/)\s*?\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^\s+", re.MULTILINE)

UNHASHED = (".br", ".gz", ".woff2")
"""Files that no script requests by name."""


def make_head(folder: Path, up: str) -> Head:
    """Return the head of a page.

    Args:
        folder: the runtime, named after its version.
        up: the relative path from the page to the folder that contains `runtime/`.
    """
    runtime, hashes = f"{up}runtime/{folder.name}/", hash_files(folder)
    files = {f"{runtime}{place}": found for place, found in hashes.items()}
    parts = {
        "map": json.dumps({"integrity": files}, separators=(",", ":")),
        "script": "".join(map(_short, INLINE_SCRIPTS)),
        "restore": _short(RESTORE),
        "style": _short(INLINE_STYLE),
    }
    inline = {name: Markup(text) for name, text in parts.items()}
    return Head(runtime, hashes, inline, _policy(**parts))


@cache
def hash_files(folder: Path) -> dict[str, str]:
    """Return the hash of each file of the runtime, in the browsers' format, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): _hash(path.read_bytes())
        for path in files
        if path.suffix not in UNHASHED
    }


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


def _short(path: Path) -> str:
    """Return a script or style sheet without full-line comments and indentation."""
    return INDENT.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))


def _hash(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
