"""What the browser's dialog does: open, be answered, be canceled.

Rule: the page asks, and only the dialog answers, so that the console's own controls wait behind it.
Every request has a number, from which its challenge, its new key and its QR code are drawn.
"""

from dataclasses import replace

from mfa_rehearsal.authenticator.hybrid import read_qr_text, write_qr_text
from mfa_rehearsal.authenticator.refusals import not_a_passkey_code
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.addresses import FALSE_PAGE, page_of
from mfa_rehearsal.console.effects import recovering
from mfa_rehearsal.console.effects.mfa_demand import assigned
from mfa_rehearsal.console.randomness import draw_bytes
from mfa_rehearsal.console.world import Console, World, open_dialog
from mfa_rehearsal.user_agent.authenticators import DEVICE_BOUND, knows_site
from mfa_rehearsal.user_agent.dialog import Ceremony, Dialog, DialogState
from mfa_rehearsal.user_agent.origins import may_ask
from mfa_rehearsal.user_agent.surroundings import SURROUNDINGS, reaches_passkeys


def check_name(world: World, name: str) -> None:
    """Check the name of a new passkey, before the browser is asked."""
    from mfa_rehearsal.console.effects import ceremonies  # only now: it takes time to load

    ceremonies.check_name(world, name)


def open_request(world: World, ceremony: Ceremony) -> World:
    """Let the page ask for a passkey, which opens the browser's dialog.

    A page that may not ask for AWS's passkeys gets its own address as the site, as a false page
    would try. The browser then says at once that this computer has none for it.
    """
    from mfa_rehearsal.console.effects import ceremonies  # only now: it takes time to load

    page = page_of(world.console.screen)
    site = ceremonies.RP_ID if may_ask(page, ceremonies.RP_ID) else page.host
    state = _first_state(world, site)
    dialog = Dialog(ceremony, page, site, world.now, world.requests_made, state)
    world = _phone_let_go(replace(world, requests_made=world.requests_made + 1))
    console = replace(world.console, dialog=dialog, request_canceled=False)
    return replace(world, console=console)


def _first_state(world: World, site: str) -> DialogState:
    """Return what the dialog shows first: the choice, unless no passkey can answer."""
    from mfa_rehearsal.console.effects import ceremonies  # only now: it takes time to load

    if not reaches_passkeys(world.surroundings):
        return "out-of-reach"
    known = site == ceremonies.RP_ID or knows_site(world.near.computer, site)
    return "places" if known else "no-passkey"


def try_again(world: World, _: a.TryAgain) -> World:
    """Ask again, for the same as before."""
    return open_request(world, "create" if world.console.setting_up else "get")


def choose_again(world: World, _: a.UseAnotherDevice) -> World:
    """Go back to the choice, which ends a request on the phone."""
    return _phone_let_go(world)


def cancel_request(world: World, _: a.CancelRequest) -> World:
    """Close the dialog; the page learns only that nothing came."""
    return _phone_let_go(replace(world, console=replace(world.console, request_canceled=True)))


def confirm(world: World, _: a.Action) -> World:
    """Answer the request with the authenticator that the dialog is about.

    Raises:
        Refusal: by the browser, the authenticator or AWS.
    """
    from mfa_rehearsal.console.effects import ceremonies  # only now: it takes time to load

    dialog = world.console.dialog
    assert dialog, "the table offers this only while a dialog is open"
    if dialog.page == FALSE_PAGE:
        return ceremonies.hand_on(world, dialog)
    if dialog.ceremony == "create":
        made = ceremonies.make(world, dialog)
        return replace(made, console=assigned(made.console, "passkey-assigned"))
    proved, serial = ceremonies.prove(world, dialog)
    console = replace(proved.console, signed_in=True, signed_in_with=serial, challenged="")
    return replace(proved, console=console)


def scan_request(world: World, action: a.Scan) -> World:
    """Connect the phone to the request whose QR code its camera read.

    Raises:
        Refusal: not-a-passkey-code.
    """
    dialog, read = open_dialog(world), read_qr_text(action.text)
    if dialog is None or dialog.state != "scan" or write_qr_text(read) != qr_text(world, dialog):
        raise not_a_passkey_code()
    connected = replace(dialog, state="phone")
    return replace(world, console=replace(world.console, dialog=connected))


def qr_text(world: World, dialog: Dialog) -> str:
    """Return the text of the QR code that connects the phone to a request."""
    drawn = int.from_bytes(draw_bytes(world, "nearby", dialog.number))
    return write_qr_text(f"{drawn % 10**12:012}")


def lose_security_key(world: World, _: a.LoseSecurityKey) -> World:
    """Continue with an empty security key; no provider has a copy of the lost one's passkeys."""
    return replace(world, near=world.near.put("security-key", DEVICE_BOUND))


def open_browser(world: World, action: a.OpenBrowser) -> World:
    """Go on in a browser elsewhere, at the first sign-in page, if there is such a place."""
    if action.surroundings not in SURROUNDINGS:
        return world
    world = _phone_let_go(recovering.hang_up(world))
    return replace(world, surroundings=action.surroundings, console=Console())


def _phone_let_go(world: World) -> World:
    """Return the world with the phone no longer asking about a passkey."""
    if world.handset.view != "passkey":
        return world
    return replace(world, handset=replace(world.handset, view="home"))
