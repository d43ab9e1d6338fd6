"""A plain model of what a tick claims: for each step, what must have been done in the run.

Rule: it reads a list of what was done, with the world before and after, and ignores the goals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyotp
from mfa_rehearsal.console import Action, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import root_devices


@dataclass(frozen=True)
class Did:
    """One thing that was done.

    Args:
        cause: slug of the refusal, or "".
    """

    action: Action
    before: World
    after: World
    cause: str


Log = Sequence[Did]
Claim = Callable[[Log], bool]


def refused(kind: type[Action], cause: str) -> Claim:
    return lambda log: any(isinstance(d.action, kind) and d.cause == cause for d in log)


def done(*kinds: type[Action]) -> Claim:
    return lambda log: any(isinstance(d.action, kinds) and not d.cause for d in log)


def at_some_time(true: Callable[[World], bool]) -> Claim:
    return lambda log: any(true(d.before) or true(d.after) for d in log)


def each(*claims: Claim) -> Claim:
    return lambda log: all(claim(log) for claim in claims)


def assigned(true: Callable[[Did], bool]) -> Claim:
    def claim(log: Log) -> bool:
        sent = (d for d in log if isinstance(d.action, a.SubmitCodes) and not d.cause)
        return any(true(d) for d in sent if root_devices(d.before) != root_devices(d.after))

    return claim


ANSWERS = (a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey)


def registered(log: Log) -> bool:
    answered = (d for d in log if isinstance(d.action, ANSWERS) and not d.cause)
    return any(len(d.after.account.passkeys) > len(d.before.account.passkeys) for d in answered)


def signed_in_by_passkey(log: Log) -> bool:
    answered = (d for d in log if isinstance(d.action, ANSWERS) and not d.cause)
    return any(d.after.console.signed_in and not d.before.console.signed_in for d in answered)


def newest(world: World) -> int:
    """Return the offset, in periods, of the device that was assigned last."""
    dates = {device.enable_date or 0: device.offset_steps for device in root_devices(world)}
    return dates[max(dates)]


def offset_s(d: Did) -> int:
    return newest(d.after) * 30 - d.after.handset.phone.offset_s


late = assigned(lambda d: abs(offset_s(d)) > 60)
in_time = assigned(
    lambda d: any(
        abs(device.offset_steps * 30 - d.after.handset.phone.offset_s) <= 60
        for device in root_devices(d.after)
    )
)
ahead = assigned(lambda d: any(device.offset_steps > 2 for device in root_devices(d.after)))
own_assigned = assigned(lambda d: bool(here(d.after)))


def here(world: World) -> list[str]:
    """Return the serial numbers of the devices on the phone in the hand."""
    secrets = {entry.secret for entry in world.handset.phone.entries}
    return [each.serial_number for each in root_devices(world) if each.secret in secrets]


def waited_with_codes(log: Log) -> bool:
    """Return whether two typed codes stayed in the fields while more than 30 seconds passed."""
    typed_at: dict[tuple[str, str], int] = {}
    for d in log:
        for world in (d.before, d.after):
            draft = world.console.draft
            if all(draft) and world.console.pending:
                typed_at.setdefault(draft, world.now)
                if world.now - typed_at[draft] > 30:
                    return True
    return False


def resynced(*, signed_in: bool) -> Claim:
    return lambda log: any(
        isinstance(d.action, a.SubmitResync)
        and not d.cause
        and d.before.console.signed_in == signed_in
        for d in log
    )


def signed_in_by_code(log: Log) -> bool:
    return any(isinstance(d.action, a.SubmitMfaCode) and not d.cause for d in log)


def in_since(cause: str) -> Claim:
    def claim(log: Log) -> bool:
        refusals = [number for number, d in enumerate(log) if d.cause == cause]
        return bool(refusals) and signed_in_by_code(log[refusals[0] :])

    return claim


def sent_pair_from_another_key(log: Log) -> bool:
    """Return whether a refused pair came from an entry whose key isn't the pending device's."""
    for d in log:
        if not isinstance(d.action, a.SubmitCodes) or d.cause != "codes-not-from-this-key":
            continue
        pending = {
            x.secret
            for x in d.before.account.devices
            if x.serial_number == d.before.console.pending
        }
        for entry in d.before.handset.phone.entries:
            totp = pyotp.TOTP(entry.secret)
            now = d.before.now + d.before.handset.phone.offset_s
            recent = {totp.at(now - 30 * age) for age in range(-2, 64)}
            digits = {"".join(d.action.first.split()), "".join(d.action.second.split())}
            if entry.secret not in pending and digits <= recent:
                return True
    return False


def nine_in_a_window(log: Log) -> bool:
    times = [d.before.now // 180 for d in log if isinstance(d.action, a.SubmitMfaCode) and d.cause]
    return any(times.count(window) >= 9 for window in times)


def deleted_entry(log: Log) -> bool:
    return any(
        len(d.after.handset.phone.entries) < len(d.before.handset.phone.entries)
        for d in log
        if isinstance(d.action, a.DeleteEntry)
    )


def removed(log: Log) -> bool:
    return any(isinstance(d.action, a.ConfirmRemove) and not d.cause for d in log)


def name_reused(log: Log) -> bool:
    for d in log:
        if isinstance(d.action, a.ChooseDevice) and not d.cause:
            names = {x.name for x in d.before.account.devices if x.user_name is None}
            if d.action.name.strip() in names:
                return True
    return False


def screen(*names: str) -> Claim:
    return at_some_time(lambda world: world.console.screen in names)


PAST = ("sign-in-phone", "sign-in-call", "sign-in-verified")
LATE: dict[str, Claim] = {"walk-away": waited_with_codes, "send-them-late": late}
PAIR: dict[str, dict[str, Claim]] = {
    "pair-mistakes": {
        "send-one-code-twice": refused(a.SubmitCodes, "same-code-twice"),
        "send-them-reversed": refused(a.SubmitCodes, "codes-reversed"),
        "skip-one": refused(a.SubmitCodes, "codes-not-consecutive"),
        "send-a-true-pair": in_time,
    },
    "late-at-the-door": {
        **LATE,
        "be-refused": refused(a.SubmitMfaCode, "code-out-of-step"),
        "resync-at-the-door": resynced(signed_in=False),
        "get-in": signed_in_by_code,
    },
    "late-in-the-list": {
        **LATE,
        "resync-in-the-list": resynced(signed_in=True),
        "prove-it": signed_in_by_code,
    },
}
WIZARDS: dict[str, dict[str, Claim]] = {
    "old-entry": {
        "cancel-the-wizard": at_some_time(lambda w: not w.console.pending and not root_devices(w)),
        "begin-again": done(a.ShowQrCode),
        "scan-again": at_some_time(lambda w: len(w.handset.phone.entries) > 1),
        "use-the-dead-entry": sent_pair_from_another_key,
        "use-the-live-entry": in_time,
        "delete-the-dead-entry": deleted_entry,
    },
    "left-over-device": {
        "use-the-name-again": name_reused,
        "finish-this-time": in_time,
        "take-a-name-in-use": refused(a.ChooseDevice, "device-name-taken"),
        "choose-another-name": each(
            refused(a.ChooseDevice, "device-name-taken"), done(a.ChooseDevice)
        ),
        "meet-the-refusal": refused(a.ChooseDevice, "device-name-taken"),
        "get-past-it": done(a.ChooseDevice),
    },
    "no-camera": {
        "slip-while-typing": done(a.AddByHand),
        "be-refused": sent_pair_from_another_key,
        "type-it-right": done(a.AddByHand),
        "send-the-codes": in_time,
    },
    "own-phone": {
        "show-the-code": done(a.ShowQrCode),
        "send-your-phones-codes": assigned(lambda d: True),
        "sign-in-with-your-phone": signed_in_by_code,
    },
}
CODES: dict[str, dict[str, Claim]] = {
    "wrong-clock": {
        "enrol-with-a-wrong-clock": ahead,
        "sign-in-all-the-same": signed_in_by_code,
        "correct-the-clock": done(a.SetPhoneClock),
        "be-refused": refused(a.SubmitMfaCode, "code-out-of-step"),
        "resync-too-early": refused(a.SubmitResync, "pair-already-used"),
        "resync-in-time": done(a.SubmitResync),
        "get-in": signed_in_by_code,
    },
    "one-code-two-sign-ins": {
        "use-a-code-twice": refused(a.SubmitMfaCode, "code-already-used"),
        "use-the-next-code": in_since("code-already-used"),
    },
    "ten-tries": {
        "try-nine-wrong-codes": nine_in_a_window,
        "try-the-right-one": refused(a.SubmitMfaCode, "attempts-exhausted"),
        "wait-and-sign-in": in_since("attempts-exhausted"),
    },
}
PHONES: dict[str, dict[str, Claim]] = {
    "second-device": {"sign-in-with-it": signed_in_by_code, "remove-the-lost-one": removed},
    "lost-phone": {
        "ask-for-other-factors": screen("sign-in-factors", "sign-in-mail-sent", *PAST),
        "verify-the-mail": done(a.VerifyEmail),
        "answer-the-call": done(a.EnterCallDigits),
        "enter-the-console": done(a.SignInToConsole),
        "remove-the-lost-one": removed,
        "set-up-anew": own_assigned,
    },
    "new-phone": {
        "add-the-new-phone": own_assigned,
        "sign-in-with-the-new": signed_in_by_code,
        "remove-the-old": removed,
    },
    "remove-device": {
        "remove-it": removed,
        "read-the-mail": each(removed, at_some_time(lambda w: w.handset.view == "mail")),
        "see-what-is-left": each(removed, done(a.SubmitPassword, a.SignInToConsole)),
    },
    "eight-devices": {
        "try-a-ninth": refused(a.SubmitCodes, "too-many-devices"),
        "remove-one": removed,
        "add-it-now": own_assigned,
    },
}


def relayed(log: Log) -> bool:
    return any(isinstance(d.action, a.GiveCode) and not d.cause for d in log)


def refused_after_relay(log: Log) -> bool:
    """Return whether a code was refused as used after the false page had passed one on."""
    given = [n for n, d in enumerate(log) if isinstance(d.action, a.GiveCode) and not d.cause]
    return bool(given) and refused(a.SubmitMfaCode, "code-already-used")(log[given[0] :])


FALSE = ("false-sign-in", "false-code", "false-passkey", "false-done")
LURES: dict[str, dict[str, Claim]] = {
    "false-page-code": {
        "follow-the-link": screen(*FALSE),
        "give-it-a-code": relayed,
        "use-the-code-yourself": refused_after_relay,
        "get-in": signed_in_by_code,
    },
    "false-page-passkey": {
        "follow-the-link": screen(*FALSE),
        "let-it-ask": screen("false-passkey"),
        "sign-in-at-the-right-address": done(a.ConfirmOnComputer, a.ConfirmOnPhone, a.TouchKey),
    },
}
GUIDE: dict[str, dict[str, Claim]] = {
    "enrolment": {
        "sign-in-as-root": at_some_time(lambda w: w.console.signed_in),
        "open-security-credentials": screen(
            "security-credentials", "choose-device", "set-up-device"
        ),
        "find-the-mfa-section": at_some_time(
            lambda w: (
                w.console.section_open or w.console.screen in {"choose-device", "set-up-device"}
            )
        ),
        "start-the-wizard": screen("choose-device", "set-up-device"),
        "choose-authenticator-app": at_some_time(lambda w: bool(w.console.pending)),
        "show-the-qr-code": at_some_time(lambda w: w.console.qr_shown),
        "open-the-authenticator": at_some_time(
            lambda w: (
                w.handset.view in {"add", "camera", "by-hand"} or bool(w.handset.phone.entries)
            )
        ),
        "scan-the-qr-code": at_some_time(
            lambda w: any(entry.origin == "scanned" for entry in w.handset.phone.entries)
        ),
        "type-the-secret-key": at_some_time(
            lambda w: any(entry.origin == "typed" for entry in w.handset.phone.entries)
        ),
        "see-the-codes": at_some_time(
            lambda w: any(
                entry.added_at // 30 < (w.now + w.handset.phone.offset_s) // 30
                for entry in w.handset.phone.entries
            )
        ),
        "enter-two-codes": at_some_time(lambda w: all(w.console.draft)),
        "submit-at-once": in_time,
        "confirm-success": signed_in_by_code,
    }
}
PASSKEY_WIZARD = {"set-up-passkey", "set-up-device", "set-up-token"}
PASSKEY: dict[str, dict[str, Claim]] = {
    "passkey": {
        "sign-in-with-the-password": at_some_time(lambda w: w.console.signed_in),
        "go-to-the-mfa-section": at_some_time(
            lambda w: (
                w.console.section_open or w.console.screen in {"choose-device", *PASSKEY_WIZARD}
            )
        ),
        "assign-mfa-device": screen("choose-device", *PASSKEY_WIZARD),
        "choose-passkey": screen("set-up-passkey"),
        "choose-where-to-keep-it": done(a.UseThisDevice, a.UsePhone, a.UseSecurityKey),
        "confirm-the-passkey": registered,
        "see-it-in-the-list": each(registered, done(a.SelectDevice)),
        "let-aws-ask-for-it": screen("sign-in-passkey"),
        "see-the-way-back-in": done(a.TroubleshootMfa, a.SignInWithAlternativeFactors),
        "sign-in-with-the-passkey": signed_in_by_passkey,
    }
}
CLAIMS = {**PAIR, **WIZARDS, **CODES, **LURES, **PHONES, **GUIDE, **PASSKEY}
"""What each tick claims, by lesson and step."""
