"""Trouble explains every cause of a refusal in any module."""

import ast
import re
from collections.abc import Iterator

import pytest
from mfa_rehearsal.iam.hints import HINTS
from mfa_rehearsal.publish.paths import DOCS, PACKAGE

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def called(call: ast.Call) -> str:
    """Return the last part of the called function's name."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(tree: ast.AST, names: set[str]) -> bool:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(called(node) in names for node in nodes)


def slugs(tree: ast.AST) -> Iterator[str]:
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    yield from (value for value in constants if isinstance(value, str) and SLUG.fullmatch(value))


def causes_in(source: str) -> set[str]:
    """Return the slugs in a module's functions that make a refusal, directly or with a helper."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    helpers = {each.name for each in functions if calls(each, {"Refusal"})}
    makers = {"Refusal", "because"} | helpers
    return {slug for each in functions if calls(each, makers) for slug in slugs(each)}


SOURCES = {str(path.relative_to(PACKAGE)): path.read_text() for path in PACKAGE.rglob("*.py")}
HINTED = {name for name in SOURCES if ".because(" in SOURCES[name]}
CAUSES = sorted({cause for source in SOURCES.values() for cause in causes_in(source)})


@pytest.mark.parametrize("cause", sorted({*CAUSES, *HINTS}))
def test_trouble_explains_every_cause_of_a_refusal(cause: str) -> None:
    assert f"{{ #{cause} }}" in (DOCS / "trouble.md").read_text()


def test_every_account_cause_has_a_hint_and_every_hint_a_cause() -> None:
    assert HINTED
    assert {cause for name in HINTED for cause in causes_in(SOURCES[name])} == set(HINTS)


@pytest.mark.parametrize(
    "statement",
    [
        'raise Refusal("Code", "Words.", "made-up-cause", "A hint.")',
        'raise errors.Refusal("Code", "Words.", cause="made-up-cause", hint="A hint.")',
        'raise errors.IN_USE.because("made-up-cause")',
        'raise (errors.IN_USE if late else errors.GONE).because("made-up-cause", field="name")',
        'cause = "made-up-cause"\n    return _refusal(cause)',
    ],
)
def test_a_cause_in_a_new_module_is_found(statement: str) -> None:
    helper = 'def _refusal(cause):\n    return Refusal("Code", "Words.", cause, "A hint.")\n'
    assert causes_in(f"{helper}\ndef refuse(late):\n    {statement}\n") == {"made-up-cause"}
