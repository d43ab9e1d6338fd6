"""Read a WebAssembly module's sections and functions, and write them again.

Rule: nothing here reads an instruction. Indices stay as they are, because what is new comes last.
Source: WebAssembly Core Specification 3.0, chapter 5, "Binary Format".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

HEADER = b"\0asm\1\0\0\0"

TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT = 1, 2, 3, 4, 5, 6, 7
START, ELEMENT, CODE, DATA, DATA_COUNT, TAG = 8, 9, 10, 11, 12, 13
ORDER = (
    *(TYPE, IMPORT, FUNCTION, TABLE, MEMORY, TAG, GLOBAL),
    *(EXPORT, START, ELEMENT, DATA_COUNT, CODE, DATA),
)
"""The numbers of sections, in the order that they have in a module."""

FUNCTION_KIND, TABLE_KIND, MEMORY_KIND, GLOBAL_KIND, TAG_KIND = range(5)
"""What an import or an export can be."""

FUNCTION_TYPE, I32_CONST, END = 0x60, 0x41, 0x0B

Item = TypeVar("Item")


def u32(number: int) -> bytes:
    """Return a number, at least 0, as unsigned LEB128."""
    return _leb128(number, 0x7F)


def i32_const(number: int) -> bytes:
    """Return the instruction that puts a number, at least 0, on the stack."""
    return bytes([I32_CONST]) + _leb128(number, 0x3F)


def vector(items: Iterable[bytes]) -> bytes:
    """Return items after their count."""
    found = list(items)
    return u32(len(found)) + b"".join(found)


def code(bodies: Iterable[bytes]) -> bytes:
    """Return a section of functions' bodies."""
    return vector(u32(len(body)) + body for body in bodies)


def import_(module: str, name: str, kind: int, of_type: bytes) -> bytes:
    """Return an import."""
    return _name(module) + _name(name) + bytes([kind]) + of_type


def export(name: str, kind: int, index: int) -> bytes:
    """Return an export."""
    return _name(name) + bytes([kind]) + u32(index)


def elements(table: int, start: int, functions: Iterable[int]) -> bytes:
    """Return a segment that puts functions into consecutive places of a table."""
    offset = i32_const(start) + bytes([END])
    return b"\2" + u32(table) + offset + b"\0" + vector(map(u32, functions))


@dataclass
class Reader:
    """Bytes, and how far they have been read."""

    content: bytes
    at: int = 0

    def byte(self) -> int:
        """Return the next byte."""
        self.at += 1
        return self.content[self.at - 1]

    def u32(self) -> int:
        """Return the next number in unsigned LEB128."""
        number = shift = 0
        while (byte := self.byte()) > 0x7F:
            number |= (byte & 0x7F) << shift
            shift += 7
        return number | byte << shift

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        self.at += count
        return self.content[self.at - count : self.at]

    def vector(self, read: Callable[["Reader"], Item]) -> list[Item]:
        """Return the next items, each as a function reads it."""
        return [read(self) for _ in range(self.u32())]

    def skipped(self, *skip: Callable[["Reader"], object]) -> bytes:
        """Return the bytes that functions read."""
        start = self.at
        for each in skip:
            each(self)
        return self.content[start : self.at]


@dataclass(frozen=True)
class Module:
    """A module's sections by number, with what precedes them: custom ones such as dylink.0."""

    sections: Mapping[int, bytes]
    leading: bytes = b""

    @classmethod
    def read(cls, content: bytes) -> "Module":
        """Return a module. Custom sections that follow another section are left out."""
        reader, sections, leading = Reader(content, len(HEADER)), {}, b""
        while reader.at < len(content):
            start, number = reader.at, reader.byte()
            section = reader.take(reader.u32())
            if number:
                sections[number] = section
            elif not sections:
                leading += content[start : reader.at]
        return cls(sections, leading)

    def written(self) -> bytes:
        """Return the module in the binary format."""
        found = ((number, self.sections.get(number)) for number in ORDER)
        written = (bytes([each]) + u32(len(part)) + part for each, part in found if part)
        return HEADER + self.leading + b"".join(written)

    def extended(self, more: Mapping[int, Iterable[bytes]]) -> "Module":
        """Return the module with more items at the end of sections."""
        sections = dict(self.sections)
        for number, items in more.items():
            added = list(items)
            reader = Reader(sections.get(number, b"\0"))
            count = reader.u32() + len(added)
            sections[number] = u32(count) + reader.content[reader.at :] + b"".join(added)
        return Module(sections, self.leading)

    @cached_property
    def types(self) -> list[bytes]:
        """The parameters and results of each function type, as they are written.

        Raises:
            ValueError: there is a type of another kind.
        """
        return self._items(TYPE, _function_type)

    @cached_property
    def functions(self) -> list[int]:
        """The index of the type of each function that the module defines."""
        return self._items(FUNCTION, Reader.u32)

    @cached_property
    def bodies(self) -> list[bytes]:
        """The locals and instructions of each function that the module defines."""
        return self._items(CODE, lambda reader: reader.take(reader.u32()))

    @cached_property
    def globals(self) -> list[bytes]:
        """The type and value of each global that the module defines.

        Raises:
            ValueError: a value is not an `i32.const`.
        """
        return self._items(GLOBAL, lambda reader: reader.skipped(TYPES[GLOBAL_KIND], _constant))

    def defined(self, kind: int) -> list[bytes]:
        """Return the type of each table, memory or tag that the module defines."""
        return self._items(SECTION_OF[kind], lambda reader: reader.skipped(TYPES[kind]))

    @cached_property
    def imported(self) -> Counter[int]:
        """How many imports there are of each kind."""
        return Counter(self._items(IMPORT, _import))

    def exports(self) -> list[tuple[str, int, int]]:
        """Return the name, kind and index of each export."""
        return self._items(EXPORT, lambda read: (_text(read), read.byte(), read.u32()))

    def _items(self, section: int, read: Callable[[Reader], Item]) -> list[Item]:
        return Reader(self.sections.get(section, b"\0")).vector(read)


def _leb128(number: int, last: int) -> bytes:
    """Return a number whose last byte is at most `last`."""
    low = []
    while number > last:
        low.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*low, number])


def _name(text: str) -> bytes:
    return u32(len(text.encode())) + text.encode()


def _text(reader: Reader) -> str:
    return reader.take(reader.u32()).decode()


def _function_type(reader: Reader) -> bytes:
    if reader.byte() != FUNCTION_TYPE:
        raise ValueError("a type is not a plain function type")
    return reader.skipped(_values, _values)


def _values(reader: Reader) -> None:
    """Skip the types of parameters or results."""
    reader.take(reader.u32())


def _constant(reader: Reader) -> None:
    if reader.byte() != I32_CONST:
        raise ValueError("a global's value is not an i32.const")
    reader.u32()
    reader.byte()


def _limits(reader: Reader) -> None:
    for _ in range(1 + (reader.byte() & 1)):
        reader.u32()


def _import(reader: Reader) -> int:
    _text(reader)
    _text(reader)
    kind = reader.byte()
    TYPES[kind](reader)
    return kind


TYPES: Mapping[int, Callable[[Reader], object]] = {
    FUNCTION_KIND: Reader.u32,
    TABLE_KIND: lambda reader: reader.skipped(Reader.byte, _limits),
    MEMORY_KIND: _limits,
    GLOBAL_KIND: lambda reader: reader.take(2),
    TAG_KIND: lambda reader: reader.skipped(Reader.byte, Reader.u32),
}
"""What reads the type of an import, by its kind."""

SECTION_OF = {TABLE_KIND: TABLE, MEMORY_KIND: MEMORY, TAG_KIND: TAG}
