"""A lesson is a value: reading its module again makes the same steps, with the same questions."""

import importlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import CellType, FunctionType, ModuleType

import pytest
from mfa_rehearsal import lessons
from mfa_rehearsal.lessons import drills

FOLDERS = (Path(lessons.__path__[0]), Path(drills.__path__[0]))
MODULES = [
    f"{package}.{path.stem}"
    for package, folder in zip((lessons.__name__, drills.__name__), FOLDERS, strict=True)
    for path in sorted(folder.glob("*.py"))
    if path.stem != "__init__"
]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_makes_the_same_constants_when_it_is_read_again(name: str) -> None:
    module = importlib.import_module(name)
    assert constants(read_again(module)) == constants(module)


def read_again(module: ModuleType) -> ModuleType:
    spec = spec_from_file_location(module.__name__, str(module.__file__))
    assert spec
    assert spec.loader
    again = module_from_spec(spec)
    spec.loader.exec_module(again)
    return again


def constants(module: ModuleType) -> dict[str, object]:
    return {name: described(value) for name, value in vars(module).items() if name.isupper()}


def described(value: object) -> object:
    """Return a value with each function replaced by its name and what it was made with."""
    if isinstance(value, FunctionType):
        return value.__qualname__, *map(described, value.__closure__ or ())
    if isinstance(value, CellType):
        return described(value.cell_contents)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, {
            each.name: described(getattr(value, each.name)) for each in fields(value)
        }
    if isinstance(value, Mapping):
        return {key: described(each) for key, each in value.items()}
    return tuple(map(described, value)) if isinstance(value, tuple | list) else value
