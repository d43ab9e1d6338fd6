"""The plugin for MkDocs and ProperDocs: `plugins: [mfa-rehearsal]`.

It adds the built simulator to a site, in the folder `address`, and turns our line in a page into a
frame. If the site has files in that folder already, those are used: our own site makes them itself.
"""

from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.embedding.built_site import NotBuiltError
from mfa_rehearsal.embedding.frame import LineError
from mfa_rehearsal.embedding.markdown_extension import SCHEME, FrameExtension

BASE = SCHEME
"""Stands for the simulator's folder in a page, until the page's own address is known."""

EXTENSION = FrameExtension.__module__
"""A site that other builders build too may list the extension; here, the plugin's options apply."""

LAST = -100


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options."""

    address = Type(str, default="mfa-rehearsal")
    edition = Type(str, default="today")
    guide = Type(str, default="")
    height = Type((int, str), default=720)
    loading = Type(str, default="lazy")


class SimulatorPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the simulator to a site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let pages contain our line."""
        if EXTENSION in config.markdown_extensions:
            config.markdown_extensions.remove(EXTENSION)
        words: dict[str, Any] = {
            name: self.config[name] for name in ("edition", "height", "loading")
        }
        extension = FrameExtension(base=BASE, **words)
        try:
            extension.frame()
        except LineError as error:
            raise PluginError(f"Plugin mfa-rehearsal: {error}.") from error
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        return config

    @event_priority(LAST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the simulator's files, unless something else has put files in its folder."""
        folder = self._folder()
        if any(file.src_uri.startswith(folder) for file in files):
            return files
        try:
            for name, content in exporting.files(self.config.guide):
                files.append(File.generated(config, f"{folder}{name}", content=content))
        except NotBuiltError as error:
            raise PluginError(str(error)) from error
        return files

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Complete the addresses of a page's frames."""
        return html.replace(f'"{BASE}', f'"{get_relative_url(self._folder(), page.url)}')

    def _folder(self) -> str:
        return f"{self.config.address.strip('/')}/"
