"""A host that sends some files wrong, in each of the ways that real hosts and networks do.

Rule: browsers may cache what it sends forever, as with a careless host or a captive portal.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.runtime import bundle

Fault = Literal["404", "html", "cut", "flipped", "type", "stalled"]
FAULTS: tuple[Fault, ...] = ("404", "html", "cut", "flipped", "type", "stalled")
PORTAL = b"<!doctype html><title>Welcome</title><p>Sign in to this network.</p>"
LONGEST_STALL_S = 120


class FaultyHost:
    """A host that works until a fault is set.

    Args:
        address: without a trailing slash.
    """

    def __init__(self) -> None:
        self.address = ""
        self._places: tuple[str, ...] = ()
        self._fault: Fault | None = None
        self._newer = False
        self._well = threading.Event()

    def be_faulty(self, fault: Fault, *places: str) -> None:
        """Send the runtime files of these names with a fault from now on; "" means all of them."""
        self._well.clear()
        self._places, self._fault = places, fault

    def be_well(self) -> None:
        """Send everything as it is, and finish stalled answers."""
        self._places, self._fault = (), None
        self._well.set()

    def publish_another_version(self) -> None:
        """Make pages name another runtime, and stop sending the old one."""
        self._newer = True

    def change(self, name: str, content: bytes) -> bytes:
        """Return a file's content as it is sent from then on."""
        if name != "index.html" or not self._newer:
            return content
        return re.sub(rb"runtime/(\w+)-[^/]+/", rb"runtime/\1-another/", content)

    def fault_of(self, path: str) -> Fault | None:
        """Return what is wrong with a file, or None."""
        if self._newer and "/runtime/" in path:
            return "404"
        _, runtime, place = path.partition("/runtime/")
        wrong = runtime and bundle.name_of(place).endswith(self._places)
        return self._fault if wrong else None

    def stall(self) -> None:
        """Wait until the host works again."""
        self._well.wait(LONGEST_STALL_S)


class Handler(loopback.Handler):
    """Sends files as its host says."""

    def __init__(self, *args: object, host: FaultyHost, directory: str) -> None:
        self.host = host
        super().__init__(*args, change=host.change, copies=False, directory=directory)

    def translate_path(self, path: str) -> str:
        """Return the file at an address; for a folder its page, so that it can be changed too."""
        found = Path(super().translate_path(path))
        return str(found / "index.html" if found.is_dir() else found)

    def do_GET(self) -> None:  # noqa: N802  (http.server requires this name)
        """Answer with a file, wrong or right."""
        path = Path(self.translate_path(self.path))
        fault = self.host.fault_of(self.path.split("?")[0])
        if fault is None or not path.is_file():
            return super().do_GET()
        if fault == "stalled":
            self.host.stall()
            return super().do_GET()
        return self._send(path, fault)

    def _send(self, path: Path, fault: Fault) -> None:
        content, kind = path.read_bytes(), self.guess_type(str(path))
        middle = len(content) // 2
        sent = {
            "404": (b"", kind),
            "html": (PORTAL, "text/html"),
            "cut": (content[:middle], kind),
            "flipped": (
                content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
                kind,
            ),
            "type": (content, "application/octet-stream"),
        }
        body, kind = sent[fault]
        self.send_response(404 if fault == "404" else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_header(self, keyword: str, value: str) -> None:
        """Let browsers cache every runtime file forever, wrong or right."""
        if keyword == "Cache-Control" and "/runtime/" in self.path:
            value = "public, max-age=31536000, immutable"
        super().send_header(keyword, value)


@contextmanager
def serve(folder: Path) -> Iterator[FaultyHost]:
    """Serve a folder while the block runs."""
    host = FaultyHost()
    handler = partial(Handler, directory=str(folder), host=host)
    with loopback.run(handler) as host.address:
        try:
            yield host
        finally:
            host.be_well()
