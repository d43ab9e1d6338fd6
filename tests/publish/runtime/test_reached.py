"""Which modules can be imported from an entry."""

from pathlib import Path

from mfa_rehearsal.publish.runtime.reached import reached


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_modules_are_found_through_packages_names_and_functions(tmp_path: Path) -> None:
    files = {
        "ours/__init__.py": "",
        "ours/entry.py": "from ours.room import a\nimport json\n",
        "ours/room/__init__.py": "from ours.room.shown import VALUE",
        "ours/room/a.py": "def late():\n    import ours.room.late\n",
        "ours/room/late.py": "from ours.other import late",
        "ours/room/shown.py": "VALUE = 1",
        "ours/other/__init__.py": "",
        "ours/other/late.py": "",
    }
    write(tmp_path, files | {"ours/room/unused.py": "", "ours/unused/__init__.py": ""})
    found = reached(("ours.entry",), tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in found} == set(files)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"ours/__init__.py": "", "ours/a.py": "", "ours/b.py": ""})
    assert len(reached(("ours.a",), tmp_path)) == 2
    (tmp_path / "ours/a.py").write_text("import ours.b")
    assert len(reached(("ours.a",), tmp_path)) == 3
