"""What the browser's Python is not sent: each stands in for something real, and refuses to work."""

import ast
from types import ModuleType

import pytest
from mfa_rehearsal.publish.runtime import archive, sources, zips
from mfa_rehearsal.publish.runtime.startup.stubs import NOTHING, STUBS, named_in, with_stubs


@pytest.fixture(scope="module")
def real() -> sources.Sources:
    return zips.read(archive.PYODIDE_STDLIB) | sources.library_sources()


def test_every_stand_in_takes_the_place_of_a_module(real: sources.Sources) -> None:
    left = with_stubs(real)
    changed = {module_of(name) for name in left if left[name] != real[name]}
    assert set(STUBS) - changed == set(), "a stub replaces a module that isn't there any more"


@pytest.mark.parametrize("module", STUBS)
def test_a_stand_in_imports_only_what_there_is(module: str, real: sources.Sources) -> None:
    for node in ast.walk(ast.parse(STUBS[module])):
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "pyodide_js":
            known = {"*", *names_in(node.module, real)}
            strange = [each.name for each in node.names if each.name not in known]
            assert not strange, (
                f"the stub of {module} no longer fits: {node.module} has no {strange}"
            )


@pytest.mark.parametrize("module", STUBS)
def test_a_stand_ins_functions_take_what_their_originals_take(
    module: str, real: sources.Sources
) -> None:
    known, originals = names_in(module, real), functions(source_of(module, real))
    for name, stub in functions(STUBS[module].removesuffix(NOTHING)).items():
        original = originals.get(name)
        fits = name in known and (original is None or stub.kwarg or takes(stub) == takes(original))
        assert fits, f"the stub of {module} no longer fits: {name}()"


def test_an_error_is_traced_to_the_stubs_that_it_names() -> None:
    assert named_in("cannot import name 'Runner' from 'asyncio' (unknown location)") == ["asyncio"]
    assert named_in('File "/lib/python314.zip/dis.py", line 1') == ["dis"]
    assert named_in("NotImplementedError: jinja2.parser.Parser is not sent") == ["jinja2.parser"]
    assert named_in("ZeroDivisionError: division by zero") == []


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def source_of(module: str, real: sources.Sources) -> str:
    return next(text.decode() for name, text in real.items() if module_of(name) == module)


def names_in(module: str, real: sources.Sources) -> set[str]:
    """Return the names that a module has, those that it imports by a star too."""
    tree = ast.parse(source_of(module, real))
    stars = [
        f"{module}.{node.module}" if node.level else str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    there = {module_of(name) for name in real}
    imported = (names_in(star, real) for star in stars if star in there)
    return names(tree).union(*imported)


def names(tree: ast.Module) -> set[str]:
    """Return the names that a module's own lines define."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found - {"*"}


def functions(text: str) -> dict[str, ast.arguments]:
    return {
        node.name: node.args for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)
    }


def takes(arguments: ast.arguments) -> int:
    return len(arguments.posonlyargs + arguments.args)


def test_what_stands_in_can_be_imported_from_and_says_that_it_does_nothing() -> None:
    module = ModuleType("jinja2.parser")
    exec(NOTHING, vars(module))
    with pytest.raises(NotImplementedError, match=r"jinja2\.parser\.Parser is not sent"):
        module.Parser("{{ text }}")
    assert not hasattr(module, "__all__")


def test_every_stand_in_is_python() -> None:
    for of, text in STUBS.items():
        compile(text, of, "exec")
