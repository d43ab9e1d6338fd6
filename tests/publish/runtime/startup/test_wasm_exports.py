"""Which functions of the WebAssembly are noted: those that Pyodide's scripts call, and few more."""

import pytest
from mfa_rehearsal.publish.runtime.bundle import PYODIDE
from mfa_rehearsal.publish.runtime.startup import wasm_exports

LARGEST_SHARE = 0.08
"""The share of Pyodide's exports that its own scripts call: 0.061 of them in Pyodide 314.0.7."""

ASM = """\
var _used,_unused,_told,_by_itself;
function assignWasmExports(wasmExports){_used=wasmExports["used"];_unused=wasmExports["unused"];\
_told=wasmExports["told"];_by_itself=wasmExports["by_itself"]}var wasmImports={};
_used(1);wasmExports["ctors"]();by_itself();
""".replace(";\\\n", ";")


def test_what_a_script_calls_is_noted_and_nothing_else() -> None:
    assert wasm_exports.called(ASM) == ["used", "by_itself", "ctors"]


def test_what_another_script_calls_is_noted_too() -> None:
    assert "told" in wasm_exports.called(ASM, "API._told(2)")


def test_a_script_that_is_written_otherwise_stops_the_build() -> None:
    with pytest.raises(ValueError, match="registers its exports differently"):
        wasm_exports.called("var wasmImports={};")


def test_of_pyodides_thousands_few_are_left() -> None:
    names = wasm_exports.of_pyodide(PYODIDE)
    assert {"__wasm_call_ctors", "malloc", "_pyproxy_apply", "python2js"} <= set(names)
    assert not {"PyLong_AsLong", "PyInit__asyncio", "sqlite3_open"} & set(names)
    exported = wasm_exports.EXPORT.findall((PYODIDE / "pyodide.asm.mjs").read_text())
    assert len(names) < LARGEST_SHARE * len(set(exported))
