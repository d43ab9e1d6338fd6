"""What the ticks of the drills about passkeys claim; see events.py."""

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import all_root_devices

from tests.lessons.events import Claim, Log, at_some_time, done, each, removed, screen

ANSWERS = (a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey)


def answered(ceremony: str) -> Claim:
    return lambda log: any(
        isinstance(d.action, ANSWERS)
        and not d.cause
        and d.before.console.dialog is not None
        and d.before.console.dialog.ceremony == ceremony
        for d in log
    )


def registered_at_the_door(log: Log) -> bool:
    return any(
        not d.before.console.signed_in
        and d.after.console.signed_in
        and len(all_root_devices(d.after)) > len(all_root_devices(d.before))
        for d in log
    )


def in_with_a_device(log: Log) -> bool:
    """Return whether the root user got in with a device that it still had."""
    return any(
        d.after.console.signed_in_with
        in {device.serial_number for device in all_root_devices(d.after)}
        for d in log
    )


def in_with_code_in_a_machine(log: Log) -> bool:
    return any(
        isinstance(d.action, a.SubmitMfaCode)
        and not d.cause
        and d.before.surroundings == "virtual-machine"
        for d in log
    )


without_phone = at_some_time(lambda w: not w.handset.phone.entries)
days_over = at_some_time(lambda w: w.mfa_due is not None and w.now >= w.mfa_due)

PASSKEYS: dict[str, dict[str, Claim]] = {
    "two-ways-in": {
        "add-a-passkey": answered("create"),
        "lose-the-app": without_phone,
        "in-with-the-passkey": each(without_phone, answered("get")),
        "remove-the-lost-app": removed,
    },
    "synced-passkey": {
        "lose-everything-on-it": without_phone,
        "in-with-the-passkey": each(without_phone, answered("get")),
        "remove-what-is-gone": removed,
    },
    "lost-security-key": {
        "ask-for-other-ways": screen(
            "sign-in-factors",
            "sign-in-mail-sent",
            "sign-in-phone",
            "sign-in-call",
            "sign-in-verified",
        ),
        "verify-by-mail": done(a.VerifyEmail),
        "verify-by-call": done(a.EnterCallDigits),
        "remove-the-lost-key": removed,
        "save-a-new-passkey": each(done(a.SignInToConsole), answered("create")),
    },
    "passkey-not-here": {
        "sit-elsewhere": done(a.OpenBrowser),
        "find-no-passkey": at_some_time(
            lambda w: w.console.dialog is not None and w.console.dialog.state == "out-of-reach"
        ),
        "use-the-app-there": in_with_code_in_a_machine,
        "back-at-your-computer": answered("get"),
    },
    "mfa-at-the-door": {
        "meet-the-demand": screen("register-mfa"),
        "put-it-off": done(a.SkipRegistration),
        "register-right-there": registered_at_the_door,
        "sign-in-with-what-you-have": in_with_a_device,
    },
    "thirty-fifth-day": {
        "let-the-days-pass": days_over,
        "find-no-way-around": each(days_over, screen("register-mfa")),
        "register-to-get-in": registered_at_the_door,
    },
}
"""What each tick claims, by lesson and step."""
