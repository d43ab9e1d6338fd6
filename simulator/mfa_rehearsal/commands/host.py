"""What a host or a folder answers for a file of the site.

Rule: it reads like a browser: it accepts gzip and Brotli, follows redirects and sends no cookies.
Brotli isn't decoded, so where the content counts, only gzip is accepted.
"""

import gzip
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

PATIENCE_S = 30


@dataclass(frozen=True)
class Response:
    """A file as it arrived.

    Args:
        content: decoded; empty if only the headers were requested.
        headers: by their names in lower case; None for a file in a folder.
        error: why nothing arrived, or "".
    """

    content: bytes = b""
    headers: Mapping[str, str] | None = None
    error: str = ""


@dataclass(frozen=True)
class Folder:
    """A folder that will be published."""

    path: Path
    name: str = field(default="")

    def get(self, address: str) -> Response:
        """Return a file by its address."""
        path = self.path / address
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            return Response(error="it isn't there")
        return Response(file.read_bytes())

    def head(self, address: str) -> Response:
        """Return no headers, but say whether the file is there."""
        return self.get(address)


@dataclass(frozen=True)
class Host:
    """A running host.

    Args:
        url: the address of the site's or the simulator's folder, with a slash at the end.
    """

    url: str

    @property
    def is_secure(self) -> bool:
        """Whether browsers trust the host enough to store the site."""
        parts = urlsplit(self.url)
        return parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"}

    def get(self, address: str) -> Response:
        """Return a file by its address."""
        return self._request(address, "GET", "gzip")

    def head(self, address: str) -> Response:
        """Return the headers of a file, as a browser gets them."""
        return self._request(address, "HEAD", "gzip, deflate, br")

    def _request(self, address: str, method: str, encodings: str) -> Response:
        wanted = {"Accept-Encoding": encodings, "User-Agent": "mfa-rehearsal check"}
        request = urllib.request.Request(urljoin(self.url, address), headers=wanted, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                content = answer.read()
        except urllib.error.HTTPError as error:
            error.close()
            return Response(error=f"the host answers {error.code}")
        except (OSError, ValueError) as error:
            return Response(error=f"the host doesn't answer: {getattr(error, 'reason', error)}")
        if headers.get("content-encoding") == "gzip" and content:
            content = gzip.decompress(content)
        return Response(content, headers)


def open_target(target: str) -> Folder | Host:
    """Return the host at an address, or the folder at a path."""
    if target.startswith(("http://", "https://")):
        return Host(target if target.endswith("/") else f"{target}/")
    return Folder(Path(target))
