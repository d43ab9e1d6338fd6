"""`mkdocs serve`, run by hand: live reload for the guide, and the simulator unchanged."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import ROOT

PATIENCE_S = 60


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{number}"]
    with subprocess.Popen(command, cwd=ROOT) as server:
        wait_for(number, server)
        yield number
        server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
    pytest.fail("mkdocs serve did not start")


def get(port: int, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode(errors="replace")
    connection.close()
    return response, text


def test_a_guide_page_reloads_after_a_change(port: int) -> None:
    assert "livereload" in get(port, "/guide/")[1]


def test_a_simulator_page_reloads_with_a_script_that_its_policy_allows(port: int) -> None:
    page = get(port, "/practice/app/today/")[1]
    assert "data-runtime" in page
    assert "livereload" not in page
    (address,) = re.findall(r'<script src="(/live-reload[.]js[?]\d+&\d+)"></script></body>', page)
    assert "livereload(Number(" in get(port, address)[1]


@pytest.mark.parametrize(
    ("suffix", "content_type"),
    [(".js", "application/javascript"), (".wasm", "application/wasm"), (".woff2", "font/woff2")],
)
def test_files_whose_type_browsers_check_have_the_right_one(
    port: int, site: Path, suffix: str, content_type: str
) -> None:
    file = next(site.rglob(f"*{suffix}")).relative_to(site).as_posix()
    assert get(port, f"/{file}")[0].headers["Content-Type"] == content_type


def test_a_port_in_use_is_named_with_a_way_out(port: int) -> None:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"Port {port} cannot be used" in second.stdout + second.stderr
