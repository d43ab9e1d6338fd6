"""What stands in the browser's Python in place of modules of which nothing is used.

Rule: a module is here only when something imports it and nothing is done with it in the browser.
Pyodide and the libraries start on what is left; a play of every screen proves that it is enough.
Left in, these and what they import would make the archive half as large again.
"""

from collections.abc import Mapping

from mfa_rehearsal.publish.runtime.startup.switches import is_on

NOTHING = '''
def __getattr__(name):
    """Return a class in place of whatever is imported from here; nobody makes one of it."""
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(cls, *_args, **_fields):
        raise NotImplementedError(f"{__name__}.{name} is not sent to the browser")

    return type(name, (), {"__new__": refuse})
'''
"""The text of a module that is imported and never used."""

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
"""Pyodide makes its own event loop out of these. Streams, servers and processes it has not."""

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
"""Pyodide asks for its two folders, and a memory of it must hold the object that is imported here.

No package is loaded.
"""

DOCSTRING = """
def dedent_docstring(text):
    return text


def get_cmeth_docstring(_function):
    return ""
"""
"""Pyodide writes docstrings for what it makes in C; nobody reads them."""

COLORIZE = """
class Theme(str):
    def __getattr__(self, _name):
        return self


def can_colorize(**_fields):
    return False


def get_theme(**_fields):
    return Theme()
"""
"""A traceback has no colours here. To make the real ones takes five dataclasses at every start."""

EVAL_CONTEXT = f"""
class EvalContext:
    def __init__(self, environment, template_name=None):
        self.environment = environment
        self.autoescape = environment.autoescape
        self.volatile = False
{NOTHING}"""
"""A compiled template runs in one of these. The nodes that text is parsed to are not made."""

LOGGING = f"DEBUG = 10\n{NOTHING}"
"""asyncio counts a level of its own from this one."""

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
"""inspect makes its constants of these names. Source: `dis` of Python 3.14."""

STAND_INS = {
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
"""Texts by the modules in whose place they stand. Templates come compiled: Jinja parses nothing."""


def stand_in(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an archive's sources, by their names in it, with stand-ins where there are some."""
    if not is_on("stubs"):
        return dict(sources)
    places = {_module(name): name for name in sources}
    stand_ins = {places[of]: text.encode() for of, text in STAND_INS.items() if of in places}
    return {**sources, **stand_ins}


def named_in(error: str) -> list[str]:
    """Return the modules that a stub replaces and that an error names, by name or by file."""
    forms = ("'{0}'", "/{1}.py", "/{1}/__init__.py", " {0}.")
    return [
        of
        for of in STAND_INS
        if any(form.format(of, of.replace(".", "/")) in error for form in forms)
    ]


def _module(name: str) -> str:
    """Return the module that a file of an archive is, with dots."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
