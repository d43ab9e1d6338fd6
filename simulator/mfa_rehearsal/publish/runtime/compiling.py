"""Compiled modules, stored by source, so that only changed modules are compiled.

Rule: a module's bytes depend on its name, its source, its level and the tools, and on no other
module. A test compiles one alone and compares.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mfa_rehearsal.publish.runtime.kept import Kept, key_of
from mfa_rehearsal.publish.runtime.sources import Sources

Compile = Callable[[Mapping[int, Sources]], Mapping[int, Sources]]
"""Turns sources by level into compiled modules under the same names."""


@dataclass(frozen=True)
class Module:
    """A module to compile, and the key that it is stored under."""

    name: str
    source: bytes
    level: int
    key: str


def compiled(
    levels: Mapping[int, Sources], tools: str, kept: Kept, compile: Compile, *, quick: bool
) -> Sources:
    """Return files for the archive, with the Python ones compiled.

    Args:
        levels: sources by py_compile's level of optimization.
        tools: a hash of the compiler.
        quick: leave modules that are not compiled yet as source. Python in the browser compiles
            them in milliseconds, while starting a compiler here takes seconds.
    """
    modules = list(_modules(levels, tools))
    missing = [module for module in modules if kept.read(module.key) is None]
    if missing and not quick:
        _compile_missing(missing, kept, compile)
    if not quick:
        kept.prune(module.key for module in modules)
    done = {module: kept.read(module.key) for module in modules}
    others = (files.items() for files in levels.values())
    return {
        **{name: content for each in others for name, content in each if not _is_python(name)},
        **{m.name + "c": code for m, code in done.items() if code is not None},
        **{m.name: m.source for m, code in done.items() if code is None},
    }


def _compile_missing(missing: list[Module], kept: Kept, compile: Compile) -> None:
    wanted: dict[int, Sources] = {}
    for module in missing:
        wanted.setdefault(module.level, {})[module.name] = module.source
    made = compile(wanted)
    for module in missing:
        kept.write(module.key, made[module.level][module.name])


def _modules(levels: Mapping[int, Sources], tools: str) -> Iterator[Module]:
    for level, files in levels.items():
        for name, source in files.items():
            if _is_python(name):
                yield Module(name, source, level, key_of(tools, name, str(level), source))


def _is_python(name: str) -> bool:
    return name.endswith(".py")
