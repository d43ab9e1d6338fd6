"""What a reader presses to do an action, named as the control is named on the screen.

Rule: one entry for each action that a solution may begin with. A control's name is in `**`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mfa_rehearsal import iam
from mfa_rehearsal.console import Action, World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.labels import LABELS, Labels
from mfa_rehearsal.console.world import ACCOUNT_NAME, HARDWARE
from mfa_rehearsal.views.console_texts import KINDS, TYPES
from mfa_rehearsal.views.phone_values import CLOCKS

NAMED = re.compile(r"\*\*(.+?)\*\*")

Instruction = Callable[[World, Any], str]


def how_to(world: World, action: Action) -> str:
    """Return how to do an action, such as "press **Next**", or "" for waiting."""
    instruction = HOW.get(type(action))
    return instruction(world, action) if instruction else ""


def names(world: World, action: Action) -> set[str]:
    """Return the names of the controls that an action uses: the one pressed and those beside it."""
    return {*NAMED.findall(how_to(world, action)), *BESIDE.get(type(action), ())}


def _press(field: str) -> Instruction:
    return lambda world, _: f"press **{getattr(LABELS[world.edition], field)}**"


def _text(words: str) -> Instruction:
    return lambda world, _: words


def _device(world: World, serial: str) -> str:
    found = iam.find_device(world.account, serial) or iam.find_passkey(world.account, serial)
    return found.name if found else serial


def _enter_codes(world: World, action: a.EnterCodes) -> str:
    labels = LABELS[world.edition]
    if action.second:
        return f"type the phone's next code into **{labels.code_2}**"
    return f"type the phone's code into **{labels.code_1}**"


def _choose_device(world: World, action: a.ChooseDevice) -> str:
    labels = LABELS[world.edition]
    name = "type a **Device name**, " if world.edition == "today" else ""
    kinds = {kind.value: kind.label for kind in KINDS[world.edition]}
    kind = kinds.get(action.kind, labels.authenticator_app)
    return f"{name}choose **{kind}** and press **{labels.next_page}**"


def _mfa_code(world: World, _: a.SubmitMfaCode | a.GiveCode) -> str:
    whose = "token's" if world.console.challenged == HARDWARE else "phone's"
    return f"type the {whose} code into **{LABELS[world.edition].mfa_code}** and press **Submit**"


def _pair(field: str) -> Instruction:
    def instruction(world: World, _: Action) -> str:
        labels: Labels = LABELS[world.edition]
        button = getattr(labels, field)
        fields = f"**{labels.code_1}** and **{labels.code_2}**"
        return f"type two codes in a row into {fields}, then press **{button}**"

    return instruction


def _submit_codes(world: World, action: a.SubmitCodes) -> str:
    if world.console.draft == (action.first, action.second):
        return _press("submit_codes")(world, action)
    return _pair("submit_codes")(world, action)


def _submit_resync(world: World, action: a.SubmitResync) -> str:
    field = "submit_resync" if world.console.signed_in else "submit_sign_in_resync"
    return _pair(field)(world, action)


def _close(world: World, _: a.Close) -> str:
    return "press **Dismiss**" if world.edition == "today" else "press **Close**"


def _sign_out(world: World, _: a.SignOut) -> str:
    return "press **Sign out**" if world.edition == "today" else "press **Sign Out**"


def _open_entry(world: World, action: a.OpenEntry) -> str:
    found = (e for e in world.handset.phone.entries if e.entry_id == action.entry_id)
    return next((f"on the phone, tap **{entry.account_name}**" for entry in found), "")


def _set_clock(_: World, action: a.SetPhoneClock) -> str:
    return f"on the phone, tap **{dict(CLOCKS)[action.offset_s]}**"


def _tap(label: str) -> Instruction:
    return _text(f"on the phone, tap **{label}**")


def _in_browser(label: str) -> Instruction:
    return _text(f"in the browser's dialog, press **{label}**")


def _add_token(world: World, _: a.AddHardwareToken) -> str:
    labels = LABELS[world.edition]
    fields = f"**{labels.code_1}** and **{labels.code_2}**"
    return (
        "type the token's **Serial number** and two of its codes in a row into"
        f" {fields}, then press **{labels.submit_codes}**"
    )


PLACES = ("This device", "Phone or tablet", "Security key")

BESIDE: Mapping[type[Action], tuple[str, ...]] = {
    a.SubmitEmail: ("Root user", "Root user email address", "Sign in using root user email"),
    a.SubmitPassword: ("Password",),
    a.EnterCallDigits: ("Six digits",),
    a.AddByHand: ("Account name", "Secret key"),
    a.UseThisDevice: PLACES,
}
"""Fields and choices that an action fills in, that are already filled in, or that do as well."""

HOW: Mapping[type[Action], Instruction] = {
    a.SubmitEmail: _text("press **Next**"),
    a.SubmitPassword: _text("press **Sign in**"),
    a.SubmitMfaCode: _mfa_code,
    a.TroubleshootMfa: _press("troubleshoot"),
    a.ChooseMethod: lambda _, action: f"choose **{TYPES[action.type]}**",
    a.SkipRegistration: _text("press **Skip for now**"),
    a.TryAgain: _text("press **Try again**"),
    a.UseThisDevice: _in_browser("This device"),
    a.UsePhone: _in_browser("Phone or tablet"),
    a.UseSecurityKey: _in_browser("Security key"),
    a.UseAnotherDevice: _in_browser("Use another device"),
    a.CancelRequest: _in_browser("Cancel"),
    a.ConfirmOnComputer: _in_browser("Use fingerprint"),
    a.EnterPin: _in_browser("Next"),
    a.TouchKey: _text("beside the phone, press **Touch the key**"),
    a.PressToken: _text("on the token, press **Show code**"),
    a.TurnToken: _text("on the token, press **Turn over**"),
    a.AddHardwareToken: _add_token,
    a.OpenLens: _tap("Camera"),
    a.ConfirmOnPhone: _tap("Continue"),
    a.TryAnotherMethod: _text("press **Try another MFA method**"),
    a.SignInWithAlternativeFactors: _press("alternative_factors"),
    a.SendVerificationEmail: _press("send_email"),
    a.CallMeNow: _press("call_me"),
    a.SignInToConsole: _press("sign_in_to_console"),
    a.OpenAccountMenu: _text(f"press **{ACCOUNT_NAME}**"),
    a.SignOut: _sign_out,
    a.OpenSecurityCredentials: _press("credentials_menu"),
    a.ContinueToSecurityCredentials: _text("press **Continue to Security Credentials**"),
    a.OpenMfaSection: _press("mfa_section"),
    a.Cancel: _text("press **Cancel**"),
    a.Close: _close,
    a.AssignMfaDevice: _press("start_wizard"),
    a.ActivateMfa: _press("start_wizard"),
    a.ChooseDevice: _choose_device,
    a.ShowQrCode: _press("show_qr_code"),
    a.ShowSecretKey: _press("show_secret_key"),
    a.SignInUsingRootEmail: _text("press **Sign in using root user email**"),
    a.EnterCodes: _enter_codes,
    a.SubmitCodes: _submit_codes,
    a.SelectDevice: lambda world, action: f"select **{_device(world, action.serial_number)}**",
    a.OpenResync: _press("resync"),
    a.SubmitResync: _submit_resync,
    a.RemoveDevice: _press("remove"),
    a.ConfirmRemove: _press("confirm_remove"),
    a.DeleteVirtualMfaDevice: _text("in the coach, press **Run this command**"),
    a.OpenAuthenticator: _tap("Authenticator"),
    a.LeaveApp: _tap("Home screen"),
    a.GoBack: _tap("Back"),
    a.AddAccount: _tap("Add account"),
    a.OpenCamera: _tap("Scan a QR code"),
    a.Scan: _tap("Line it up"),
    a.OpenManualEntry: _tap("Enter key"),
    a.AddByHand: _text("on the phone, type a name and the secret key, then tap **Add**"),
    a.OpenEntry: _open_entry,
    a.DeleteEntry: _tap("Delete from this phone"),
    a.OpenClockSettings: _tap("Date and time"),
    a.SetPhoneClock: _set_clock,
    a.OpenMail: _tap("Mail"),
    a.VerifyEmail: _tap("Verify your email address"),
    a.FollowMailLink: _tap("Open on the computer"),
    a.GivePassword: _text("press **Sign in**"),
    a.GiveCode: _mfa_code,
    a.OpenBookmark: _text("in the browser's bar, press **Open AWS from a bookmark**"),
    a.AnswerCall: _tap("Answer"),
    a.EnterCallDigits: _text(
        "on the phone, type the six digits that the page shows, then tap **Send digits**"
    ),
    a.SwapPhones: _text("press **Use the other phone**"),
}
"""How to do each action. Our names are those in the templates; AWS's come from the labels."""
