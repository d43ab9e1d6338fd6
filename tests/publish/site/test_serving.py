"""After a change, `mkdocs serve` builds the pages or only copies the simulator's files."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from mfa_rehearsal.publish.paths import CACHE
from mfa_rehearsal.publish.site import build_cache, postbuild, serving


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small tree of sources."""
    for name in ("docs/why.md", "simulator/mfa_rehearsal/views/draw.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    (tmp_path / "mkdocs.yml").write_text("before")
    monkeypatch.setattr(build_cache, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "done"),
    [
        ("docs/why.md", ["pages"]),
        ("mkdocs.yml", ["pages"]),
        ("simulator/mfa_rehearsal/views/draw.py", ["simulator"]),
    ],
)
def test_pages_are_built_only_after_a_change_to_their_sources(
    root: Path, changed: str, done: list[str]
) -> None:
    did: list[str] = []
    note: Callable[[str], Callable[[], None]] = lambda what: lambda: did.append(what)  # noqa: E731
    rebuild = serving.Rebuild(note("pages"), note("simulator"))
    (root / changed).write_text("after the change")
    rebuild()
    assert did == done
    rebuild()
    assert did == [*done, "simulator"]


def test_a_failed_build_is_tried_again(root: Path) -> None:
    did: list[str] = []

    def fail() -> None:
        did.append("pages")
        raise SystemExit

    rebuild = serving.Rebuild(fail, lambda: did.append("simulator"))
    (root / "mkdocs.yml").write_text("strict: maybe")
    for _ in range(2):
        with pytest.raises(SystemExit):
            rebuild()
    assert did == ["pages", "pages"]


def test_only_changed_files_are_copied_and_former_runtimes_are_deleted(tmp_path: Path) -> None:
    made, site = tmp_path / "made", tmp_path / "site"
    made.mkdir()
    files = []
    for name in ("practice/app/runtime/1/app.js", "practice/app/today/index.html"):
        (made / Path(name).name).write_text(name)
        files.append((name, str(made / Path(name).name)))
    assert serving.copy_files(files, site) == 2
    assert serving.copy_files(files, site) == 0
    renamed = [("practice/app/runtime/2/app.js", files[0][1]), files[1]]
    assert serving.copy_files(renamed, site) == 1
    assert [path.parent.name for path in site.rglob("app.js")] == ["2"]


def test_the_sites_zip_is_made_when_it_is_requested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postbuild, "ZIPS", tmp_path / "zips")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("the first page")
    app = serving.zip_on_request(lambda *_: [b"answered"], site)
    for path, there in (("/", False), ("/mfa-rehearsal.zip", True)):
        assert list(app({"PATH_INFO": path}, None)) == [b"answered"]
        assert (site / "mfa-rehearsal.zip").exists() == there
    assert "mfa-rehearsal/index.html" in ZipFile(site / "mfa-rehearsal.zip").namelist()


@pytest.mark.usefixtures("site")
def test_quick_files_are_never_published() -> None:
    assert build_cache.QUICK != CACHE
    assert build_cache.read(CACHE)
    assert not [path for _, path in build_cache.read(CACHE) if str(build_cache.QUICK) in path]
