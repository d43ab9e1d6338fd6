"""Each start-up trick can be switched off by name in a build."""

import pytest
from mfa_rehearsal.publish.runtime import archive, sources, zips
from mfa_rehearsal.publish.runtime.startup import dataclass_code
from mfa_rehearsal.publish.runtime.startup.stubs import with_stubs
from mfa_rehearsal.publish.runtime.startup.switches import TRICKS, is_on, switched_off


def switch_off(monkeypatch: pytest.MonkeyPatch, *tricks: str) -> None:
    monkeypatch.setenv("STARTUP", ",".join(f"without-{trick}" for trick in tricks))


def test_every_trick_is_on_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STARTUP", raising=False)
    assert all(is_on(trick) for trick in TRICKS)
    switch_off(monkeypatch, "fast-import", "stubs")
    assert switched_off() == {"fast-import", "stubs"}


def test_an_unknown_name_stops_the_build_and_lists_the_known_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    switch_off(monkeypatch, "magic")
    with pytest.raises(SystemExit, match=r"without-magic\. It can name: .*without-stubs"):
        switched_off()


def test_switched_off_tricks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_off(monkeypatch, *TRICKS)
    libraries, stdlib = sources.library_sources(), zips.read(archive.PYODIDE_STDLIB)
    assert with_stubs(libraries) == libraries
    assert with_stubs(stdlib) == stdlib
    assert "sitecustomize.py" not in sources.room_sources()


def test_the_code_of_dataclasses_is_removed_completely() -> None:
    used = {"dataclasses.py": b"text" + dataclass_code.ADDED.encode(), dataclass_code.FILE: b""}
    assert dataclass_code.removed_from(used) == {"dataclasses.py": b"text"}
