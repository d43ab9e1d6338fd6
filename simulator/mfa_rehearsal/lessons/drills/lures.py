"""Drills: a false sign-in page, which gets a code and gets nothing from a passkey."""

from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.drills import openings
from mfa_rehearsal.lessons.goals import lures, state
from mfa_rehearsal.lessons.lesson import Actions, Case, Drill, Step
from mfa_rehearsal.lessons.offers import NEXT_CODE
from mfa_rehearsal.lessons.solutions import lure_routes, sign_in_pages, sign_in_routes, steps


def lured_with_app(world: World) -> Actions:
    """Enroll an app, go to the code page, and get the false email."""
    yield from openings.at_the_code(world)
    yield a.ReceiveFalseMail()


def lured_with_passkey(world: World) -> Actions:
    """Register a passkey, sign out, and get the false email."""
    yield from lure_routes.register(world)
    yield a.Close()
    yield a.OpenAccountMenu()
    yield a.SignOut()
    yield a.ReceiveFalseMail()


def follow_the_link(world: World) -> Actions:
    """Follow the link in the email."""
    yield from lure_routes.to_false_page(world)


def give_the_code(world: World) -> Actions:
    """Give the false page the password and a code."""
    yield from lure_routes.give_code(world)


def use_the_same_code(world: World) -> Actions:
    """Sign in at AWS's page with the code that somebody else has used."""
    if not lures.relayed_code_known(world):
        world = yield from lure_routes.give_code(world)
    stranger = world.stranger
    assert stranger, "AWS has accepted the code"
    world = yield from sign_in_pages.to_code_page(world)
    yield a.SubmitMfaCode(stranger.code)


def let_it_ask(world: World) -> Actions:
    """Give the false page the password, and let it ask for the passkey."""
    yield from lure_routes.let_it_ask(world)


def sign_in_at_aws(world: World) -> Actions:
    """Leave the false page, and sign in with the passkey at AWS's own address."""
    world = yield from lure_routes.with_passkey_only(world)
    if world.console.signed_in:
        world = yield from sign_in_pages.to_code_page(world)
    yield from sign_in_routes.into_console(world)


GAVE_NOTHING = Case(
    lures.in_without_giving_a_code,
    "You signed in at AWS's own address and gave the other page no code. To see what it does with"
    " one, press **Undo**.",
)
TOO_OLD = Case(
    lures.relayed_code_forgotten,
    "The code that you gave the other page is too old now. Follow the link in the phone's mail once"
    " more. Give the page a new code, then use the same one yourself.",
)
NEVER_ASKED = Case(
    lures.signed_in_by_passkey,
    "You signed in at AWS's own address. To see what the other page gets, press **Undo**.",
)

CODE = (
    Step(
        "follow-the-link",
        lures.at_false_page,
        follow_the_link,
        "On the phone, open Mail. The link opens in the computer's browser.",
        passed=(GAVE_NOTHING,),
    ),
    Step(
        "give-it-a-code",
        lures.code_relayed,
        give_the_code,
        "Press Sign in, type the code on the phone and press Submit.",
        offers=NEXT_CODE,
        passed=(GAVE_NOTHING,),
    ),
    Step(
        "use-the-code-yourself",
        lures.own_code_refused,
        use_the_same_code,
        "Open AWS from your bookmark, sign in, and type the same six digits.",
        passed=(GAVE_NOTHING,),
        instead=(TOO_OLD,),
    ),
    Step(
        "get-in",
        state.proved,
        steps.sign_in_again,
        "Type the phone's next code.",
        offers=NEXT_CODE,
    ),
)

PASSKEY = (
    Step(
        "follow-the-link",
        lures.at_false_page,
        follow_the_link,
        "On the phone, open Mail. The link opens in the computer's browser.",
        passed=(NEVER_ASKED,),
    ),
    Step(
        "let-it-ask",
        lures.browser_has_none,
        let_it_ask,
        "Press Sign in. The page asks the browser for your passkey.",
        passed=(NEVER_ASKED,),
    ),
    Step(
        "sign-in-at-the-right-address",
        lures.signed_in_by_passkey,
        sign_in_at_aws,
        "Cancel the dialog, open AWS from your bookmark and sign in with the passkey.",
    ),
)

DRILLS: dict[str, Drill] = {
    "false-page-code": Drill(lured_with_app, CODE),
    "false-page-passkey": Drill(lured_with_passkey, PASSKEY),
}
