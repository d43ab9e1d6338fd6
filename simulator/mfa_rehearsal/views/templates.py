"""The one Jinja environment: everything is escaped, and an undefined name is an error.

If there are templates compiled to Python beside this module, it uses them, so that no press in
the reader's browser waits for a template to be parsed.
"""

from importlib.util import find_spec

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

from mfa_rehearsal.views.icons import ICONS

HERE = __file__.replace("\\", "/").rpartition("/")[0]  # pathlib would delay the start in browsers
FOLDER = f"{HERE}/templates"
COMPILED = f"{HERE}/compiled"


def environment(loader: BaseLoader) -> Environment:
    """Return an environment that reads templates through a loader."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["icons"] = ICONS
    return made


def _loader() -> BaseLoader:
    compiled = find_spec("mfa_rehearsal.views.compiled") is not None
    return ModuleLoader(COMPILED) if compiled else FileSystemLoader(FOLDER)


ENVIRONMENT = environment(_loader())
