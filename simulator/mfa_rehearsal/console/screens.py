"""Which action leads from which screen to which: one table for each console, one for the phone.

An action that a screen does not offer raises NotHere: the press came too late, which is no bug.
After the password, the next screen depends on whether the user has a device, so a row may name two
screens. Two actions on the phone also change the console's screen: following the link in an email
and entering the digits of a call.
"""

from dataclasses import dataclass

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import Edition, Screen, View


@dataclass(frozen=True)
class Fork:
    """The two screens that can follow a password: the console, or the page that asks for a code."""

    without_device: Screen
    with_device: Screen


Row = dict[type[a.Action], Screen | Fork]
Table = dict[Screen, Row]

BAR: Row = {
    a.OpenSecurityCredentials: "security-credentials",
    a.GoHome: "home",
    a.SignOut: "sign-in",
}
"""The bar at the top of every screen after sign-in."""

SIGN_IN: Table = {
    "sign-in": {a.SubmitEmail: "sign-in-password", a.ChooseIamUser: "sign-in-iam-user"},
    "sign-in-iam-user": {a.SignInUsingRootEmail: "sign-in"},
    "sign-in-password": {
        a.SubmitPassword: Fork("home", "sign-in-mfa"),
        a.Cancel: "sign-in",
    },
    "sign-in-mfa": {
        a.SubmitMfaCode: "home",
        a.TroubleshootMfa: "sign-in-trouble",
        a.Cancel: "sign-in",
    },
    "sign-in-trouble": {
        a.SubmitResync: "sign-in-mfa",
        a.SignInWithAlternativeFactors: "sign-in-factors",
        a.Cancel: "sign-in-mfa",
    },
    "sign-in-factors": {a.SendVerificationEmail: "sign-in-mail-sent", a.Cancel: "sign-in-mfa"},
    "sign-in-mail-sent": {
        a.SendVerificationEmail: "sign-in-mail-sent",
        a.VerifyEmail: "sign-in-phone",
        a.Cancel: "sign-in-mfa",
    },
    "sign-in-phone": {a.CallMeNow: "sign-in-call", a.Cancel: "sign-in-mfa"},
    "sign-in-call": {
        a.CallMeNow: "sign-in-call",
        a.EnterCallDigits: "sign-in-verified",
        a.Cancel: "sign-in-mfa",
    },
    "sign-in-verified": {a.SignInToConsole: "security-credentials", a.Cancel: "sign-in-mfa"},
}

DIALOGS: Table = {
    "resync-device": {
        **BAR,
        a.SubmitResync: "security-credentials",
        a.Cancel: "security-credentials",
    },
    "remove-device": {
        **BAR,
        a.ConfirmRemove: "security-credentials",
        a.Cancel: "security-credentials",
    },
}

CHOOSE_DEVICE: Row = {
    **BAR,
    a.ChooseDevice: "set-up-device",
    a.DeleteVirtualMfaDevice: "choose-device",
    a.Cancel: "security-credentials",
}

SET_UP_DEVICE: Row = {
    **BAR,
    a.ShowQrCode: "set-up-device",
    a.ShowSecretKey: "set-up-device",
    a.EnterCodes: "set-up-device",
    a.Cancel: "security-credentials",
}

TODAY: Table = {
    **SIGN_IN,
    "sign-in-mfa": {**SIGN_IN["sign-in-mfa"], a.TryAnotherMethod: "sign-in-methods"},
    "sign-in-methods": {
        a.ChooseMethod: "sign-in-mfa",
        a.SignInWithAlternativeFactors: "sign-in-factors",
        a.Cancel: "sign-in-mfa",
    },
    "home": BAR,
    "security-credentials": {
        **BAR,
        a.OpenMfaSection: "security-credentials",
        a.AssignMfaDevice: "choose-device",
        a.SelectDevice: "security-credentials",
        a.OpenResync: "resync-device",
        a.RemoveDevice: "remove-device",
        a.Close: "security-credentials",
    },
    "choose-device": CHOOSE_DEVICE,
    "set-up-device": {**SET_UP_DEVICE, a.SubmitCodes: "security-credentials"},
    **DIALOGS,
}

CLASSIC_BAR: Row = {**BAR, a.OpenSecurityCredentials: "before-credentials"}

CLASSIC: Table = {
    **SIGN_IN,
    "home": CLASSIC_BAR,
    "before-credentials": {
        **CLASSIC_BAR,
        a.ContinueToSecurityCredentials: "security-credentials",
        a.Cancel: "home",
    },
    "security-credentials": {
        **CLASSIC_BAR,
        a.OpenMfaSection: "security-credentials",
        a.CloseMfaSection: "security-credentials",
        a.ActivateMfa: "choose-device",
        a.OpenResync: "resync-device",
        a.RemoveDevice: "remove-device",
        a.Close: "security-credentials",
    },
    "choose-device": {**CHOOSE_DEVICE, **CLASSIC_BAR},
    "set-up-device": {
        **SET_UP_DEVICE,
        **CLASSIC_BAR,
        a.SubmitCodes: "device-assigned",
    },
    "device-assigned": {**CLASSIC_BAR, a.Close: "security-credentials"},
    **{screen: {**row, **CLASSIC_BAR} for screen, row in DIALOGS.items()},
}

CONSOLES: dict[Edition, Table] = {"today": TODAY, "classic": CLASSIC}

PHONE: dict[View, dict[type[a.Action], View]] = {
    "home": {
        a.OpenAuthenticator: "entries",
        a.OpenClockSettings: "clock",
        a.OpenMail: "mail",
    },
    "entries": {a.AddAccount: "add", a.OpenEntry: "entry", a.LeaveApp: "home"},
    "add": {
        a.OpenCamera: "camera",
        a.OpenManualEntry: "by-hand",
        a.GoBack: "entries",
        a.LeaveApp: "home",
    },
    "camera": {a.Scan: "entries", a.GoBack: "add", a.LeaveApp: "home"},
    "by-hand": {a.AddByHand: "entries", a.GoBack: "add", a.LeaveApp: "home"},
    "entry": {a.DeleteEntry: "entries", a.GoBack: "entries", a.LeaveApp: "home"},
    "mail": {a.VerifyEmail: "mail", a.GoBack: "home", a.LeaveApp: "home"},
    "ringing": {a.AnswerCall: "call", a.LeaveApp: "home"},
    "call": {a.EnterCallDigits: "home", a.LeaveApp: "home"},
    "clock": {a.SetPhoneClock: "clock", a.GoBack: "home", a.LeaveApp: "home"},
}
