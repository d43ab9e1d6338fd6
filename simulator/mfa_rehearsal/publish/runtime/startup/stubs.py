"""Stubs that replace unused modules in the browser's Python.

Rule: a module has a stub only if something imports it but nothing uses it in the browser. Playing
every screen proves that Pyodide and the libraries work with the stubs. With these modules and
their imports, the archive would be half as large again.
"""

from collections.abc import Mapping

from mfa_rehearsal.publish.runtime.startup.switches import is_on

NOTHING = '''
def __getattr__(name):
    """Return a class for any imported name; nothing creates instances of it."""
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(cls, *_args, **_fields):
        raise NotImplementedError(f"{__name__}.{name} is not sent to the browser")

    return type(name, (), {"__new__": refuse})
'''
"""The text of a module that is imported but never used."""

ASYNCIO = """
from asyncio.coroutines import *
from asyncio.events import *
from asyncio.events import _AbstractEventLoopPolicy as DefaultEventLoopPolicy
from asyncio.events import _get_running_loop, _set_running_loop
from asyncio.exceptions import *
from asyncio.futures import *
from asyncio.tasks import *


def run(*_args, **_fields):
    raise NotImplementedError("asyncio.run is not sent to the browser")
"""
"""Pyodide builds its own event loop from these. It has no streams, servers or processes."""

PACKAGE_LOADER = """
from pyodide_js import loadedPackages


class Folder:
    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Folder("/lib/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    pass
"""
"""Pyodide needs its two folders, and its memory snapshot must contain the object imported here.

No package is loaded.
"""

DOCSTRING = """
def dedent_docstring(text):
    return text


def get_cmeth_docstring(_function):
    return ""
"""
"""Pyodide adds docstrings to its objects in C; nobody reads them."""

COLORIZE = """
class Theme(str):
    def __getattr__(self, _name):
        return self


def can_colorize(**_fields):
    return False


def get_theme(**_fields):
    return Theme()
"""
"""Tracebacks have no colors here. The real module creates five dataclasses at every start."""

EVAL_CONTEXT = f"""
class EvalContext:
    def __init__(self, environment, template_name=None):
        self.environment = environment
        self.autoescape = environment.autoescape
        self.volatile = False
{NOTHING}"""
"""A compiled template runs in one of these. Nothing parses text into nodes."""

LOGGING = f"DEBUG = 10\n{NOTHING}"
"""asyncio defines a level relative to this one."""

DIS = f"""
COMPILER_FLAG_NAMES = {{
    1: "OPTIMIZED",
    2: "NEWLOCALS",
    4: "VARARGS",
    8: "VARKEYWORDS",
    16: "NESTED",
    32: "GENERATOR",
    64: "NOFREE",
    128: "COROUTINE",
    256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}}
{NOTHING}"""
"""inspect makes its constants from these names. Source: `dis` of Python 3.14."""

STUBS = {
    "_colorize": COLORIZE,
    "_pyodide.docstring": DOCSTRING,
    "asyncio": ASYNCIO,
    "asyncio.queues": NOTHING,
    "asyncio.timeouts": NOTHING,
    "calendar": NOTHING,
    "concurrent.futures": NOTHING,
    "dis": DIS,
    "ipaddress": NOTHING,
    "jinja2.bccache": NOTHING,
    "jinja2.compiler": NOTHING,
    "jinja2.lexer": NOTHING,
    "jinja2.nodes": EVAL_CONTEXT,
    "jinja2.parser": NOTHING,
    "logging": LOGGING,
    "pyodide._package_loader": PACKAGE_LOADER,
    "pyotp.contrib": NOTHING,
    "socket": NOTHING,
    "subprocess": NOTHING,
}
"""Texts by the modules that they replace. Templates are compiled, so Jinja parses nothing."""


def with_stubs(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an archive's sources, by name, with stubs in place of modules that have one."""
    if not is_on("stubs"):
        return dict(sources)
    places = {_module(name): name for name in sources}
    stubs = {places[name]: text.encode() for name, text in STUBS.items() if name in places}
    return {**sources, **stubs}


def named_in(error: str) -> list[str]:
    """Return the stubbed modules that an error names, by name or by file."""
    forms = ("'{0}'", "/{1}.py", "/{1}/__init__.py", " {0}.")
    return [
        name
        for name in STUBS
        if any(form.format(name, name.replace(".", "/")) in error for form in forms)
    ]


def _module(name: str) -> str:
    """Return the dotted module name of a file in an archive."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
