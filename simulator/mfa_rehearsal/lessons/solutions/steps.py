"""How each step of the thirteen is reached, told as actions: a way looks at the world and goes on.

Where there is no way on, it raises a Refusal that says why.
"""

from mfa_rehearsal.clock import PERIOD_S
from mfa_rehearsal.console import World
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.lessons.goals.state import device_assigned, device_created
from mfa_rehearsal.lessons.lesson import Playing
from mfa_rehearsal.lessons.solutions import device_routes, recovery, sign_in_routes, wizard
from mfa_rehearsal.lessons.solutions.codes import code_now, device_in_question


def sign_in(world: World) -> Playing:
    """Next, password; when AWS asks for it, the phone's code."""
    yield from sign_in_routes.into_console(world)


def open_credentials(world: World) -> Playing:
    """Account menu, then the security credentials."""
    if world.console.screen == "home":
        world = yield from sign_in_routes.open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        yield a.ContinueToSecurityCredentials()


def find_section(world: World) -> Playing:
    """Go to the section, or expand it."""
    yield from device_routes.to_device_list(world)


def start_wizard(world: World) -> Playing:
    """Press the button that starts the wizard."""
    yield from wizard.to_choice(world)


def choose_device(world: World) -> Playing:
    """Choose the authenticator app under a name that is free."""
    yield from wizard.choose(world)


def show_qr_code(world: World) -> Playing:
    """Press Show QR code."""
    yield from wizard.to_wizard(world)
    yield a.ShowQrCode()


def open_app(world: World) -> Playing:
    """Tap the app, then Add account."""
    yield from wizard.to_entries(world)
    yield a.AddAccount()


def scan(world: World) -> Playing:
    """Point the camera at the QR code."""
    world = yield from wizard.to_wizard(world)
    if not world.console.qr_shown:
        world = yield a.ShowQrCode()
    yield from wizard.scan(world)


def type_key(world: World) -> Playing:
    """Reveal the secret key and type it into the phone."""
    world = yield from wizard.to_typing(world)
    device = device_in_question(world)
    yield a.AddByHand(f"{device.name}@{world.account.account_id}", device.secret)


def watch_code(world: World) -> Playing:
    """Wait until the code has changed."""
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    yield a.Wait(PERIOD_S)


def enter_codes(world: World) -> Playing:
    """Type the code, wait for the next, type that."""
    world = yield from wizard.to_fields(world)
    first = code_now(world)
    yield a.EnterCodes(first, "")
    world = yield a.Wait(PERIOD_S)
    yield a.EnterCodes(first, code_now(world))


def submit_codes(world: World) -> Playing:
    """Send the pair at once; with a device that is out of step already, set it right."""
    if device_assigned(world) and not device_created(world):
        yield from device_routes.resync(world)
    else:
        yield a.SubmitCodes(*world.console.draft)


def sign_in_again(world: World) -> Playing:
    """Sign out, and sign in with a code."""
    world = yield from recovery.usable_device(world)
    world = yield from sign_in_routes.to_code_page(world)
    yield from sign_in_routes.into_console(world)
