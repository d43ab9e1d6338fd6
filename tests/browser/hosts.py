"""nginx and Caddy as the system packages them, with their own list of types and no site's settings.

Rule: it uses what is installed. Otherwise it has the system's package manager download the package
and unpacks that into `.cache`, so nothing is installed and no service starts by itself. If neither
works, the test is skipped and names the host.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import ROOT

UNPACKED = ROOT / ".cache" / "hosts"
PACKAGES = {"nginx": ("nginx", "nginx-common"), "caddy": ("caddy",)}
PATIENCE_S = 10

NGINX = """daemon off;
{user}
pid {work}/nginx.pid;
error_log stderr;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    gzip on;
    log_format sent "$bytes_sent $status $request_method $uri";
    access_log {work}/sent.log sent;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    {servers}
}}
"""
"""Debian's own settings, except where it writes. A site's settings replace `{servers}`."""

CADDY = """{{
    admin off
    auto_https off
}}
{servers}
"""

STOCK = {
    "nginx": "server {{ listen 127.0.0.1:{port}; root {folder}; }}",
    "caddy": "http://127.0.0.1:{port} {{\n root * {folder}\n file_server\n}}",
}
"""The minimum that makes each host serve a folder."""


def ensure(name: str) -> Path:
    """Return a host's program, or skip the test."""
    found = shutil.which(name) or next(UNPACKED.glob(f"usr/*bin/{name}"), None) or _unpack(name)
    if not found:
        pytest.skip(f"{name} is not installed, and apt-get could not fetch it")
    return Path(found)


def types_of_nginx() -> Path:
    """Return the list of types that comes with nginx."""
    ensure("nginx")
    unpacked = UNPACKED / "etc/nginx/mime.types"
    return unpacked if unpacked.exists() else Path("/etc/nginx/mime.types")


@contextmanager
def serve(name: str, folder: Path, work: Path, servers: str = "") -> Iterator[str]:
    """Serve a folder from a host while the block runs.

    Args:
        work: an empty folder that the host writes to.
        servers: the host's settings for this site; without them, the minimum it needs.

    Returns:
        The address, without a trailing slash.
    """
    program, port = ensure(name), _free_port()
    settings = (servers or STOCK[name]).format(port=port, folder=folder)
    with subprocess.Popen(_command(name, program, settings, work), env=_env(work)) as host:
        try:
            _wait_for(port, host)
            yield f"http://127.0.0.1:{port}"
        finally:
            host.terminate()


def _command(name: str, program: Path, servers: str, work: Path) -> list[str]:
    file = work / f"{name}.conf"
    if name == "caddy":
        file.write_text(CADDY.format(servers=servers))
        return [str(program), "run", "--adapter", "caddyfile", "--config", str(file)]
    user = "user root;" if os.geteuid() == 0 else ""
    given = {"types": types_of_nginx(), "user": user, "work": work, "servers": servers}
    file.write_text(NGINX.format(**given))
    return [str(program), "-p", str(work), "-e", "stderr", "-c", str(file)]


def _env(work: Path) -> dict[str, str]:
    """Return the environment, with Caddy's folders in the temporary one."""
    return os.environ | {"XDG_CONFIG_HOME": str(work), "XDG_DATA_HOME": str(work)}


def _unpack(name: str) -> Path | None:
    """Fetch a host's packages and unpack them; return its program."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return None
    UNPACKED.mkdir(parents=True, exist_ok=True)
    download = ["apt-get", "-qq", "download", *PACKAGES[name]]
    if _fails(download) and (_fails(["apt-get", "-qq", "update"]) or _fails(download)):
        return None
    for package in UNPACKED.glob("*.deb"):
        _fails(["dpkg-deb", "--extract", str(package), "."])
        package.unlink()
    shutil.rmtree(UNPACKED / "usr/share", ignore_errors=True)  # contains broken links
    return next(UNPACKED.glob(f"usr/*bin/{name}"), None)


def _fails(command: list[str]) -> bool:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return bool(subprocess.run(command, cwd=UNPACKED, check=False, **quiet).returncode)  # type: ignore[call-overload]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int, host: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while host.poll() is None and time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    pytest.fail("the host did not start")
