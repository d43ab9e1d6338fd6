"""Tables that are written into a library's source are those that it works out."""

from importlib import import_module
from types import ModuleType

import pytest
from mfa_rehearsal.publish.runtime import sources
from mfa_rehearsal.publish.runtime.startup.tables import TABLES, write_tables


@pytest.mark.parametrize("file", TABLES)
def test_a_written_table_is_the_one_worked_out(file: str) -> None:
    given = sources.library_sources()
    source = write_tables(given)[file]
    assert source != given[file]
    module = ModuleType(file.removesuffix(".py").replace("/", "."))
    real = import_module(module.__name__)
    exec(source, vars(module))
    assert getattr(module, TABLES[file]) == getattr(real, TABLES[file])
    assert repr(getattr(real, TABLES[file])) in source.decode()


@pytest.mark.parametrize("file", TABLES)
def test_all_around_a_table_stays_as_it_is_written(file: str) -> None:
    given = sources.library_sources()
    before = given[file].decode().splitlines()
    after = write_tables(given)[file].decode().splitlines()
    (begin,) = (i for i, line in enumerate(before) if line.startswith(f"{TABLES[file]} = "))
    assert after[:begin] == before[:begin]
    rest = after[begin + 1 :]
    assert rest == before[-len(rest) :]


def test_nothing_else_is_changed() -> None:
    given = sources.library_sources()
    written = write_tables(given)
    assert {file for file in given if written[file] != given[file]} == set(TABLES)
