"""Runs inside Pyodide, from the trimmed archive: press everything there is, on every screen.

A module that the archive lacks would show as a bug here, and would in a reader's browser.
"""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from types import SimpleNamespace


def play() -> str:
    """Return the answers that were bugs, and dataclasses that were not foreseen, as JSON."""
    compiled_late: list[str] = []
    dataclasses.builtins = SimpleNamespace(exec=noting(compiled_late))  # type: ignore[attr-defined]
    actions = import_module("mfa_rehearsal.console.actions")
    lessons = import_module("mfa_rehearsal.lessons")
    kinds = [kind for kind in vars(actions).values() if is_action(kind, actions.Action)]
    failed = []
    for edition in ("today", "classic"):
        for step in lessons.guide_lesson(edition).steps:
            failed += bugs(press("Open", edition=edition, slug=step.slug))
            for kind in kinds:
                failed += bugs(press(kind.__name__, **plausible(kind)))
            for action in ("Undo", "ShowMe", "Redraw", "StartOver"):
                failed += bugs(press(action))
    bug = press("NoSuchAction")["failed"]
    return json.dumps({"failed": failed, "compiled late": compiled_late, "bug": bug})


def noting(texts: list[str]) -> Callable[..., None]:
    """Return an `exec` that keeps what it executes."""

    def note_and_exec(text: str, scope: dict[str, object], names: dict[str, object]) -> None:
        texts.append(text)
        exec(text, scope, names)

    return note_and_exec


def is_action(kind: object, base: type) -> bool:
    """Tell whether something is a kind of action."""
    return isinstance(kind, type) and issubclass(kind, base) and kind is not base


def plausible(kind: type) -> dict[str, str]:
    """Return fields that the action can be read from."""
    return {field.name: "30" for field in fields(kind)}


def press(action: str, **sent: str) -> dict[str, str]:
    """Send a message to the bridge, as the page would."""
    bridge = import_module("mfa_rehearsal.browser.bridge")
    message = {"id": 0, "action": action, "fields": sent, "now": 1_800_000_000}
    answer: dict[str, str] = json.loads(bridge.handle(json.dumps(message)))
    return answer


def bugs(answer: dict[str, str]) -> list[str]:
    """Return the answer's traceback, if it is a bug."""
    return [answer["failed"]] if "failed" in answer else []
