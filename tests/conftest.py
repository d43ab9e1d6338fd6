"""What tests of the finished site share: the site built once, its address, and a real browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mfa_rehearsal.publish import chromium, loopback
from mfa_rehearsal.publish.paths import ROOT
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder. Its service worker is tested apart: the others wait for none."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, env=os.environ | {"OFFLINE": "false"}, check=True)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with loopback.serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(chromium.ensure())
        chrome = playwright.chromium.launch(executable_path=path, args=[*chromium.FLAGS])
        yield chrome
        chrome.close()
