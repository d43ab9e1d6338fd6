"""The page of licences tells the truth about what is installed."""

import json
import re
import tomllib
from importlib.metadata import version

from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.publish.site import licenses

PAGE = (ROOT / "docs/licences.md").read_text()
ROW = re.compile(r"^\| \[(?P<name>[^\]]+)\][^|]*\| (?P<version>[^|]+) \| (?P<licence>.+) \|$", re.M)
VERSIONS = {row["name"].lower(): row["version"] for row in ROW.finditer(PAGE)}


def test_every_python_package_the_browser_gets_is_listed_with_its_version() -> None:
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


def test_every_licence_text_that_the_page_links_is_on_the_site() -> None:
    linked = set(re.findall(r"\(licences/([^)]+)\.txt\)", PAGE))
    assert linked == {name for name, _ in licenses.texts()} | {"mfa-rehearsal", "python"}


def test_every_licence_text_is_a_text() -> None:
    for _, path in licenses.texts():
        assert len(path.read_text()) > 200
