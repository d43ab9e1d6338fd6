"""How each step is reached, told as actions: a way looks at the world and goes on from there.

Where there is no way on, it raises a Refusal that says why. A way waits whole periods, so that
the time it takes is known before it is walked.
"""

from simulator import authenticator, iam
from simulator.clock import PERIOD_S, time_step
from simulator.console import World
from simulator.console import actions as a
from simulator.console.enrolling import AUTHENTICATOR_APP, CLASSIC_DEVICE_NAME
from simulator.console.world import pending_device, root_devices
from simulator.errors import Refusal
from simulator.lessons.goals import device_assigned, devices_in_question, matching_entries
from simulator.lessons.step import Going, Playing

DEVICE_NAME = "my-phone"


def sign_in(world: World) -> Playing:
    """Next, password; when the account asks for it, the phone's code."""
    if world.console.screen not in {"sign-in", "sign-in-password", "sign-in-mfa"}:
        world = yield a.Cancel()
    if world.console.screen == "sign-in-resync":
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    if world.console.screen == "sign-in-mfa":
        world = yield from fresh_code(world)
        yield a.SubmitMfaCode(code_now(world))


def fresh_code(world: World) -> Going:
    """Wait for a code that the account has not taken yet."""
    used = frozenset[int]().union(*(device.used_steps for device in root_devices(world)))
    if time_step(world.now) in used:
        world = yield a.Wait(PERIOD_S)
    return world


def code_now(world: World) -> str:
    """Return the code that the phone shows for the device in question.

    Raises:
        Refusal: no entry on this phone belongs to it; there is no way on from here.
    """
    entries = matching_entries(world)
    if not entries:
        raise Refusal(
            "NoSuchEntity",
            "This phone shows no codes of the MFA device.",
            "lost-phone",
            "Its entry is not on this phone. Undo, or scan again with a new device.",
        )
    return authenticator.code(world.handset.phone, entries[0], world.now)


def open_credentials(world: World) -> Playing:
    """Account menu, then the security credentials."""
    if world.console.screen == "home":
        world = yield from open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        yield a.ContinueToSecurityCredentials()


def open_menu(world: World) -> Going:
    """Open the account menu, unless it hangs open."""
    return world if world.console.menu_open else (yield a.OpenAccountMenu())


def find_section(world: World) -> Playing:
    """Go to the section, or expand it."""
    yield a.OpenMfaSection()


def start_wizard(world: World) -> Playing:
    """Press the button that starts the wizard."""
    if world.console.screen in {"resync-device", "remove-device"}:
        world = yield a.Cancel()
    if world.edition == "today":
        yield a.AssignMfaDevice()
    else:
        yield a.ActivateMfa()


def choose_device(world: World) -> Playing:
    """Choose the authenticator app under a name that is free."""
    left_over = iam.serial_number(world.account, CLASSIC_DEVICE_NAME)
    taken = {device.serial_number for device in world.account.devices}
    if world.edition == "classic" and left_over in taken:
        yield a.DeleteVirtualMfaDevice(left_over)
    yield a.ChooseDevice(AUTHENTICATOR_APP, free_name(world))


def free_name(world: World) -> str:
    """Return a device name that the account does not have yet."""
    names = {device.name for device in world.account.devices}
    tries = (f"{DEVICE_NAME}-{number}" for number in range(2, len(names) + 3))
    return next(name for name in (DEVICE_NAME, *tries) if name not in names)


def show_qr_code(world: World) -> Playing:
    """Press Show QR code."""
    yield a.ShowQrCode()


def open_app(world: World) -> Playing:
    """Tap the app, then Add account."""
    if world.handset.view not in {"home", "entries"}:
        world = yield a.GoBack()
    if world.handset.view == "home":
        yield a.OpenAuthenticator()
    yield a.AddAccount()


def scan(world: World) -> Playing:
    """Point the camera at the QR code."""
    world = yield from to_view(world, "camera", a.OpenCamera())
    device = pending_device(world)
    assert device is not None
    yield a.Scan(iam.provisioning_uri(world.account, device))


def type_key(world: World) -> Playing:
    """Reveal the secret key and type it into the phone."""
    if not world.console.key_shown:
        world = yield a.ShowSecretKey()
    world = yield from to_view(world, "by-hand", a.OpenManualEntry())
    device = pending_device(world)
    assert device is not None
    yield a.AddByHand(f"{device.name}@{world.account.account_id}", device.seed)


def to_view(world: World, view: str, opening: a.Action) -> Going:
    """Go to one of the two ways to add an account, from wherever the phone is."""
    if world.handset.view == view:
        return world
    while world.handset.view not in {"home", "entries", "add"}:
        world = yield a.GoBack()
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    if world.handset.view == "entries":
        world = yield a.AddAccount()
    return (yield opening)


def watch_code(world: World) -> Playing:
    """Wait until the code has changed."""
    if world.handset.view == "home":
        world = yield a.OpenAuthenticator()
    yield a.Wait(PERIOD_S)


def enter_codes(world: World) -> Playing:
    """Type the code, wait for the next, type that."""
    first = code_now(world)
    yield a.EnterCodes(first, "")
    world = yield a.Wait(PERIOD_S)
    yield a.EnterCodes(first, code_now(world))


def submit_codes(world: World) -> Playing:
    """Send the pair at once; with a device that is out of step already, set it right."""
    if device_assigned(world):
        yield from resync(world)
    else:
        yield a.SubmitCodes(*world.console.draft)


def resync(world: World) -> Playing:
    """Open the device's dialog and send two codes in a row, newer than any pair before."""
    world = yield from to_resync(world)
    (device, *_) = devices_in_question(world)
    while time_step(world.now) <= (device.last_pair_step or 0):
        world = yield a.Wait(PERIOD_S)
    yield from send_resync(world)


def to_resync(world: World) -> Going:
    """Open the resync of a device, in the console or before it."""
    if world.console.screen in {"resync-device", "sign-in-resync"}:
        return world
    if world.console.signed_in:
        world = yield from to_device_list(world)
    else:
        world = yield from to_trouble(world)
    return (yield a.OpenResync(devices_in_question(world)[0].serial_number))


def send_resync(world: World) -> Playing:
    """Send two codes in a row to the open resync."""
    first = code_now(world)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitResync(first, code_now(world))


def to_device_list(world: World) -> Going:
    """Go to the list of devices from anywhere behind the sign-in."""
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.screen != "security-credentials":
        world = yield from open_menu(world)
        world = yield a.OpenSecurityCredentials()
    if world.console.screen == "before-credentials":
        world = yield a.ContinueToSecurityCredentials()
    if not world.console.section_open:
        world = yield a.OpenMfaSection()
    return world


def to_trouble(world: World) -> Going:
    """Go to the sign-in page's own way to a resync."""
    while world.console.screen in {"sign-in-methods", "sign-in-resync"}:
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    if world.console.screen == "sign-in-mfa":
        world = yield a.TroubleshootMfa()
    return world


def sign_in_again(world: World) -> Playing:
    """Close the message, sign out, and sign in with a code."""
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.signed_in:
        world = yield from open_menu(world)
        world = yield a.SignOut()
    yield from sign_in(world)
