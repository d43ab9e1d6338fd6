"""What the browser's Python is not sent: each stands in for something real, and refuses to work."""

from types import ModuleType

import pytest
from mfa_rehearsal.publish.runtime import archive, sources, zips
from mfa_rehearsal.publish.runtime.startup.stubs import NOTHING, STAND_INS, stand_in


@pytest.fixture(scope="module")
def real() -> sources.Sources:
    return zips.read(archive.PYODIDE_STDLIB) | sources.library_sources()


def test_every_stand_in_takes_the_place_of_a_module(real: sources.Sources) -> None:
    left = stand_in(real)
    changed = {name for name in left if left[name] != real[name]}
    assert len(changed) == len(STAND_INS)
    assert {"asyncio/__init__.py", "jinja2/parser.py"} <= changed


def test_what_stands_in_can_be_imported_from_and_says_that_it_does_nothing() -> None:
    module = ModuleType("jinja2.parser")
    exec(NOTHING, vars(module))
    with pytest.raises(NotImplementedError, match=r"jinja2\.parser\.Parser is not sent"):
        module.Parser("{{ text }}")
    assert not hasattr(module, "__all__")


def test_every_stand_in_is_python() -> None:
    for of, text in STAND_INS.items():
        compile(text, of, "exec")
