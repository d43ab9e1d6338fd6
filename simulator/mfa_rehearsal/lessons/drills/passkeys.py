"""Drills: passkeys that survive a loss or don't, and places that reach none."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import all_root_devices
from mfa_rehearsal.lessons.drills import openings
from mfa_rehearsal.lessons.goals import devices, passkeys
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Offer, Route, Step, walk
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import passkey_lessons, sign_in_pages
from mfa_rehearsal.user_agent.authenticators import Place
from mfa_rehearsal.user_agent.surroundings import OWN_COMPUTER


def app_and_passkey(place: Place, world: World) -> Route:
    """Enroll an app and save a passkey."""
    world = yield from walk(openings.enrolled, world)
    world = yield from walk(passkey_lessons.add_passkey(place), world)
    return (yield a.Close())


def app_enrolled(world: World) -> Actions:
    """Enroll an app, and stay at the list of devices."""
    yield from openings.enrolled(world)


def passkey_on_phone(world: World) -> Actions:
    """Enroll an app, and save a passkey on the same phone."""
    yield from app_and_passkey("phone", world)


def only_security_key_lost(world: World) -> Actions:
    """Save a passkey on a security key, sign out, and lose the key."""
    world = yield from walk(passkey_lessons.add_passkey("security-key"), world)
    world = yield a.Close()
    world = yield from sign_in_pages.open_menu(world)
    yield a.SignOut()
    yield a.LoseSecurityKey()


def signed_out_with_both(world: World) -> Actions:
    """Enroll an app, save a passkey on this computer, and sign out."""
    world = yield from app_and_passkey("this-device", world)
    world = yield from sign_in_pages.open_menu(world)
    yield a.SignOut()


LOSE_PHONE = (Offer("Lose the phone", a.LosePhone()),)
GO_AWAY = (
    Offer(
        "Open a browser in a virtual machine", a.OpenBrowser("virtual-machine"), passkeys.at_home
    ),
)
COME_BACK = (Offer("Go back to your own computer", a.OpenBrowser(OWN_COMPUTER), passkeys.away),)

NO_APP = Case(passkeys.only_passkeys_left, "Not needed: the root user has only passkeys.")
NO_DEVICE = Case(
    lambda world: not all_root_devices(world), "Not needed: the root user has no device any more."
)

IN_ALREADY = Case(
    passkeys.signed_in_away,
    "You're in without the passkey. To see what the browser says of it here, sign out, sign in"
    " again and choose the passkey.",
)
NO_PASSKEY = Case(passkeys.no_passkey_left, "Not possible any more: the root user has no passkey.")
NO_CODES = Case(
    passkeys.no_codes_left, "Not possible any more: no phone shows the codes of a device."
)

IN_BY_PASSKEY = Step(
    "in-with-the-passkey",
    passkeys.in_without_lost_phone,
    passkey_lessons.sign_in_with_passkey,
    "Sign out. After the password, choose the passkey.",
    passed=(NO_APP, NO_DEVICE),
)

TWO_WAYS_IN = (
    Step(
        "add-a-passkey",
        passkeys.passkey_assigned,
        passkey_lessons.add_passkey(),
        "Start the wizard again, and choose Passkey or Security Key.",
    ),
    Step(
        "lose-the-app",
        passkeys.phone_lost,
        passkey_lessons.lose_phone,
        "Press Lose the phone.",
        offers=LOSE_PHONE,
        passed=(NO_APP, NO_DEVICE),
    ),
    IN_BY_PASSKEY,
    Step(
        "remove-the-lost-app",
        passkeys.app_removed,
        passkey_lessons.remove_lost_app,
        "In your security credentials, select the app's device and remove it.",
        passed=(NO_APP, NO_DEVICE),
    ),
)

SYNCED_PASSKEY = (
    Step(
        "lose-everything-on-it",
        passkeys.phone_lost,
        passkey_lessons.lose_phone,
        "Press Lose the phone.",
        offers=LOSE_PHONE,
        passed=(NO_APP, NO_DEVICE),
    ),
    IN_BY_PASSKEY,
    Step(
        "remove-what-is-gone",
        passkeys.app_removed,
        passkey_lessons.remove_lost_app,
        "In your security credentials, select the app's device and remove it.",
        passed=(NO_APP, NO_DEVICE),
    ),
)

LOST_SECURITY_KEY = (
    Step(
        "ask-for-other-ways",
        devices.factors_asked,
        passkey_lessons.ask_for_factors,
        "At the sign-in, choose the help below, then alternative factors.",
        keeps=devices.factors_asked,
        passed=(NO_DEVICE,),
    ),
    Step(
        "verify-by-mail",
        devices.mail_verified,
        passkey_lessons.verify_mail,
        "Send the email, open it on the phone and follow its link.",
        keeps=devices.mail_verified,
        passed=(NO_DEVICE,),
    ),
    Step(
        "verify-by-call",
        devices.call_verified,
        passkey_lessons.answer_call,
        "Press Call me now, then type the digits on the phone.",
        keeps=devices.call_verified,
        passed=(NO_DEVICE,),
    ),
    Step(
        "remove-the-lost-key",
        passkeys.lost_key_removed,
        passkey_lessons.remove_lost_key,
        "Sign in to the console, select the lost key and remove it.",
        passed=(NO_DEVICE,),
    ),
    Step(
        "save-a-new-passkey",
        passkeys.replaced_after_loss,
        passkey_lessons.add_passkey(),
        "Go through the wizard again, and save the passkey on this device.",
    ),
)

PASSKEY_NOT_HERE = (
    Step(
        "sit-elsewhere",
        passkeys.away,
        passkey_lessons.go_away,
        "Press Open a browser in a virtual machine.",
        offers=GO_AWAY,
    ),
    Step(
        "find-no-passkey",
        passkeys.out_of_reach,
        passkey_lessons.ask_in_vain,
        "Sign in as far as the choice, and choose the passkey.",
        offers=GO_AWAY,
        passed=(NO_PASSKEY,),
        instead=(IN_ALREADY,),
    ),
    Step(
        "use-the-app-there",
        passkeys.in_with_code_away,
        passkey_lessons.sign_in_with_code_away,
        "Close the browser's dialog, and choose another MFA method.",
        offers=(*GO_AWAY, *NEXT_CODE),
        passed=(NO_CODES,),
    ),
    Step(
        "back-at-your-computer",
        passkeys.in_with_passkey_at_home,
        passkey_lessons.sign_in_at_home,
        "Press Go back to your own computer, then sign in with the passkey.",
        offers=COME_BACK,
        passed=(NO_PASSKEY,),
    ),
)

DRILLS: dict[str, Drill] = {
    "two-ways-in": Drill(app_enrolled, TWO_WAYS_IN),
    "synced-passkey": Drill(passkey_on_phone, SYNCED_PASSKEY),
    "lost-security-key": Drill(only_security_key_lost, LOST_SECURITY_KEY),
    "passkey-not-here": Drill(signed_out_with_both, PASSKEY_NOT_HERE),
}
