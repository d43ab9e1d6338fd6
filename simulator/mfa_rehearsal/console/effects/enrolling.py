"""What the wizard does: name a device, reveal its secret, take two codes in a row.

A passkey or hardware token is created only when it is assigned, so the wizard keeps its name until
then. The wizard of 2020 offers them too, but here only today's sets them up.

Only this wizard applies the rules in `iam` to root, because AWS's API can't give root a virtual
device. AWS creates the device before it asks for codes, so a canceled wizard leaves an unassigned
device behind. In 2020 its name stays taken; today's console deletes every unassigned device before
it adds one.
"""

from dataclasses import replace

from mfa_rehearsal import authenticator, iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import passkeys
from mfa_rehearsal.console.effects.mfa_demand import assigned
from mfa_rehearsal.console.randomness import draw_secret
from mfa_rehearsal.console.site_options import NameRule
from mfa_rehearsal.console.world import (
    AUTHENTICATOR_APP,
    HARDWARE,
    PASSKEY,
    MfaType,
    World,
    token_in_hand,
)
from mfa_rehearsal.errors import Refusal

OWN_RULE = "AgainstOwnRule"
"""The code of a refusal by the site's own rule, which isn't AWS's."""

CLASSIC_DEVICE_NAME = "root-account-mfa-device"
"""The name that the 2020 console gave root's device. Source: reported in threads."""


def start_wizard(world: World, _: a.Action) -> World:
    """Open the wizard with nothing chosen."""
    return replace(world, console=replace(world.console, selected=""))


def choose_device(world: World, action: a.ChooseDevice) -> World:
    """Go on with the chosen type of device, if AWS and then the site's own rule allow its name.

    Raises:
        Refusal: no-device-chosen, only-authenticator-app, or anything about the name.
    """
    name = device_name(world, action)
    after = _chosen(world, action, name)
    _check_own_rule(world, name)
    return after


def _chosen(world: World, action: a.ChooseDevice, name: str) -> World:
    if action.kind == AUTHENTICATOR_APP:
        return _create_virtual_device(_setting_up(world, AUTHENTICATOR_APP, ""), name)
    if action.kind not in (PASSKEY, HARDWARE):
        raise _no_device_chosen()
    if world.edition == "classic":
        raise _only_authenticator_app()
    if action.kind == HARDWARE:
        iam.check_token_name(world.account, name)
        return replace(_setting_up(world, HARDWARE, name), token=token_in_hand(world))
    passkeys.check_name(world, name)
    return passkeys.open_request(_setting_up(world, PASSKEY, name), "create")


def _check_own_rule(world: World, name: str) -> None:
    """Check a name by the rule of the site's owner; the 2020 console's only name follows none."""
    rule = world.options.name_rule
    exempt = world.edition == "classic" or name in world.exempt_names
    if rule and not exempt and not rule.allows(name):
        raise _against_own_rule(rule)


def _setting_up(world: World, kind: MfaType, name: str) -> World:
    console = replace(world.console, setting_up=kind, new_name=name, draft=("", ""))
    return replace(world, console=console)


def _create_virtual_device(world: World, name: str) -> World:
    """Create the virtual device without assigning it."""
    world, secret = draw_secret(world)
    account = world.account
    if world.edition == "today":
        account = iam.delete_unassigned(account)
    account = iam.create(account, name, secret, world.now)
    serial = iam.serial_number(account, name)
    world = replace(world, account=account)
    return replace(
        world,
        console=replace(
            world.console,
            pending=serial,
            qr_shown=False,
            key_shown=False,
        ),
    )


def device_name(world: World, action: a.ChooseDevice) -> str:
    """Return the new device's name, which the 2020 console does not ask for."""
    return CLASSIC_DEVICE_NAME if world.edition == "classic" else action.name.strip()


def show_qr_code(world: World, _: a.ShowQrCode) -> World:
    """Reveal the QR code."""
    return replace(world, console=replace(world.console, qr_shown=True))


def show_secret_key(world: World, _: a.ShowSecretKey) -> World:
    """Reveal the secret key as text."""
    return replace(world, console=replace(world.console, key_shown=True))


def enter_codes(world: World, action: a.EnterCodes) -> World:
    """Save what is in the two fields."""
    return replace(world, console=replace(world.console, draft=(action.first, action.second)))


def submit_codes(world: World, action: a.SubmitCodes) -> World:
    """Assign the device to the root user if the two codes are a pair."""
    first, second = action.codes
    serial = world.console.pending
    account = iam.enable(world.account, iam.ROOT, serial, first, second, world.now)
    elsewhere = world.elsewhere - {serial} if is_here(world, serial) else world.elsewhere | {serial}
    world = replace(world, account=account, elsewhere=elsewhere)
    return replace(world, console=replace(assigned(world.console), draft=("", "")))


def is_here(world: World, serial: str) -> bool:
    """Say whether a phone in this run has a device's key."""
    handset, secret = world.handset, iam.device(world.account, serial).secret
    phones = (handset.phone, handset.other or authenticator.Phone())
    return any(entry.secret == secret for phone in phones for entry in phone.entries)


def _against_own_rule(rule: NameRule) -> Refusal:
    return Refusal(
        OWN_RULE,
        rule.words,
        "device-name-against-own-rule",
        f"AWS accepts this name, but your organization's rule doesn't: {rule.words} Type a name"
        f" such as {rule.example}.",
        field="name",
    )


def _no_device_chosen() -> Refusal:
    return Refusal(
        "InvalidInput",
        "Choose a kind of MFA device.",
        "no-device-chosen",
        "No kind of device is chosen. Choose one of the three.",
        field="kind",
    )


def _only_authenticator_app() -> Refusal:
    return Refusal(
        "InvalidInput",
        "This simulator's 2020 console supports only authenticator apps.",
        "only-authenticator-app",
        "Choose the virtual MFA device, or practice security keys and hardware tokens in today's"
        " console.",
        field="kind",
    )
