"""A split module computes what the whole one does, whichever functions are in which half."""

import json
import subprocess
from itertools import chain, combinations
from pathlib import Path

import pytest
from mfa_rehearsal.publish.runtime import bundle, in_pyodide, parts
from mfa_rehearsal.publish.runtime.startup import used_functions, wasm_split
from mfa_rehearsal.publish.runtime.startup import wasm_binary as wasm
from mfa_rehearsal.publish.runtime.startup.wasm_binary import Module

HERE = Path(__file__).parent
EVERY_PRESS = HERE.parent / "every_press.py"

I32 = b"\x7f"
TWICE, COUNTED, THROUGH_THE_TABLE, CAUGHT, THROWS = range(5)
FIRST = 1
"""The index of TWICE: the module imports one function."""

BODIES = (
    b"\0" + b"\x20\0" * 2 + b"\x6a\x0b",
    # Adds 1 to a global, and calls TWICE and then the imported function.
    b"\0" + b"\x23\1\x41\1\x6a\x24\1" + b"\x20\0\x10" + bytes([FIRST]) + b"\x10\0\x0b",
    # Calls COUNTED through the module's own table, and adds the global and a byte of memory.
    b"\0" + b"\x20\0\x41\0\x11\0\0" + b"\x23\1\x6a" + b"\x41\0\x2d\0\0\x6a\x0b",
    # try (result i32): THROWS; catch the tag: its value.
    b"\0" + b"\x06\x7f\x20\0\x10" + bytes([FIRST + THROWS]) + b"\x07\0\x0b\x0b",
    b"\0" + b"\x20\0\x08\0\x0b",
)
"""Functions of one number that call each other, change a global, read memory and throw."""


def module() -> bytes:
    """Return a module with a bit of everything that Pyodide's has."""
    names = enumerate(("twice", "counted", "through_the_table", "caught"), FIRST)
    return Module(
        {
            wasm.TYPE: wasm.vector([b"\x60\1\x7f\1\x7f", b"\x60\1\x7f\0"]),
            wasm.IMPORT: wasm.vector(
                [
                    wasm.import_("env", "plus_ten", wasm.FUNCTION_KIND, b"\0"),
                    wasm.import_("env", "constant", wasm.GLOBAL_KIND, I32 + b"\0"),
                ]
            ),
            wasm.FUNCTION: wasm.vector([b"\0"] * len(BODIES)),
            wasm.TABLE: wasm.vector([b"\x70\0\1", b"\x6f\0\0"]),
            wasm.MEMORY: wasm.vector([b"\0\1"]),
            wasm.TAG: wasm.vector([b"\0\1"]),
            wasm.GLOBAL: wasm.vector([I32 + b"\1\x41\5\x0b", I32 + b"\0\x41\7\x0b"]),
            wasm.EXPORT: wasm.vector(
                [
                    *(wasm.export(name, wasm.FUNCTION_KIND, index) for index, name in names),
                    wasm.export("memory", wasm.MEMORY_KIND, 0),
                ]
            ),
            wasm.ELEMENT: wasm.vector([b"\0\x41\0\x0b\1" + wasm.u32(FIRST + COUNTED)]),
            wasm.CODE: wasm.code(BODIES),
            wasm.DATA: wasm.vector([b"\0\x41\0\x0b\1\x64"]),
        }
    ).written()


def run(*files: Path) -> dict[str, object]:
    """Run a module in Node, and return its results and how often the rest was loaded."""
    command = [in_pyodide.node(), str(HERE / "run_split.mjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def written(folder: Path, *contents: bytes) -> list[Path]:
    paths = [folder / f"{at}.wasm" for at in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return paths


def test_each_way_to_split_gives_the_same_results(tmp_path: Path) -> None:
    whole = run(*written(tmp_path, module()))
    assert whole["results"] == [42, 52, 158, 21]
    every = range(len(BODIES))
    for used in chain.from_iterable(combinations(every, count) for count in range(len(every) + 1)):
        halves = run(*written(tmp_path, *wasm_split.split(module(), used)))
        assert halves["results"] == whole["results"], used
        assert halves["loaded"] == int(set(used) != set(every)), used


def test_a_recording_notes_what_ran_and_nothing_else(tmp_path: Path) -> None:
    (recording,) = written(tmp_path, wasm_split.recording(module()))
    found = run(recording)
    assert found["results"] == [42, 52, 158, 21]
    assert found["ran"] == [1] * len(BODIES)
    assert found["ran before"] == [0] * len(BODIES)


@pytest.mark.parametrize("section", [wasm.TYPE, wasm.GLOBAL])
def test_what_is_not_handled_is_refused(section: int) -> None:
    strange = Module.read(module()).extended({section: [b"\x5f\0\x23\0\x0b"]})
    with pytest.raises(ValueError, match="not a"):
        wasm_split.split(strange.written(), [0])


def test_pyodides_module_is_read_and_written_as_it_is() -> None:
    whole = parts.whole_wasm()
    assert Module.read(whole).written() == whole


def test_the_record_is_of_the_installed_pyodide_and_of_no_other() -> None:
    whole = parts.whole_wasm()
    used = used_functions.recorded(whole)
    assert used
    assert used_functions.text(whole, used) == used_functions.RECORD.read_text()
    assert used_functions.recorded(whole + b"\0\1\0") is None


def test_python_answers_every_press_with_half_of_the_recorded_functions(tmp_path: Path) -> None:
    whole = parts.whole_wasm()
    used = sorted(used_functions.recorded(whole) or ())
    files = bundle.places(folder := bundle.build())
    python, words = folder / files["python.zip"], folder / files["guide.json.pack"]
    halves = wasm_split.split(whole, used[::2])
    found = run(*written(tmp_path, *halves), python, EVERY_PRESS, words)
    assert found["failed"] == []
    assert found["loaded"] == 1


def test_readers_get_two_fifths_less_of_the_webassembly() -> None:
    files = parts.pyodide(quick=True)
    main = files["pyodide.asm.wasm"]
    assert len(main) < 0.6 * len(parts.whole_wasm())
    assert Module.read(main).functions == Module.read(files["pyodide.rest.wasm"]).functions[:-1]
