"""All that MkDocs has to know of the simulator: build it, add its files, serve them untouched.

Rule: the work is done by `python -m mfa_rehearsal.publish.site.build_cache`, in a process of its
own, so that `mkdocs serve` shows a change of Python too, and only when something changed: this file
imports nothing that takes its time. MkDocs loads it by its path, as a hook.
"""

import mimetypes
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_STORED

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from mfa_rehearsal.publish.paths import CACHE, ROOT
from mfa_rehearsal.publish.site import build_cache, live_reload, postbuild, precache

# Browsers compile WebAssembly while it arrives only under this name; not every system knows it.
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("font/woff2", ".woff2")

UNASKED = re.compile(r"^assets/(javascripts/lunr/|images/favicon)|\.map$")
"""Material's stemmers of other languages, its own favicon, and source maps."""

_publishing = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the site is being built to be published, or served while it is written."""
    global _publishing  # MkDocs tells it here and nowhere else
    _publishing = command == "build"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Build the simulator, add its files to the site, and leave out what no page asks for."""
    if not build_cache.is_current():
        _make()
    for unasked in [file for file in files if UNASKED.search(file.src_uri)]:
        files.remove(unasked)
    for src_uri, path in build_cache.read():
        files.append(File.generated(config, src_uri, abs_src_path=path))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the site. Whoever is writing it is not served what a browser kept."""
    site = Path(config.site_dir)
    if _publishing:
        postbuild.finish(site, keep_offline=config.extra["offline"])
    else:
        precache.write_none(site)
        live_reload.write_script(site)
        postbuild.make_zip(site, site / precache.TAKEN_ALONG, ZIP_STORED)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Refuse a port that is taken; reload the simulator's own pages too."""
    _check_free(config.dev_addr.host, config.dev_addr.port)
    inject = live_reload.inject_by_policy(server._inject_js_into_html)
    server._inject_js_into_html = inject  # type: ignore[method-assign]
    return server


def _make() -> None:
    """Make what the simulator adds, its compiled files kept out of the watched folders."""
    command = [sys.executable, "-m", "mfa_rehearsal.publish.site.build_cache"]
    env = os.environ | {"PYTHONPYCACHEPREFIX": str(CACHE / "pycache")}
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
        raise Abort("The simulator could not be built. The reason stands above.")


def _check_free(host: str, port: int) -> None:
    """Say that another program has the port, before MkDocs falls over it."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise Abort(
            f"Port {port} cannot be used: {error.strerror}. Try: make serve PORT=8001"
        ) from error
