"""Serve a folder to a browser on this machine, for `serve`, the tests and the pictures.

Rule: only 127.0.0.1, correct content types, no caching and no log.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

Change = Callable[[str, bytes], bytes]
"""Turns a file's name and content into the content that is sent."""


COPIES = {"br": ".br", "gzip": ".gz"}
"""Content encodings, best first, and the endings of the copies that use them."""


class Handler(SimpleHTTPRequestHandler):
    """Sends files, each after a change."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: object, change: Change, copies: bool, directory: str) -> None:
        self.change = change
        self.copies = copies
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file's content after the change; leave folders to the parent class."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return super().do_GET()
        encoding, sent = self._sent(path)
        content = self.change(sent.name, sent.read_bytes())
        self._begin(path, encoding)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.copyfile(BytesIO(content), self.wfile)

    def do_HEAD(self) -> None:
        """Send the headers of a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return super().do_HEAD()
        self._begin(path, self._sent(path)[0])
        self.end_headers()

    def _begin(self, path: Path, encoding: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if encoding:
            self.send_header("Content-Encoding", encoding)

    def _sent(self, path: Path) -> tuple[str, Path]:
        """Return the encoding and path of a file's compressed copy, or else the file."""
        accepted = self.headers.get("Accept-Encoding", "")
        for encoding, suffix in COPIES.items() if self.copies else ():
            copy = path.with_name(path.name + suffix)
            if encoding in accepted and copy.exists():
                return encoding, copy
        return "", path

    def end_headers(self) -> None:
        """Stop the browser from caching files of a site that changes."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


class Server(ThreadingHTTPServer):
    """A server that does not treat a disconnected browser as an error."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report an error unless the browser disconnected."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def unchanged(_name: str, content: bytes) -> bytes:
    """Return the content as it is."""
    return content


@contextmanager
def serve(folder: Path, change: Change = unchanged, *, copies: bool = False) -> Iterator[str]:
    """Serve a folder while the block runs.

    Args:
        copies: send the compressed copies beside the files.

    Yields:
        The address, without a trailing slash.
    """
    handler = partial(Handler, directory=str(folder), change=change, copies=copies)
    with run(handler) as address:
        yield address


@contextmanager
def run(handler: Callable[..., Handler], port: int = 0) -> Iterator[str]:
    """Answer requests through a handler while the block runs, and yield the address."""
    server = Server(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
