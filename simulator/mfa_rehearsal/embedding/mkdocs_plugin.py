"""The plugin for MkDocs and ProperDocs: `plugins: [mfa-rehearsal]`.

It adds the built simulator to a site, in the folder `address`, and turns our line in a page into a
frame. If the site has files in that folder already, those are used: our own site makes them itself.
"""

from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.embedding import exporting, options
from mfa_rehearsal.embedding.built_site import NotBuiltError
from mfa_rehearsal.embedding.frame import LineError
from mfa_rehearsal.embedding.markdown_extension import SCHEME, FrameExtension
from mfa_rehearsal.embedding.options import OptionsError

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
    lessons = ListOfItems(Type(str), default=[])
    account_alias = Type(str, default="")
    device_name_pattern = Type(str, default="")
    device_name_rule = Type(str, default="")
    device_name_example = Type(str, default="")
    contact = Type(str, default="")
    contact_link = Type(str, default="")


class SimulatorPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the simulator to a site."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self.options = OURS
        self.made: tuple[tuple[str, SiteOptions], dict[str, bytes]] | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let pages contain our line."""
        if EXTENSION in config.markdown_extensions:
            config.markdown_extensions.remove(EXTENSION)
        words: dict[str, Any] = {
            name: self.config[name] for name in ("edition", "height", "loading")
        }
        try:
            self.options = options.read(self.config)
            extension = FrameExtension(self.options, base=BASE, **words)
            extension.frame()
        except (LineError, OptionsError) as error:
            raise PluginError(f"Plugin mfa-rehearsal: {str(error).rstrip('.')}.") from error
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        return config

    @event_priority(LAST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the simulator's files, unless something else has put files in its folder."""
        folder = self._folder()
        if any(file.src_uri.startswith(folder) for file in files):
            self._check_unset(folder)
            return files
        for name, content in self._simulator().items():
            files.append(File.generated(config, f"{folder}{name}", content=content))
        return files

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Complete the addresses of a page's frames."""
        return html.replace(f'"{BASE}', f'"{get_relative_url(self._folder(), page.url)}')

    def _simulator(self) -> dict[str, bytes]:
        """Return the simulator's files; a served site draws them once for the same options."""
        made_for = (self.config.guide, self.options)
        if self.made is None or self.made[0] != made_for:
            try:
                self.made = made_for, dict(exporting.files(self.config.guide, options=self.options))
            except NotBuiltError as error:
                raise PluginError(str(error)) from error
        return self.made[1]

    def _check_unset(self, folder: str) -> None:
        """Refuse options for a simulator that isn't drawn here."""
        if self.options != OURS:
            raise PluginError(
                f"Plugin mfa-rehearsal: your site has its own files in {folder}, so options such as"
                " lessons and contact can't apply. Set address to a folder that it doesn't have."
            )

    def _folder(self) -> str:
        return f"{self.config.address.strip('/')}/"
