"""Which action leads from which screen to which: one table for each console, one for the phone.

An action that a screen does not offer raises NotHere: the press came too late, which is no bug.
Where the next screen depends on more than the action, a row has a Fork: after the password, on the
user's devices; in the wizard, on the type of device.

The browser's dialog has a table of its own. While it is open, the page behind it can't be used, and
what answers the dialog also moves the page. Three actions on the phone change the console's screen:
following the link in an email, entering the digits of a call, and agreeing to use a passkey. A link
to the false page can be followed whatever the window shows, so it has a row of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    Edition,
    Screen,
    View,
    World,
    root_types,
)
from mfa_rehearsal.user_agent.dialog import DialogState


@dataclass(frozen=True)
class Fork:
    """The screens that can follow an action.

    Args:
        by: says which of them, from the world after the action.
        screens: the screens by what `by` says.
    """

    by: Callable[[World], str]
    screens: Mapping[str, Screen] = field(hash=False)


Row = dict[type[a.Action], Screen | Fork]
Table = dict[Screen, Row]


SIGNED_IN, SEVERAL, NO_DEVICE = "signed in", "several types", "no device"
"""How far a sign-in is when it asks for no type of device."""


def sign_in_progress(world: World) -> str:
    """Return how far a sign-in is, or the type of device that it asks for."""
    if world.console.signed_in:
        return SIGNED_IN
    return world.console.challenged or (SEVERAL if root_types(world) else NO_DEVICE)


def type_set_up(world: World) -> str:
    """Return the type of device that the wizard is setting up."""
    return world.console.setting_up


BAR: Row = {
    a.OpenSecurityCredentials: "security-credentials",
    a.GoHome: "home",
    a.SignOut: "sign-in",
}
"""The bar at the top of every screen after sign-in."""

ASKS_FOR: Mapping[str, Screen] = {
    PASSKEY: "sign-in-passkey",
    AUTHENTICATOR_APP: "sign-in-mfa",
    HARDWARE: "sign-in-mfa",
}
"""The page that asks for each type of device."""


def sign_in_pages(after_password: Fork, asking: Screen | Fork) -> Table:
    """Return the pages before the console.

    Args:
        after_password: what follows the password.
        asking: the page that asks for a device, to which the others lead back.
    """
    return {
        "sign-in": {a.SubmitEmail: "sign-in-password", a.ChooseIamUser: "sign-in-iam-user"},
        "sign-in-iam-user": {a.SignInUsingRootEmail: "sign-in"},
        "sign-in-password": {a.SubmitPassword: after_password, a.Cancel: "sign-in"},
        "sign-in-mfa": {
            a.SubmitMfaCode: "home",
            a.TroubleshootMfa: "sign-in-trouble",
            a.Cancel: "sign-in",
        },
        "sign-in-trouble": {
            a.SubmitResync: asking,
            a.SignInWithAlternativeFactors: "sign-in-factors",
            a.Cancel: asking,
        },
        "sign-in-factors": {a.SendVerificationEmail: "sign-in-mail-sent", a.Cancel: asking},
        "sign-in-mail-sent": {
            a.SendVerificationEmail: "sign-in-mail-sent",
            a.VerifyEmail: "sign-in-phone",
            a.Cancel: asking,
        },
        "sign-in-phone": {a.CallMeNow: "sign-in-call", a.Cancel: asking},
        "sign-in-call": {
            a.CallMeNow: "sign-in-call",
            a.EnterCallDigits: "sign-in-verified",
            a.Cancel: asking,
        },
        "sign-in-verified": {a.SignInToConsole: "security-credentials", a.Cancel: asking},
    }


def passkey_page(then: Screen, here: Screen) -> Row:
    """Return the row of a page that asks for a passkey.

    Args:
        then: what follows the passkey.
        here: the page itself.
    """
    return {a.ConfirmOnComputer: then, a.ConfirmOnPhone: then, a.TouchKey: then, a.TryAgain: here}


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


def app_page(here: Screen) -> Row:
    """Return the row of a page that sets up an authenticator app, without what leads on."""
    return dict.fromkeys((a.ShowQrCode, a.ShowSecretKey, a.EnterCodes), here)


SET_UP_DEVICE: Row = {
    **BAR,
    **app_page("set-up-device"),
    a.Cancel: "security-credentials",
}

TODAY_ASKS = Fork(sign_in_progress, {**ASKS_FOR, SEVERAL: "sign-in-methods"})

REGISTER: Table = {
    "register-mfa": {
        a.ChooseDevice: Fork(
            type_set_up,
            {
                PASSKEY: "register-passkey",
                AUTHENTICATOR_APP: "register-app",
                HARDWARE: "register-token",
            },
        ),
        a.SkipRegistration: "home",
        a.Cancel: "sign-in",
    },
    "register-app": {
        **app_page("register-app"),
        a.SubmitCodes: "home",
        a.Cancel: "register-mfa",
    },
    "register-passkey": {**passkey_page("home", "register-passkey"), a.Cancel: "register-mfa"},
    "register-token": {a.AddHardwareToken: "home", a.Cancel: "register-mfa"},
}
"""Registration between the password and the console, when AWS demands MFA."""

FALSE_PAGE: Table = {
    "false-sign-in": {
        a.GivePassword: Fork(
            sign_in_progress,
            {
                PASSKEY: "false-passkey",
                AUTHENTICATOR_APP: "false-code",
                HARDWARE: "false-code",
                NO_DEVICE: "false-done",
            },
        ),
        a.OpenBookmark: "sign-in",
    },
    "false-code": {a.GiveCode: "false-done", a.OpenBookmark: "sign-in"},
    "false-passkey": {
        **passkey_page("false-done", "false-passkey"),
        a.OpenBookmark: "sign-in",
    },
    "false-done": {a.OpenBookmark: "sign-in"},
}
"""The false sign-in page, which asks for what it can use."""

FROM_ANY_SCREEN: Row = {a.FollowMailLink: "false-sign-in"}
"""What changes the window whatever it shows."""

TODAY: Table = {
    **FALSE_PAGE,
    **sign_in_pages(
        Fork(
            sign_in_progress,
            {**TODAY_ASKS.screens, SIGNED_IN: "home", NO_DEVICE: "register-mfa"},
        ),
        TODAY_ASKS,
    ),
    "sign-in-mfa": {
        a.SubmitMfaCode: "home",
        a.TroubleshootMfa: "sign-in-trouble",
        a.TryAnotherMethod: "sign-in-methods",
        a.Cancel: "sign-in",
    },
    "sign-in-passkey": {
        **passkey_page("home", "sign-in-passkey"),
        a.TroubleshootMfa: "sign-in-trouble",
        a.TryAnotherMethod: "sign-in-methods",
        a.Cancel: "sign-in",
    },
    "sign-in-methods": {
        a.ChooseMethod: TODAY_ASKS,
        a.SignInWithAlternativeFactors: "sign-in-factors",
        a.Cancel: Fork(sign_in_progress, {**ASKS_FOR, SEVERAL: "sign-in"}),
    },
    **REGISTER,
    "home": {**BAR, a.Close: "home"},
    "security-credentials": {
        **BAR,
        a.OpenMfaSection: "security-credentials",
        a.AssignMfaDevice: "choose-device",
        a.SelectDevice: "security-credentials",
        a.OpenResync: "resync-device",
        a.RemoveDevice: "remove-device",
        a.Close: "security-credentials",
    },
    "choose-device": {
        **CHOOSE_DEVICE,
        a.ChooseDevice: Fork(
            type_set_up,
            {
                PASSKEY: "set-up-passkey",
                AUTHENTICATOR_APP: "set-up-device",
                HARDWARE: "set-up-token",
            },
        ),
    },
    "set-up-device": {**SET_UP_DEVICE, a.SubmitCodes: "security-credentials"},
    "set-up-passkey": {
        **BAR,
        **passkey_page("security-credentials", "set-up-passkey"),
        a.Cancel: "security-credentials",
    },
    "set-up-token": {
        **BAR,
        a.AddHardwareToken: "security-credentials",
        a.Cancel: "security-credentials",
    },
    **DIALOGS,
}

CLASSIC_BAR: Row = {**BAR, a.OpenSecurityCredentials: "before-credentials"}

CLASSIC: Table = {
    **sign_in_pages(
        Fork(sign_in_progress, {SIGNED_IN: "home", AUTHENTICATOR_APP: "sign-in-mfa"}), "sign-in-mfa"
    ),
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
        a.OpenLens: "lens",
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
    "mail": {a.VerifyEmail: "mail", a.FollowMailLink: "mail", a.GoBack: "home", a.LeaveApp: "home"},
    "ringing": {a.AnswerCall: "call", a.LeaveApp: "home"},
    "call": {a.EnterCallDigits: "home", a.LeaveApp: "home"},
    "clock": {a.SetPhoneClock: "clock", a.GoBack: "home", a.LeaveApp: "home"},
    "lens": {a.Scan: "passkey", a.GoBack: "home", a.LeaveApp: "home"},
    "passkey": {a.ConfirmOnPhone: "home", a.LeaveApp: "home"},
}

ALWAYS_IN_DIALOG: dict[type[a.Action], DialogState | None] = {
    a.UseAnotherDevice: "places",
    a.CancelRequest: None,
}

BROWSER: dict[DialogState, dict[type[a.Action], DialogState | None]] = {
    "places": {
        a.UseThisDevice: "this-device",
        a.UsePhone: "scan",
        a.UseSecurityKey: "pin",
        a.CancelRequest: None,
    },
    "no-passkey": ALWAYS_IN_DIALOG,
    "this-device": {a.ConfirmOnComputer: None, **ALWAYS_IN_DIALOG},
    "scan": ALWAYS_IN_DIALOG,
    "phone": {a.ConfirmOnPhone: None, **ALWAYS_IN_DIALOG},
    "pin": {a.EnterPin: "touch", **ALWAYS_IN_DIALOG},
    "touch": {a.TouchKey: None, **ALWAYS_IN_DIALOG},
    "out-of-reach": {a.CancelRequest: None},
}
"""What the browser's dialog offers in each state, and the state that follows; None closes it. The
phone's camera leads from "scan" to "phone"."""

IN_DIALOG = frozenset(kind for row in BROWSER.values() for kind in row)
"""Actions that only an open dialog offers."""
