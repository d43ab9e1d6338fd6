"""`mfa-rehearsal serve`: the site on this machine, from the zip in the package.

Rule: browsers store nothing of it. Otherwise they would show it later at this address, whatever
site is there then.
"""

import threading
import webbrowser
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from mfa_rehearsal.embedding import built_site
from mfa_rehearsal.publish import loopback

STORES = "offline.js"
"""The script that makes a browser store the site."""


def serve(port: int, *, open_browser: bool) -> None:
    """Serve the site on 127.0.0.1 until the process is interrupted.

    Args:
        port: 0 picks a free one.
    """
    with TemporaryDirectory() as folder:
        for name, content in built_site.files(built_site.find()):
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        handler = partial(loopback.Handler, directory=folder, change=not_stored, copies=False)
        with loopback.run(handler, port) as address:
            print(f"MFA Rehearsal is at {address}/ — to stop it, press Ctrl+C.", flush=True)
            if open_browser:
                webbrowser.open(f"{address}/")
            threading.Event().wait()


def not_stored(name: str, content: bytes) -> bytes:
    """Return a file as it is sent: the script that would store the site is empty."""
    return b"" if name == STORES else content
