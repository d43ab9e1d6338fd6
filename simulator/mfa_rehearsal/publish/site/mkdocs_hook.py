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
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from mfa_rehearsal.publish.paths import CACHE, ROOT, TRANSLATED
from mfa_rehearsal.publish.site import build_cache, live_reload, postbuild, precache, serving

# Browsers compile WebAssembly while it arrives only under this name; not every system knows it.
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("font/woff2", ".woff2")

UNASKED = re.compile(r"^assets/(javascripts/lunr/|images/favicon)|\.map$")
"""Material's stemmers of other languages, its own favicon, and source maps."""

_stage: Literal["publish", "serve", "edit"] = "publish"


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the site is being built to be published, or served while it is written."""
    global _stage  # MkDocs tells it here, in on_serve, and nowhere else
    _stage = "publish" if command == "build" else "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Build the simulator, add its files to the site, and leave out what no page asks for."""
    for unasked in [file for file in files if UNASKED.search(file.src_uri)]:
        files.remove(unasked)
    for src_uri, path in _files():
        files.append(File.generated(config, src_uri, abs_src_path=path))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep what Jinja makes of the theme's templates: that is a quarter of a build."""
    TRANSLATED.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(TRANSLATED))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the site. Whoever is writing it is not served what a browser kept."""
    site = Path(config.site_dir)
    if _stage == "publish":
        postbuild.finish(site, keep_offline=config.extra["offline"])
    else:
        precache.write_none(site)
        live_reload.write_script(site)


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
) -> LiveReloadServer:
    """Refuse a port that is taken; reload the simulator's own pages too; be quick from now on."""
    global _stage
    _stage = "edit"
    _check_free(config.dev_addr.host, config.dev_addr.port)
    site = Path(config.site_dir)
    inject = live_reload.inject_by_policy(server._inject_js_into_html)
    server._inject_js_into_html = inject  # type: ignore[method-assign]
    server.builder = serving.Rebuild(builder, partial(_lay, site))
    server.set_app(serving.zip_when_asked(server.serve_request, site))
    return server


def _lay(site: Path) -> None:
    """Lay the simulator's files into a site that is served."""
    serving.lay(_files(), site)
    precache.write_none(site)


def _files() -> build_cache.Inventory:
    """Return the simulator's files, made first where they are not current."""
    return build_cache.read(_made())


def _made() -> Path:
    """Return the folder of what the simulator adds, made first where it is not current.

    The first build of a site that is served is as whole as one that is published.
    """
    quick = [build_cache.QUICK] if _stage == "edit" else []
    for folder in (CACHE, *quick):
        if build_cache.is_current(folder):
            return folder
    _make(["--quick"] if quick else [])
    return quick[0] if quick else CACHE


def _make(options: list[str]) -> None:
    """Make what the simulator adds, its compiled files kept out of the watched folders."""
    command = [sys.executable, "-m", "mfa_rehearsal.publish.site.build_cache", *options]
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
