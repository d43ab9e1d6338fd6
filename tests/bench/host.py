"""The web server of the benchmarks: it acts like a good static host and records what it sent.

Rule: the same for all columns. It keeps connections alive, sends compressed copies beside a file
(like nginx's brotli_static and gzip_static), and lets browsers cache addresses with a version
forever and revalidate the rest.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from mfa_rehearsal.publish import loopback

SUFFIXES = {"br": ".br", "gzip": ".gz"}
"""The copy to send for each encoding, best first."""

COPIES = ("", *reversed(SUFFIXES.values()))
"""The endings of a file and its copies, in the order of Bytes."""

LASTING = re.compile(r"/practice/app/runtime/|/lasting/|/jupyterlite/.*\.(?!html)\w+$")
"""Addresses with a version: our runtime, and the peers' files except their pages."""


@dataclass
class Host:
    """A folder that is being served, and the only mutable object here.

    Args:
        away: whether requests get no answer, as without a network.
    """

    folder: Path
    address: str = ""
    away: bool = False
    _sent: list[Path] = field(default_factory=list)

    def mark(self) -> None:
        """Start counting from here."""
        self._sent.clear()

    def count(self, path: Path) -> None:
        """Record a file that is sent."""
        self._sent.append(path)

    def sent_since_mark(self) -> list[Path]:
        """Return the files sent since the mark."""
        return list(self._sent)


@dataclass(frozen=True)
class Bytes:
    """The size of files, uncompressed and as their compressed copies."""

    raw: int
    gzip: int
    brotli: int


def weigh(files: list[Path]) -> Bytes:
    """Add up the sizes of files; a file without a copy counts at its own size."""
    return Bytes(*(sum(_copy(path, suffix).stat().st_size for path in files) for suffix in COPIES))


def _copy(path: Path, suffix: str) -> Path:
    copy = path.with_name(path.name + suffix)
    return copy if copy.exists() else path


class Handler(SimpleHTTPRequestHandler):
    """Sends files, each as the best copy that the browser accepts."""

    protocol_version = "HTTP/1.1"
    extensions_map = loopback.Handler.extensions_map | {".whl": "application/zip"}
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024
    timeout = 60

    def __init__(self, *args: object, host: Host) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file at an address. A host may get another folder during a connection."""
        self.directory = str(self.host.folder)
        return super().translate_path(path)

    def do_GET(self) -> None:
        """Send a file, 304 if the browser has it, or 404."""
        if self.host.away:
            self.close_connection = True
            return None
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self._answer(404, {}, b"")
        tag = f'"{path.stat().st_mtime_ns:x}"'
        if self.headers.get("If-None-Match") == tag:
            return self._answer(304, {"ETag": tag}, b"")
        self.host.count(path)
        encoding = self._encoding(path)
        content = _copy(path, SUFFIXES.get(encoding, "")).read_bytes()
        named = {"Content-Encoding": encoding} if encoding else {}
        kind = self.guess_type(str(path))
        self._answer(200, named | {"Content-Type": kind, "ETag": tag}, content)

    def do_HEAD(self) -> None:
        """Send the headers of a file."""
        if self.host.away:
            self.close_connection = True
            return None
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self._answer(404, {}, b"")
        encoding = self._encoding(path)
        self._answer(200, {"Content-Encoding": encoding} if encoding else {}, b"")

    def _encoding(self, path: Path) -> str:
        accepted = re.findall(r"\w+", self.headers.get("Accept-Encoding", ""))
        for encoding, suffix in SUFFIXES.items():
            if encoding in accepted and _copy(path, suffix) != path:
                return encoding
        return ""

    def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        lasting = LASTING.search(self.path.partition("?")[0])
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        if status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[Host]:
    """Serve a folder while the block runs."""
    host = Host(folder)
    server = loopback.Server(("127.0.0.1", 0), partial(Handler, host=host))
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
