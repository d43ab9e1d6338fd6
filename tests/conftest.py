"""Fixtures for tests of the built site: its folder, its address, and a real browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from mfa_rehearsal.publish import chromium, loopback
from mfa_rehearsal.publish.paths import ROOT
from playwright.sync_api import Browser, sync_playwright

from tests.built_once import built_once

settings.register_profile("the same cases", deadline=None, derandomize=True, database=None)
settings.register_profile("new cases", deadline=None)
settings.load_profile("the same cases")

BROWSER_FIXTURES = {"chrome", "site"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser or the whole site, which `make test-fast` skips."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER_FIXTURES or "browser" in item.path.relative_to(ROOT).parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once and return its folder.

    It has no service worker, so that no test waits for one; the worker has tests of its own.
    """

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"OFFLINE": "false"}, check=True)

    return built_once(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with loopback.serve(site) as address:
        yield address


QUICK_START = "--js-flags=--liftoff-only"
"""V8 doesn't optimize WebAssembly: a fifth less work per start, and tests run Python briefly."""


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = str(chromium.ensure_shell())
        chrome = playwright.chromium.launch(
            executable_path=path, args=[*chromium.FLAGS, QUICK_START]
        )
        yield chrome
        chrome.close()
