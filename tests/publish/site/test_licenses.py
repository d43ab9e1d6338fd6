"""The licenses page matches what is installed."""

import json
import re
import tomllib
from importlib.metadata import version

from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site import licenses
from playwright.sync_api import Browser

PAGE = (ROOT / "docs/licenses.md").read_text()
ROW = re.compile(r"^\| \[(?P<name>[^\]]+)\][^|]*\| (?P<version>[^|]+) \| (?P<license>.+) \|$", re.M)
VERSIONS = {row["name"].lower(): row["version"] for row in ROW.finditer(PAGE)}


def test_every_python_package_sent_to_the_browser_is_listed_with_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = requirement.split()[0]
        assert VERSIONS[name] == version(name)


def test_every_front_end_package_is_listed_with_its_version() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    for name, pinned in package["dependencies"].items():
        assert VERSIONS[name.rpartition("/")[2]] == pinned


def test_the_theme_is_listed_with_its_version() -> None:
    assert VERSIONS["material for mkdocs"] == version("mkdocs-material")


def test_the_site_has_every_license_text_that_the_page_links() -> None:
    linked = set(re.findall(r"\(licenses/([^)]+)\.txt\)", PAGE))
    assert linked == {name for name, _ in licenses.texts()} | {"mfa-rehearsal", "python"}


def test_no_license_text_is_empty_or_cut_short() -> None:
    for _, path in licenses.texts():
        assert len(path.read_text()) > 200


def test_the_old_address_leads_to_the_page(chrome: Browser, address: str) -> None:
    page = chrome.new_page()
    page.goto(f"{address}/licences/")
    page.wait_for_url(f"{address}/licenses/")
    assert page.title() == "Licenses - MFA Rehearsal"
    page.close()
