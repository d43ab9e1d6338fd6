"""Our own site's plugin: build the simulator, add its files to the site and serve them unchanged.

Rule: a separate process makes the simulator; see making.py. This file imports nothing slow. Sites that only contain the simulator use embedding/mkdocs_plugin.py.
"""

import mimetypes
import re
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mfa_rehearsal.publish.paths import TRANSLATED
from mfa_rehearsal.publish.site import (
    discovery,
    live_reload,
    making,
    postbuild,
    precache,
    serving,
)

# Browsers compile WebAssembly during the download only with this type; not every system has it.
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("font/woff2", ".woff2")

UNUSED = re.compile(r"^assets/(javascripts/lunr/|images/favicon)|\.map$")
"""Material's stemmers for other languages, its favicon, and source maps."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options."""

    offline = Type(bool, default=True)
    """Whether browsers store the site."""


class SitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Builds the simulator into this site."""

    def __init__(self) -> None:
        """Begin as if the site is published; on_startup says otherwise."""
        self.stage: Literal["publish", "serve", "edit"] = "publish"
        self.pages: list[Page] = []
        self.making: making.Making | None = None

    def on_startup(self, command: str, dirty: bool) -> None:
        """Note whether the site is built for publishing or served for editing."""
        self.stage = "publish" if command == "build" else "serve"

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build the simulator, add its files, and remove files that no page requests."""
        for unused in [file for file in files if UNUSED.search(file.src_uri)]:
            files.remove(unused)
        self.making = making.begin(quick=self.stage == "edit")
        for src_uri, path in self.making.known_files():
            files.append(File.generated(config, src_uri, abs_src_path=path))
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Store the theme's compiled templates: compiling them takes a quarter of a build."""
        TRANSLATED.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(TRANSLATED))
        return env

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the pages of the menu, whose descriptions are read later."""
        self.pages = nav.pages
        return nav

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Complete the site. While it is served for editing, browsers store nothing."""
        site = Path(config.site_dir)
        discovery.write(site, self._about(config))
        if self.stage == "publish":
            postbuild.finish(site, keep_offline=self.config.offline)
        elif self.making:
            self._copy_files(self.making, site)
            live_reload.write_script(site)

    def on_build_error(self, error: Exception) -> None:
        """Let the simulator be completed, so that the next build doesn't begin a second one."""
        if self.making:
            self.making.wait()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Refuse a port in use, reload the simulator's pages too, and build quickly from now on."""
        self.stage = "edit"
        _check_free(config.dev_addr.host, config.dev_addr.port)
        site = Path(config.site_dir)
        inject = live_reload.inject_by_policy(server._inject_js_into_html)
        server._inject_js_into_html = inject  # type: ignore[method-assign]
        server.builder = serving.Rebuild(builder, partial(self._make_and_copy, site))
        server.set_app(serving.zip_on_request(server.serve_request, site))
        return server

    def _about(self, config: MkDocsConfig) -> discovery.About:
        said = ((page.title, page.url, page.meta.get("description", "")) for page in self.pages)
        pages = tuple((str(title), url, str(text)) for title, url, text in said)
        about = config.site_description or ""
        return discovery.About(config.site_name, about, config.site_url or "", pages)

    def _make_and_copy(self, site: Path) -> None:
        """Make the simulator's files again and copy them into a site that is served."""
        self._copy_files(making.begin(quick=True), site)

    def _copy_files(self, made: making.Making, site: Path) -> None:
        """Copy the simulator's files into a site that is served."""
        serving.copy_files(made.files(), site)
        precache.write_uninstaller(site)


def _check_free(host: str, port: int) -> None:
    """Report that a port can't be used, before MkDocs fails on it."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise Abort(
            f"Port {port} cannot be used: {error.strerror}. Try: make serve PORT=8001"
        ) from error
