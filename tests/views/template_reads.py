"""Finds the names that the templates read, using Jinja's syntax trees and our values' types.

Rule: it follows templates as Jinja runs them, through parents, includes, loops and macro calls,
with the type of each name. If a type is not known, a `.name` of it counts as unknown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

Scope = dict[str, Any]
"""Types by name: `Any` for a name that is not ours, a Defined for a macro."""

BUILT_IN: Scope = {"loop": Any, "self": Any}
UNCHECKED = {*BUILT_IN, "icons"}
"""Names whose attributes are not checked."""


@dataclass(frozen=True)
class Defined:
    """A macro and the scope in which it is defined."""

    macro: nodes.Macro
    scope: Scope


@dataclass
class Reads:
    """What the templates read.

    Args:
        families: for an include with a computed name, the templates it may mean, by its source.
        templates: names of the templates that were followed.
        names: the given names that the templates read.
        fields: each (class, field) that they read.
        unknown: names that no class or scope has, as "template: name".
    """

    environment: Environment
    families: Mapping[str, list[str]]
    templates: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    fields: set[tuple[type, str]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def follow(self, name: str, given: Mapping[str, Any]) -> "Reads":
        """Follow a template, starting with the names it is given."""
        self._template(name, {**BUILT_IN, **self._globals(), **given})
        return self

    def _globals(self) -> Scope:
        return dict.fromkeys(self.environment.globals, Any)

    def _template(self, name: str, scope: Scope) -> None:
        assert self.environment.loader
        self.templates.add(name)
        source = self.environment.loader.get_source(self.environment, name)[0]
        self._visit(self.environment.parse(source, name), scope, name)

    def _visit(self, node: nodes.Node, scope: Scope, where: str) -> None:
        """Follow a node and its children, and add what it defines to the scope."""
        match node:
            case nodes.Macro():
                scope[node.name] = Defined(node, scope)
            case nodes.Extends():
                self._template(cast(nodes.Const, node.template).value, scope)
            case nodes.FromImport():
                self._import(node, scope)
            case nodes.For():
                self._loop(node, scope, where)
            case _:
                self._look(node, scope, where)
                for child in node.iter_child_nodes():
                    self._visit(child, scope, where)

    def _look(self, node: nodes.Node, scope: Scope, where: str) -> None:
        """Record what a node itself reads, includes or calls."""
        match node:
            case nodes.Include():
                for name in self._included(node.template):
                    self._template(name, dict(scope))
            case nodes.Name(ctx="load"):
                self.names.add(node.name)
                if node.name not in scope:
                    self.unknown.add(f"{where}: {node.name}")
            case nodes.Getattr():
                self._type(node, scope, where)
            case nodes.Call(node=nodes.Name(name=name)) if isinstance(scope.get(name), Defined):
                self._call(node, scope[name], scope, where)

    def _import(self, node: nodes.FromImport, scope: Scope) -> None:
        """Import macros, which see none of the importing template's names."""
        there = {**BUILT_IN, **self._globals()}
        self._template(cast(nodes.Const, node.template).value, there)
        scope |= {name: there[name] for name in cast(list[str], node.names)}

    def _included(self, name: nodes.Expr) -> list[str]:
        return [name.value] if isinstance(name, nodes.Const) else self.families[written(name)]

    def _loop(self, node: nodes.For, scope: Scope, where: str) -> None:
        self._visit(node.iter, scope, where)
        inner = {**scope, **bound(node.target, element(self._type(node.iter, scope, where)))}
        for child in (node.test, *node.body, *node.else_):
            if child:
                self._visit(child, inner, where)

    def _call(self, node: nodes.Call, called: Defined, scope: Scope, where: str) -> None:
        """Follow a macro with the types of its arguments."""
        names = [each.name for each in called.macro.args]
        types: Scope = dict.fromkeys(names, Any)
        types |= zip(names, (self._type(arg, scope, where) for arg in node.args), strict=False)
        types |= {each.key: self._type(each.value, scope, where) for each in node.kwargs}
        inner = {**called.scope, **types}
        for child in called.macro.body:
            self._visit(child, inner, f"{where} ({called.macro.name})")

    def _type(self, node: nodes.Node, scope: Scope, where: str) -> Any:
        """Return the type of an expression, and record the fields it reads."""
        match node:
            case nodes.Name():
                return scope.get(node.name, Any)
            case nodes.Getitem():
                return element(self._type(node.node, scope, where))
            case nodes.Getattr(node=nodes.Name(name=name)) if name in UNCHECKED:
                return Any
            case nodes.Getattr():
                return self._field(self._type(node.node, scope, where), node, where)
        return Any

    def _field(self, owner: Any, node: nodes.Getattr, where: str) -> Any:
        """Return the type of a field and record it as read; for a mapping, that of its values."""
        owner = present(owner)
        if is_dataclass(owner) and node.attr in hints(owner):
            self.fields.add((cast(type, owner), node.attr))
            return hints(owner)[node.attr]
        if get_origin(owner) is Mapping:
            return element(owner)
        self.unknown.add(f"{where}: {written(node)}")
        return Any


def hints(owner: Any) -> dict[str, Any]:
    """Return the types of a class's fields."""
    return get_type_hints(owner)


def present(kind: Any) -> Any:
    """Return a type without its None."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    kinds = [each for each in get_args(kind) if each is not NoneType]
    return kinds[0] if len(kinds) == 1 else Any


def element(kind: Any) -> Any:
    """Return the type of a tuple's items or a mapping's values."""
    kind = present(kind)
    held = [each for each in get_args(kind) if each is not ...]
    origin = get_origin(kind)
    if origin is tuple:
        return held[0] if len(set(held)) == 1 else Any
    return held[-1] if origin and issubclass(origin, Mapping) else Any


def bound(target: nodes.Node, kind: Any) -> Scope:
    """Return a loop's names with their types."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    names = cast(list[nodes.Name], cast(nodes.Tuple, target).items)
    kinds = get_args(kind) or (Any,) * len(names)
    return {name.name: each for name, each in zip(names, kinds, strict=True)}


def written(node: nodes.Node) -> str:
    """Return an expression roughly as a template writes it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return str(node.value)
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
        case nodes.Concat():
            return "".join(f"{{{written(each)}}}" for each in node.nodes)
    return "…"


def classes_in(kinds: Iterator[Any], room: str) -> Iterator[type]:
    """Return a room's classes that are among these types, inside them, or in their fields."""
    for kind in kinds:
        if is_dataclass(kind) and cast(type, kind).__module__.startswith(room):
            yield cast(type, kind)
            yield from classes_in(iter(hints(kind).values()), room)
        yield from classes_in(iter(get_args(kind)), room)
