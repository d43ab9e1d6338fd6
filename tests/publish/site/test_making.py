"""The simulator is made by a process of its own, beside MkDocs while the site is being edited."""

import subprocess
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.publish.site import build_cache
from mfa_rehearsal.publish.site.making import Making
from mkdocs.exceptions import Abort

LIST = [("images/a.svg", Path("a.svg")), ("practice/app/today/index.html", Path("index.html"))]


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for editing, with a list of files."""
    monkeypatch.setattr(build_cache, "QUICK", tmp_path)
    build_cache.remember(LIST, [], tmp_path)
    return tmp_path


def ended_with(status: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({status})"])


def test_while_editing_the_pages_do_not_wait_for_the_simulator(quick: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        making = Making(quick, process)
        assert making.known_files() == [("images/a.svg", "a.svg")]
        assert process.poll() is None
        process.communicate(b"\n")
    assert len(making.files()) == 2


def test_the_first_build_waits_for_all_files(tmp_path: Path) -> None:
    build_cache.remember(LIST, [], tmp_path)
    assert len(Making(tmp_path, ended_with(0)).known_files()) == 2


def test_a_simulator_that_cannot_be_made_ends_the_build(quick: Path) -> None:
    with pytest.raises(Abort, match="The simulator could not be built"):
        Making(quick, ended_with(1)).files()
