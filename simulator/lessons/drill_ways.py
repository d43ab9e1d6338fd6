"""How the steps of the drills are reached: mistakes made on purpose, and the ways out of them."""

from simulator import authenticator, iam
from simulator.authenticator import Entry
from simulator.clock import PERIOD_S, later
from simulator.console import World
from simulator.console import actions as a
from simulator.console.enrolling import AUTHENTICATOR_APP
from simulator.console.world import pending_device, root_devices
from simulator.iam.limits import ATTEMPT_WINDOW_S
from simulator.lessons import goals, ways
from simulator.lessons.step import Going, Playing, walk

TEN_MINUTES_S = 600


# Pairs -----------------------------------------------------------------------------------


def same_code_twice(world: World) -> Playing:
    """Send one code in both fields."""
    code = ways.code_now(world)
    yield a.SubmitCodes(code, code)


def codes_reversed(world: World) -> Playing:
    """Send the newer code first."""
    older = ways.code_now(world)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(ways.code_now(world), older)


def code_skipped(world: World) -> Playing:
    """Let one code pass between the two."""
    first = ways.code_now(world)
    world = yield a.Wait(2 * PERIOD_S)
    yield a.SubmitCodes(first, ways.code_now(world))


def true_pair(world: World) -> Playing:
    """Send two codes in a row."""
    world = yield from walk(ways.enter_codes, world)
    yield a.SubmitCodes(*world.console.draft)


def walk_away(_: World) -> Playing:
    """Let ten minutes pass between typing and sending."""
    yield a.Wait(TEN_MINUTES_S)


def send_draft(world: World) -> Playing:
    """Send what stands in the fields."""
    yield a.SubmitCodes(*world.console.draft)


# The wizard, cancelled ---------------------------------------------------------------------


def cancel(_: World) -> Playing:
    """Leave the wizard."""
    yield a.Cancel()


def begin_again(world: World) -> Playing:
    """Go through the wizard up to the new QR code."""
    if not world.console.pending:
        world = yield from walk(ways.start_wizard, world)
        world = yield from walk(ways.choose_device, world)
    yield a.ShowQrCode()


def dead_pair(world: World) -> Playing:
    """Send two codes of an entry that is not this device's."""
    entry = goals.dead_entries(world)[0]
    first = _code(world, entry)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, _code(world, entry))


def delete_dead_entry(world: World) -> Playing:
    """Delete the entry whose device is gone."""
    world = yield from to_entries(world)
    yield a.OpenEntry(goals.dead_entries(world)[0].entry_id)
    yield a.DeleteEntry()


def to_entries(world: World) -> Going:
    """Go to the app's list of entries."""
    while world.handset.view not in {"home", "entries"}:
        world = yield a.GoBack()
    return (yield a.OpenAuthenticator()) if world.handset.view == "home" else world


def taken_name(world: World) -> Playing:
    """Choose the name that a left-over device has."""
    world = yield from walk(ways.start_wizard, world)
    yield a.ChooseDevice(AUTHENTICATOR_APP, ways.DEVICE_NAME)


def free_name_or_delete(world: World) -> Playing:
    """Choose another name; in 2020, have the left-over device deleted first."""
    if world.console.screen != "choose-device":
        world = yield from walk(ways.start_wizard, world)
    yield from ways.choose_device(world)


# Signing in --------------------------------------------------------------------------------


def to_code_page(world: World) -> Going:
    """Go to the question for a code, from anywhere."""
    if world.console.screen == "device-assigned":
        world = yield a.Close()
    if world.console.signed_in:
        world = yield from ways.open_menu(world)
        world = yield a.SignOut()
    while world.console.screen not in {"sign-in", "sign-in-password", "sign-in-mfa"}:
        world = yield a.Cancel()
    if world.console.screen == "sign-in":
        world = yield a.SubmitEmail()
    if world.console.screen == "sign-in-password":
        world = yield a.SubmitPassword()
    return world


def refused_sign_in(world: World) -> Playing:
    """Sign in with the phone's code, which a device out of sync is refused."""
    world = yield from to_code_page(world)
    yield a.SubmitMfaCode(ways.code_now(world))


def same_code_two_sign_ins(world: World) -> Playing:
    """Sign in with a code, out, and in again with the same."""
    world = yield from to_code_page(world)
    world = yield from walk(ways.fresh_code, world)
    yield a.SubmitMfaCode(ways.code_now(world))
    yield a.OpenAccountMenu()
    yield a.SignOut()
    yield a.SubmitEmail()
    world = yield a.SubmitPassword()
    yield a.SubmitMfaCode(ways.code_now(world))


def nine_wrong_codes(world: World) -> Playing:
    """Send codes that are not the phone's until no more are checked."""
    world = yield from to_code_page(world)
    wrong = _wrong_code(world)
    while not goals.nine_tries(world):
        world = yield a.SubmitMfaCode(wrong)


def right_code(world: World) -> Playing:
    """Send the code that the phone shows."""
    yield a.SubmitMfaCode(ways.code_now(world))


def after_the_window(world: World) -> Playing:
    """Wait until the attempts are counted anew, then send the code that the phone shows."""
    world = yield a.Wait(ATTEMPT_WINDOW_S)
    yield a.SubmitMfaCode(ways.code_now(world))


def another_method(world: World) -> Playing:
    """Be asked for the device of the phone in the hand."""
    world = yield from to_code_page(world)
    yield a.TryAnotherMethod()
    yield a.ChooseMethod(goals.own_devices(world)[0].serial_number)


def sign_in_with_phone_in_hand(world: World) -> Playing:
    """Sign out, and in with the device of the phone in the hand."""
    world = yield from to_code_page(world)
    world = yield from walk(another_method, world)
    world = yield from walk(ways.fresh_code, world)
    yield a.SubmitMfaCode(ways.code_now(world))


def sign_in_by_password(world: World) -> Playing:
    """Sign out and in; nothing but the password is asked for."""
    yield from to_code_page(world)


# Other factors -----------------------------------------------------------------------------


def ask_for_factors(world: World) -> Playing:
    """Say that no device is at hand."""
    yield from to_code_page(world)
    yield a.TroubleshootMfa()
    yield a.SignInWithAlternativeFactors()


def verify_mail(world: World) -> Playing:
    """Have the mail sent, and follow its link on the phone."""
    if world.console.screen == "sign-in-factors":
        world = yield a.SendVerificationEmail()
    world = yield from walk(open_mail, world)
    yield a.VerifyEmail()


def open_mail(world: World) -> Playing:
    """Open the mail app from anywhere on the phone."""
    if world.handset.view == "mail":
        return
    if world.handset.view != "home":
        yield a.LeaveApp()
    yield a.OpenMail()


def answer_call(world: World) -> Playing:
    """Have the call made, and type the digits that the console shows."""
    if world.handset.view != "call":
        world = yield a.CallMeNow()
    yield a.EnterCallDigits(world.console.call_digits)


def enter_console(_: World) -> Playing:
    """Go in with the factors verified."""
    yield a.SignInToConsole()


# Devices -----------------------------------------------------------------------------------


def enrol_anew(world: World) -> Playing:
    """Enrol the phone in the hand, or the other one if this one is enrolled."""
    if world.handset.other is not None and goals.own_devices(world):
        world = yield a.SwapPhones()
    if world.console.screen not in {"choose-device", "set-up-device"}:
        world = yield from ways.to_device_list(world)
        world = yield from walk(ways.start_wizard, world)
    if world.console.screen == "choose-device":
        world = yield from walk(ways.choose_device, world)
    yield a.ShowQrCode()
    if not goals.matching_entries(world):
        world = yield from walk(ways.scan, world)
    yield from true_pair(world)


def ninth_device(world: World) -> Playing:
    """Go through the wizard once more than a user may."""
    yield from enrol_anew(world)


def remove_lost(world: World) -> Playing:
    """Take the device off whose phone is gone."""
    lost = next(each for each in root_devices(world) if each not in goals.own_devices(world))
    yield from _remove(world, lost.serial_number)


def remove_lost_or_own(world: World) -> Playing:
    """Take the first device off."""
    yield from _remove(world, root_devices(world)[0].serial_number)


def _remove(world: World, serial: str) -> Playing:
    world = yield from ways.to_device_list(world)
    yield a.RemoveDevice(serial)
    yield a.ConfirmRemove()


def correct_clock(world: World) -> Playing:
    """Let the phone set its own time."""
    if world.handset.view != "home":
        yield a.LeaveApp()
    yield a.OpenClockSettings()
    yield a.SetPhoneClock(0)


def early_resync(world: World) -> Playing:
    """Send codes that are older than the pair the account took from the fast clock."""
    world = yield from ways.to_resync(world)
    yield from ways.send_resync(world)


def type_with_a_slip(world: World) -> Playing:
    """Type the secret key with its first letter wrong."""
    if not world.console.key_shown:
        world = yield a.ShowSecretKey()
    world = yield from ways.to_view(world, "by-hand", a.OpenManualEntry())
    device = pending_device(world)
    assert device is not None
    slip = "B" if device.seed[0] == "A" else "A"
    yield a.AddByHand(f"{device.name}, with a slip", slip + device.seed[1:])


# A phone of one's own ------------------------------------------------------------------------


def own_phones_pair(world: World) -> Playing:
    """Send two codes in a row of a phone that is not in this practice."""
    device = pending_device(world)
    assert device is not None
    first = _own_code(device, world)
    world = yield a.Wait(PERIOD_S)
    yield a.SubmitCodes(first, _own_code(device, world))


def sign_in_with_own_phone(world: World) -> Playing:
    """Sign out, and in with a code of a phone that is not in this practice."""
    world = yield from to_code_page(world)
    world = yield from walk(ways.fresh_code, world)
    yield a.SubmitMfaCode(_own_code(root_devices(world)[0], world))


def _own_code(device: iam.VirtualMfaDevice, world: World) -> str:
    entry = Entry(1, "", device.name, device.seed, world.now, "scanned")
    return authenticator.code(authenticator.Phone(), entry, world.now)


def _code(world: World, entry: Entry) -> str:
    return authenticator.code(world.handset.phone, entry, world.now)


def _wrong_code(world: World) -> str:
    """Return six digits that the phone does not show for a long while."""
    phone, entry = world.handset.phone, goals.matching_entries(world)[0]
    times = (later(world.now, PERIOD_S * step) for step in range(-200, 200))
    shown = {authenticator.code(phone, entry, now) for now in times}
    return next(code for code in (f"{n:06}" for n in range(1000)) if code not in shown)
