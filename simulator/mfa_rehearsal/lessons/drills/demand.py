"""Drills: AWS's demand for MFA between the password and the console."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.goals import devices, passkeys
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Offer, Step, walk
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import passkey_lessons, sign_in_pages


def demanded(_: World) -> Actions:
    """Let AWS demand MFA."""
    yield a.DemandMfa()


def put_off_once(world: World) -> Actions:
    """Let AWS demand MFA, put it off, and sign out."""
    world = yield a.DemandMfa()
    world = yield from walk(passkey_lessons.put_off, world)
    world = yield from sign_in_pages.open_menu(world)
    yield a.SignOut()


IN_TIME = Case(passkeys.registered, "You registered a device in time.")
NONE_LEFT = Case(
    devices.without_devices,
    "The root user has no device any more. Sign out, sign in, and register one again.",
)

PASS_DAYS = (Offer("Skip to the 35th day", a.SkipToDueDate()),)

MFA_AT_THE_DOOR = (
    Step(
        "meet-the-demand",
        passkeys.demand_seen,
        passkey_lessons.meet_demand,
        "Press Next, then Sign in.",
    ),
    Step(
        "put-it-off",
        passkeys.put_off,
        passkey_lessons.put_off,
        "Press Skip for now.",
        passed=(Case(passkeys.registered, "You registered a device at once."),),
    ),
    Step(
        "register-right-there",
        passkeys.registered_at_the_door,
        passkey_lessons.register_at_the_door,
        "Sign out and in again. After the password, choose a device and press Next.",
        offers=NEXT_CODE,
        passed=(Case(passkeys.registered, "You registered a device in the console instead."),),
    ),
    Step(
        "sign-in-with-what-you-have",
        passkeys.proved_by_any,
        passkey_lessons.sign_in_with_any,
        "Sign out, then sign in with the new device.",
        offers=NEXT_CODE,
        instead=(NONE_LEFT,),
    ),
)

THIRTY_FIFTH_DAY = (
    Step(
        "let-the-days-pass",
        passkeys.days_over,
        passkey_lessons.skip_to_due_date,
        "Press Skip to the 35th day.",
        offers=PASS_DAYS,
        passed=(IN_TIME,),
    ),
    Step(
        "find-no-way-around",
        passkeys.demanded_now,
        passkey_lessons.meet_demand,
        "Press Next, then Sign in.",
        passed=(IN_TIME,),
    ),
    Step(
        "register-to-get-in",
        passkeys.registered_at_the_door,
        passkey_lessons.register_at_the_door,
        "Choose a device and press Next.",
        offers=NEXT_CODE,
    ),
)


DRILLS: dict[str, Drill] = {
    "mfa-at-the-door": Drill(demanded, MFA_AT_THE_DOOR),
    "thirty-fifth-day": Drill(put_off_once, THIRTY_FIFTH_DAY),
}
