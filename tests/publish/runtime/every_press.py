"""Inside Pyodide, from the trimmed archive: press every control on every screen.

A module missing from the archive appears as a bug, as it would in a reader's browser.
"""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from types import SimpleNamespace


def play(words: str) -> str:
    """Return the answers that were bugs, and dataclasses compiled late, as JSON."""
    compiled_late: list[str] = []
    dataclasses.builtins = SimpleNamespace(exec=recording(compiled_late))  # type: ignore[attr-defined]
    import_module("mfa_rehearsal.browser.bridge").start(words)
    actions = import_module("mfa_rehearsal.console.actions")
    lessons = import_module("mfa_rehearsal.lessons")
    kinds = [kind for kind in vars(actions).values() if is_action(kind, actions.Action)]
    failed = []
    for edition in ("today", "classic"):
        for slug in (step.slug for each in lessons.guide_lessons(edition) for step in each.steps):
            failed += bugs(press("Open", edition=edition, slug=slug))
            for kind in kinds:
                failed += bugs(press(kind.__name__, **plausible(kind)))
            for action in ("Undo", "ShowMe", "Redraw", "StartOver"):
                failed += bugs(press(action))
    failed += passkeys()
    bug = press("NoSuchAction")["failed"]
    return json.dumps({"failed": failed, "compiled late": compiled_late, "bug": bug})


def passkeys() -> list[str]:
    """Return what failed or was refused while a passkey was made and proved in two places."""
    wrong = []
    for answers in (
        ("UseThisDevice", "ConfirmOnComputer"),
        ("UseSecurityKey", "EnterPin", "TouchKey"),
    ):
        press("Open", edition="today", slug="choose-authenticator-app")
        press("ChooseDevice", kind="passkey", name="my-key")
        out = ("OpenAccountMenu", "SignOut", "SubmitEmail", "SubmitPassword")
        for action in (*answers, *out, *answers):
            answer = press(action)
            wrong += bugs(answer) + ([str(answer["refused"])] if "refused" in answer else [])
    return wrong


def recording(texts: list[str]) -> Callable[..., None]:
    """Return an `exec` that records the texts it executes."""

    def record_and_exec(text: str, scope: dict[str, object], names: dict[str, object]) -> None:
        texts.append(text)
        exec(text, scope, names)

    return record_and_exec


def is_action(kind: object, base: type) -> bool:
    """Tell whether an object is a subclass of Action."""
    return isinstance(kind, type) and issubclass(kind, base) and kind is not base


def plausible(kind: type) -> dict[str, str]:
    """Return fields with valid values for an action."""
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
