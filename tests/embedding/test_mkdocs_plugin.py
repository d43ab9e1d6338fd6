"""The plugin's options: a wrong one, or one that can't apply, ends the build and says why."""

import re
from typing import Any

import pytest
from mfa_rehearsal.console.site_options import SiteOptions
from mfa_rehearsal.embedding.mkdocs_plugin import SimulatorPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files


def configured(**given: Any) -> tuple[SimulatorPlugin, MkDocsConfig]:
    """Return a plugin with options, and the configuration of a site."""
    plugin, config = SimulatorPlugin(), MkDocsConfig()
    errors, warnings = plugin.load_config(given)
    assert (errors, warnings) == ([], [])
    config.load_dict({"site_name": "Onboarding", "markdown_extensions": []})
    config.markdown_extensions = []
    return plugin, plugin.on_config(config)


def own_page() -> File:
    return File("practice/app/today/index.html", src_dir=None, dest_dir="", use_directory_urls=True)


def test_the_options_are_read_when_the_site_is_configured() -> None:
    plugin, _ = configured(lessons=["lost-phone"], account_alias="acme-prod")
    assert plugin.options == SiteOptions(("lost-phone",), "acme-prod")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lessons": ["nowhere"]}, "Plugin mfa-rehearsal: “nowhere” is not a lesson. The lessons"),
        ({"account_alias": "Acme"}, "“Acme” can't be an alias in AWS"),
        ({"edition": "2019"}, "edition “2019” is unknown"),
    ],
)
def test_a_wrong_option_ends_the_build(given: dict[str, Any], said: str) -> None:
    with pytest.raises(PluginError, match=re.escape(said)):
        configured(**given)


def test_options_for_files_that_the_site_has_itself_end_the_build() -> None:
    plugin, config = configured(contact="IT desk", address="practice/app")
    own = own_page()
    with pytest.raises(PluginError, match="your site has its own files in practice/app/"):
        plugin.on_files(Files([own]), config)


def test_without_options_a_sites_own_files_stay_as_they_are() -> None:
    plugin, config = configured(address="practice/app")
    own = own_page()
    assert list(plugin.on_files(Files([own]), config)) == [own]
