"""Only the WebAssembly exports that Pyodide's scripts call, and few others, are registered."""

import pytest
from mfa_rehearsal.publish.runtime.parts import PYODIDE
from mfa_rehearsal.publish.runtime.startup import wasm_exports

LARGEST_SHARE = 0.08
"""The limit for the share of exports that Pyodide's scripts call: 0.061 in Pyodide 314.0.7."""

ASM = """\
var _used,_unused,_elsewhere,_by_itself;
function assignWasmExports(wasmExports){_used=wasmExports["used"];_unused=wasmExports["unused"];\
_elsewhere=wasmExports["elsewhere"];_by_itself=wasmExports["by_itself"]}var wasmImports={};
_used(1);wasmExports["ctors"]();by_itself();
""".replace(";\\\n", ";")


def test_only_exports_that_a_script_calls_are_registered() -> None:
    assert wasm_exports.called(ASM) == ["used", "by_itself", "ctors"]


def test_exports_that_another_script_calls_are_registered_too() -> None:
    assert "elsewhere" in wasm_exports.called(ASM, "API._elsewhere(2)")


def test_a_script_in_an_unknown_form_stops_the_build() -> None:
    with pytest.raises(ValueError, match="registers its exports differently"):
        wasm_exports.called("var wasmImports={};")


def test_few_of_pyodides_thousands_of_exports_remain() -> None:
    names = wasm_exports.of_pyodide(PYODIDE)
    assert {"__wasm_call_ctors", "malloc", "_pyproxy_apply", "python2js"} <= set(names)
    assert not {"PyLong_AsLong", "PyInit__asyncio", "sqlite3_open"} & set(names)
    exported = wasm_exports.EXPORT.findall((PYODIDE / "pyodide.asm.mjs").read_text())
    assert len(names) < LARGEST_SHARE * len(set(exported))
