"""The solution of each of the thirteen steps, from wherever the reader is.

The rule of sign_in_routes applies.
"""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.goals.state import device_assigned, device_created, in_sync
from mfa_rehearsal.lessons.lesson import Actions
from mfa_rehearsal.lessons.solutions import (
    device_routes,
    recovery,
    sign_in_pages,
    sign_in_routes,
    wizard,
)
from mfa_rehearsal.lessons.solutions.codes import code_now, device_in_question


def sign_in(world: World) -> Actions:
    """Submit the email address, the password and, if AWS asks for it, the phone's code."""
    yield from sign_in_routes.into_console(world)


def open_credentials(world: World) -> Actions:
    """Open the account menu, then the security credentials."""
    if world.console.screen == "home":
        world = yield from sign_in_pages.open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        yield a.ContinueToSecurityCredentials()


def find_section(world: World) -> Actions:
    """Go to the section, or expand it."""
    yield from device_routes.to_device_list(world)


def start_wizard(world: World) -> Actions:
    """Press the button that starts the wizard."""
    yield from wizard.to_choice(world)


def choose_device(world: World) -> Actions:
    """Choose the authenticator app, with a free name."""
    world = yield from wizard.to_choice(world)
    yield from wizard.choose(world)


def show_qr_code(world: World) -> Actions:
    """Press Show QR code."""
    yield from wizard.to_wizard(world)
    yield a.ShowQrCode()


def open_app(world: World) -> Actions:
    """Tap the app, then Add account."""
    yield from wizard.to_entries(world)
    yield a.AddAccount()


def scan(world: World) -> Actions:
    """Point the camera at the QR code."""
    world = yield from wizard.to_wizard(world)
    if not world.console.qr_shown:
        world = yield a.ShowQrCode()
    yield from wizard.scan(world)


def type_key(world: World) -> Actions:
    """Reveal the secret key and type it into the phone."""
    world = yield from wizard.to_typing(world)
    device = device_in_question(world)
    yield a.AddByHand(f"{device.name}@{world.account.account_id}", device.secret)


def watch_code(world: World) -> Actions:
    """Wait until the code has changed."""
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    yield a.Wait(PERIOD_S)


def enter_codes(world: World) -> Actions:
    """Type the code, wait for the next, type that."""
    world = yield from wizard.to_fields(world)
    first = code_now(world)
    yield a.EnterCodes(first, "")
    world = yield a.Wait(PERIOD_S)
    yield a.EnterCodes(first, code_now(world))


def submit_codes(world: World) -> Actions:
    """Send the pair at once, and resync a device that is out of sync because the pair is late."""
    if device_created(world) or not device_assigned(world):
        world = yield a.SubmitCodes(*world.console.draft)
    if device_assigned(world) and not in_sync(world):
        yield from device_routes.resync(world)


def sign_in_again(world: World) -> Actions:
    """Sign out, and sign in with a code."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_pages.to_code_page(world)
    yield from sign_in_routes.into_console(world)
