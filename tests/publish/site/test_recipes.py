"""The recipes in `hosting/`: they agree with each other, and the ones that can run do run.

nginx and Caddy run in tests/browser/test_hosts.py.
"""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from mfa_rehearsal.publish.paths import ROOT

HOSTING = ROOT / "hosting"
POLICY = re.compile(r"""Content-Security-Policy:?\s+"?(default-src [^"\n]+)""")
EMPTY_BUCKET = b"""<?xml version="1.0"?><ListBucketResult><Name>bucket</Name>
<KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>"""

FILES = {
    "index.html": "no-cache",
    "guide/index.html": "no-cache",
    "practice/app/today/index.html": "no-cache",
    "practice/app/runtime/scripts-1/app.js": "public, max-age=31536000, immutable",
    "practice/app/runtime/pyodide-1/pyodide.asm.wasm": "public, max-age=31536000, immutable",
}


def policies() -> dict[str, str]:
    names = ("nginx.conf", "Caddyfile", "_headers")
    found = {name: POLICY.search((HOSTING / name).read_text()) for name in names}
    return {name: match[1] for name, match in found.items() if match}


def test_every_host_sends_the_same_policy() -> None:
    assert len(policies()) == 3
    (policy,) = set(policies().values())
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_headers"])
def test_every_host_sends_the_headers_that_check_asks_for(name: str) -> None:
    text = (HOSTING / name).read_text()
    for header in ("X-Content-Type-Options", "Referrer-Policy", "Access-Control-Allow-Origin"):
        assert header in text
    assert "immutable" in text


def test_a_headers_file_has_paths_and_below_each_indented_headers() -> None:
    """Netlify and Cloudflare read it line by line."""
    lines = (HOSTING / "_headers").read_text().splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    assert kept[0] == "/*"
    for line in kept:
        assert re.match(r"^/\S*$|^  [\w-]+: \S.*$", line), line
        assert len(line) <= 2000, "Cloudflare ignores longer lines"


def test_the_container_copies_what_exists_and_does_not_run_as_root() -> None:
    text = (HOSTING / "Containerfile").read_text()
    (base,) = re.findall(r"^FROM (\S+)$", text, re.M)
    assert "unprivileged" in base
    assert re.search(r":\d+\.\d+", base), "pin the version"
    for source in re.findall(r"^COPY (\S+) ", text, re.M):
        assert source == "site/" or (ROOT / source).exists()


@pytest.mark.parametrize("name", ["Containerfile", "hosting/Containerfile"])
@pytest.mark.parametrize("ending", [".containerignore", ".dockerignore"])
def test_a_container_is_sent_every_file_that_it_copies(name: str, ending: str) -> None:
    """Podman and Docker read the file beside the recipe that has its name, or else the root's."""
    beside = ROOT / f"{name}{ending}"
    ignored = (beside if beside.exists() else ROOT / ending).read_text().splitlines()
    assert ignored[0] == "*"
    copied = re.findall(r"^COPY (\S+) ", (ROOT / name).read_text(), re.M)
    assert {f"!{source.rstrip('/')}" for source in copied} <= {*ignored}


def test_the_hosting_page_shows_every_recipe(site: Path) -> None:
    page = (site / "hosting/index.html").read_text()
    for name in ("gzip_static", "precompressed", "nginx-unprivileged", "aws s3 sync"):
        assert name in re.sub("<[^>]+>", "", page), name


def test_the_workflow_tells_the_build_the_address() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    steps = workflow["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("run") == "make build"]
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"
    assert [step for step in steps if step.get("id") == "pages"]


class Store(BaseHTTPRequestHandler):
    """An object store that is empty and notes what it is sent."""

    stored: dict[str, tuple[str, str]]

    def do_GET(self) -> None:
        self._answer(EMPTY_BUCKET)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.partition("?")[0].removeprefix("/bucket/mfa/")
        self.stored[name] = (self.headers["Cache-Control"], self.headers["Content-Type"])
        self._answer(b"")

    def _answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"x"')
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@pytest.fixture
def store() -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    stored: dict[str, tuple[str, str]] = {}
    handler = type("NotingStore", (Store,), {"stored": stored})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", stored
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_object_store_gets_each_file_with_its_caching_and_type(
    store: tuple[str, dict[str, tuple[str, str]]], tmp_path: Path
) -> None:
    address, stored = store
    for name in (*FILES, "index.html.br"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("content")
    env = os.environ | {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "practice",
        "AWS_SECRET_ACCESS_KEY": "practice",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SITE": str(tmp_path),
    }
    command = ["sh", str(HOSTING / "object-store.sh"), "s3://bucket/mfa"]
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=120)
    assert {name: caching for name, (caching, _) in stored.items()} == FILES
    wasm = stored["practice/app/runtime/pyodide-1/pyodide.asm.wasm"]
    assert wasm[1] == "application/wasm"
