"""Split Pyodide's WebAssembly into the functions that readers run and the others.

Rule: both modules have all functions, under the same indices. A function that is in the other
module is a stub here, which calls it through a table that both have. Before that, a stub of the
main module calls what is in the table's first place. worker.js puts a function there that loads the
rest, and the rest puts one there that does nothing. So a function that nobody expected runs too:
it only waits for the rest.

Binaryen's wasm-split does the same, but the `binaryen` package on npm doesn't have it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from mfa_rehearsal.publish.runtime.startup import wasm_binary as wasm
from mfa_rehearsal.publish.runtime.startup.wasm_binary import Module

SHARED = "split"
"""The main module exports the table as `split`, and what else the rest imports with a number."""

RUN = "run"
"""The export of a recording module: a memory with a byte for each function."""

PAGE_SIZE = 65_536
NO_LOCALS, CALL_INDIRECT, LOCAL_GET, END = b"\0", b"\x11", b"\x20", b"\x0b"
MARK = b"\x41\x01\x3a\x40\x01\0"
"""Stores 1 as a byte in the second memory, at the address on the stack."""

FUNCREF = b"\x70"
PLAIN_TYPE = b"\x60\0\0"
"""The type of a function without parameters and results."""


def recording(content: bytes) -> bytes:
    """Return a module that notes which of the functions that it defines have run.

    Args:
        content: a module with one memory.
    """
    module = Module.read(content)
    pages = len(module.bodies) // PAGE_SIZE + 1
    more = {
        wasm.MEMORY: [b"\0" + wasm.u32(pages)],
        wasm.EXPORT: [wasm.export(RUN, wasm.MEMORY_KIND, 1)],
    }
    bodies = (_marking(body, at) for at, body in enumerate(module.bodies))
    sections = {**module.extended(more).sections, wasm.CODE: wasm.code(bodies)}
    return Module(sections, module.leading).written()


def split(content: bytes, used: Iterable[int]) -> tuple[bytes, bytes]:
    """Return the main module and the rest.

    Args:
        content: a module that imports only functions and globals.
        used: which of the functions that it defines are in the main module, counted from 0.

    Raises:
        ValueError: the module contains something that is not handled here.
    """
    halves = _Halves(Module.read(content), frozenset(used))
    return halves.main().written(), halves.rest().written()


def _marking(body: bytes, at: int) -> bytes:
    reader = wasm.Reader(body)
    before = reader.skipped(lambda _: reader.vector(lambda _: (reader.u32(), reader.byte())))
    return before + wasm.i32_const(at) + MARK + body[reader.at :]


@dataclass(frozen=True)
class Shared:
    """Something that the main module defines and both use."""

    name: str
    kind: int
    index: int
    type: bytes


@dataclass(frozen=True)
class _Halves:
    whole: Module
    used: frozenset[int]

    def main(self) -> Module:
        """Return the module with the used functions and with everything else that is defined."""
        places = wasm.elements(self._table, 1 + len(self._others), self._indices(sorted(self.used)))
        exports = [wasm.export(each.name, each.kind, each.index) for each in self._shared()]
        module = self.whole.extended(
            {
                wasm.TYPE: [PLAIN_TYPE],
                wasm.TABLE: [self._table_type],
                wasm.EXPORT: exports,
                wasm.ELEMENT: [places],
            }
        )
        load = self._call(0, self._plain)
        bodies = (
            body if at in self.used else self._stub(at, load)
            for at, body in enumerate(self.whole.bodies)
        )
        return Module({**module.sections, wasm.CODE: wasm.code(bodies)}, module.leading)

    def rest(self) -> Module:
        """Return the module with the other functions, and one that does nothing."""
        imports = [wasm.import_(SHARED, s.name, s.kind, s.type) for s in self._shared()]
        module = self.whole.extended(
            {
                wasm.TYPE: [PLAIN_TYPE],
                wasm.IMPORT: imports,
                wasm.FUNCTION: [wasm.u32(self._plain)],
            }
        )
        bodies = (
            self._stub(at) if at in self.used else body for at, body in enumerate(self.whole.bodies)
        )
        nothing = self._index(len(self.whole.bodies))
        places = wasm.elements(self._table, 0, [nothing, *self._indices(self._others)])
        return Module(
            {
                **{each: module.sections[each] for each in (wasm.TYPE, wasm.IMPORT, wasm.FUNCTION)},
                wasm.GLOBAL: wasm.vector(self.whole.globals[self._shared_globals :]),
                wasm.ELEMENT: wasm.vector([places]),
                wasm.CODE: wasm.code([*bodies, NO_LOCALS + END]),
            }
        )

    def _shared(self) -> Iterator[Shared]:
        """Yield what is shared, each kind in the order of its indices."""
        number = count()
        for kind in (wasm.TABLE_KIND, wasm.MEMORY_KIND, wasm.TAG_KIND):
            for index, of_type in enumerate(self.whole.defined(kind)):
                yield Shared(f"{SHARED}{next(number)}", kind, index, of_type)
        yield Shared(SHARED, wasm.TABLE_KIND, self._table, self._table_type)
        first = self.whole.imported[wasm.GLOBAL_KIND]
        for index, known in enumerate(self.whole.globals[: self._shared_globals], first):
            yield Shared(f"{SHARED}{next(number)}", wasm.GLOBAL_KIND, index, known[:2])

    def _stub(self, at: int, before: bytes = b"") -> bytes:
        """Return the body of a function that calls the one in its place in the table."""
        known = self.whole.functions[at]
        parameters = wasm.Reader(self.whole.types[known]).u32()
        arguments = b"".join(LOCAL_GET + wasm.u32(index) for index in range(parameters))
        return NO_LOCALS + before + arguments + self._call(self._place[at], known) + END

    def _call(self, place: int, of_type: int) -> bytes:
        return wasm.i32_const(place) + CALL_INDIRECT + wasm.u32(of_type) + wasm.u32(self._table)

    @cached_property
    def _others(self) -> list[int]:
        return [at for at in range(len(self.whole.bodies)) if at not in self.used]

    @cached_property
    def _place(self) -> dict[int, int]:
        """The place of each function in the table: the others come first."""
        return {at: place for place, at in enumerate([*self._others, *sorted(self.used)], 1)}

    @property
    def _plain(self) -> int:
        """The index of the type that is added."""
        return len(self.whole.types)

    @cached_property
    def _table(self) -> int:
        """The index of the table that is added."""
        return len(self.whole.defined(wasm.TABLE_KIND))

    @property
    def _table_type(self) -> bytes:
        return FUNCREF + b"\0" + wasm.u32(1 + len(self.whole.bodies))

    @cached_property
    def _shared_globals(self) -> int:
        """How many globals are shared: all up to the last that can change."""
        changing = [at for at, known in enumerate(self.whole.globals) if known[1]]
        return max(changing, default=-1) + 1

    def _indices(self, functions: Iterable[int]) -> Iterator[int]:
        return map(self._index, functions)

    def _index(self, at: int) -> int:
        """Return the index of a function by its place among those that are defined."""
        return self.whole.imported[wasm.FUNCTION_KIND] + at
