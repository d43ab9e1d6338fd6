"""The wheel in a fresh environment, without Node and MkDocs: each command does its work there."""

import os
import re
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from mfa_rehearsal.publish.paths import ROOT

pytestmark = pytest.mark.browser


def environment() -> dict[str, str]:
    """Return this environment without the tests' own packages."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.fixture(scope="module")
def wheel(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel; `site` comes first so that two builds don't share a cache at a time."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment, and return the folder of its scripts."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, env=environment())
    return scripts


def run(scripts: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(scripts / "mfa-rehearsal"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120)


def test_the_wheel_has_types_ranges_and_one_copy_of_the_site(wheel: Path) -> None:
    with ZipFile(wheel) as zipped:
        names = zipped.namelist()
        (metadata,) = (name for name in names if name.endswith("METADATA"))
        text = zipped.read(metadata).decode()
    assert {"mfa_rehearsal/py.typed", "mfa_rehearsal/site.zip"} <= {*names}
    needed = re.findall(r"^Requires-Dist: (.+)$", text, re.M)
    assert needed
    assert not [line for line in needed if "==" in line.partition(";")[0]]
    assert "Typing :: Typed" in text


def test_the_export_is_complete(scripts: Path, tmp_path: Path) -> None:
    ended = run(scripts, "export", tmp_path / "app", "--guide", "https://example.org/mfa/")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "app/classic/lost-phone/index.html").exists()
    assert run(scripts, "check", tmp_path / "app").stdout.endswith("complete and unchanged.\n")


def test_the_site_is_served_and_not_stored(scripts: Path) -> None:
    command = [str(scripts / "mfa-rehearsal"), "serve", "--port", "0", "--no-browser"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, text=True, env=environment()) as serving:
        try:
            assert serving.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline())
            assert found
            with urllib.request.urlopen(f"{found[0]}guide/") as page:
                assert b"<h1" in page.read()
            with urllib.request.urlopen(f"{found[0]}offline.js") as script:
                assert script.read() == b""
            assert run(scripts, "check", found[0]).returncode == 0
        finally:
            serving.terminate()


def test_an_endpoint_without_its_extra_names_the_command_that_installs_it(scripts: Path) -> None:
    ended = run(scripts, "endpoint")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert 'pip install "mfa-rehearsal[endpoint]"' in ended.stderr


def test_with_its_extra_the_endpoint_starts(wheel: Path, scripts: Path) -> None:
    install = [str(scripts / "python"), "-m", "pip", "install", "-q", f"{wheel}[endpoint]"]
    subprocess.run(install, check=True, env=environment())
    command = [str(scripts / "mfa-rehearsal"), "endpoint", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment()) as it:
        try:
            assert it.stdout
            assert "AWS_ENDPOINT_URL=http://127.0.0.1:" in it.stdout.readline()
        finally:
            it.terminate()
            it.communicate(timeout=20)


MKDOCS_YML = """site_name: Onboarding
strict: true
plugins:
  - mfa-rehearsal: { height: 80vh, guide: "https://example.org/mfa/" }
"""


@pytest.fixture(scope="module")
def builder(wheel: Path, scripts: Path) -> Path:
    """Install MkDocs beside the wheel, and return the folder of their scripts."""
    install = [str(scripts / "python"), "-m", "pip", "install", "-q", f"{wheel}[mkdocs]"]
    subprocess.run(install, check=True, env=environment())
    return scripts


def build(builder: Path, folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Build a site of two pages, one of which contains a line of ours."""
    (folder / "docs/day-one").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS_YML)
    (folder / "docs/index.md").write_text("# Welcome\n")
    (folder / "docs/day-one/mfa.md").write_text(f"# MFA\n\nTry it first.\n\n{line}\n")
    command = [str(builder / "mkdocs"), "build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment())


def test_one_line_in_a_page_of_mkdocs_is_the_simulator(builder: Path, tmp_path: Path) -> None:
    ended = build(builder, tmp_path, "::mfa-rehearsal{start=lost-phone}")
    assert ended.returncode == 0, ended.stderr
    page = tmp_path / "site/day-one/mfa/index.html"
    (src,) = re.findall(r'<iframe [^>]*src="([^"]+)"', page.read_text())
    assert "data-runtime" in (page.parent / src / "index.html").read_text()
    (script,) = re.findall(r'<script src="([^"]+embed.js)"', page.read_text())
    assert (page.parent / script).exists()
    assert run(builder, "check", tmp_path / "site/mfa-rehearsal").returncode == 0


def test_a_wrong_line_fails_a_strict_build_of_mkdocs(builder: Path, tmp_path: Path) -> None:
    ended = build(builder, tmp_path, "::mfa-rehearsal{start=nowhere}")
    assert ended.returncode == 1
    assert "start “nowhere” is unknown" in ended.stderr + ended.stdout


def test_python_markdown_alone_does_it_too(builder: Path) -> None:
    code = (
        "import markdown; print(markdown.markdown('::mfa-rehearsal', extensions=['mfa-rehearsal']))"
    )
    command = [str(builder / "python"), "-c", code]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    assert 'src="mfa-rehearsal/today/"' in shown.stdout
