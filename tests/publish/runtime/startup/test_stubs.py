"""Each stub replaces an existing module, fits its interface and refuses to work."""

import ast
from types import ModuleType

import pytest
from mfa_rehearsal.publish.runtime import archive, sources, zips
from mfa_rehearsal.publish.runtime.startup.stubs import NOTHING, STUBS, named_in, with_stubs


@pytest.fixture(scope="module")
def real() -> sources.Sources:
    return zips.read(archive.PYODIDE_STDLIB) | sources.library_sources()


def test_every_stub_replaces_a_module(real: sources.Sources) -> None:
    left = with_stubs(real)
    changed = {module_of(name) for name in left if left[name] != real[name]}
    assert set(STUBS) - changed == set(), "a stub replaces a module that no longer exists"


@pytest.mark.parametrize("module", STUBS)
def test_a_stub_imports_only_existing_names(module: str, real: sources.Sources) -> None:
    for node in ast.walk(ast.parse(STUBS[module])):
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "pyodide_js":
            known = {"*", *names_in(node.module, real)}
            missing = [each.name for each in node.names if each.name not in known]
            assert not missing, (
                f"the stub of {module} no longer fits: {node.module} has no {missing}"
            )


@pytest.mark.parametrize("module", STUBS)
def test_a_stubs_functions_take_the_same_arguments_as_the_originals(
    module: str, real: sources.Sources
) -> None:
    known, originals = names_in(module, real), functions(source_of(module, real))
    for name, stub in functions(STUBS[module].removesuffix(NOTHING)).items():
        original = originals.get(name)
        fits = name in known and (original is None or stub.kwarg or takes(stub) == takes(original))
        assert fits, f"the stub of {module} no longer fits: {name}()"


def test_the_stubs_named_in_an_error_are_found() -> None:
    assert named_in("cannot import name 'Runner' from 'asyncio' (unknown location)") == ["asyncio"]
    assert named_in('File "/lib/python314.zip/dis.py", line 1') == ["dis"]
    assert named_in("NotImplementedError: jinja2.parser.Parser is not sent") == ["jinja2.parser"]
    assert named_in("ZeroDivisionError: division by zero") == []


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def source_of(module: str, real: sources.Sources) -> str:
    return next(text.decode() for name, text in real.items() if module_of(name) == module)


def names_in(module: str, real: sources.Sources) -> set[str]:
    """Return the names in a module, including those from star imports."""
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
    """Return the names that a module itself defines."""
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


def test_a_stub_allows_imports_and_refuses_to_work() -> None:
    module = ModuleType("jinja2.parser")
    exec(NOTHING, vars(module))
    with pytest.raises(NotImplementedError, match=r"jinja2\.parser\.Parser is not sent"):
        module.Parser("{{ text }}")
    assert not hasattr(module, "__all__")


def test_every_stub_compiles() -> None:
    for name, text in STUBS.items():
        compile(text, name, "exec")
