"""Questions about passkeys, about AWS's demand for MFA, and about what was lost."""

from mfa_rehearsal import iam
from mfa_rehearsal.console import World
from mfa_rehearsal.console.effects.mfa_demand import days_left
from mfa_rehearsal.console.world import (
    REGISTRATION,
    all_root_devices,
    open_dialog,
    root_devices,
)
from mfa_rehearsal.lessons.goals.history import (
    ENABLE,
    REMOVE,
    just_done_to_any,
    signed_in_by_factors,
)
from mfa_rehearsal.lessons.goals.state import (
    own_devices,
    signed_in,
    usable_devices,
    usable_passkeys,
)
from mfa_rehearsal.user_agent.surroundings import OWN_COMPUTER


def passkey_assigned(world: World) -> bool:
    """Whether root was just assigned a passkey that the reader can use."""
    return just_done_to_any(world, ENABLE) and bool(usable_passkeys(world))


def proved_by_passkey(world: World) -> bool:
    """Whether root is signed in with a passkey that the reader can use."""
    serials = {passkey.serial_number for passkey in usable_passkeys(world)}
    return signed_in(world) and world.console.signed_in_with in serials


def phone_lost(world: World) -> bool:
    """Whether root has an app's device, and no phone shows its codes."""
    return bool(root_devices(world)) and not own_devices(world) and world.handset.other is None


def in_without_lost_phone(world: World) -> bool:
    """Whether root is signed in with a passkey after the phone was lost."""
    return phone_lost(world) and proved_by_passkey(world)


def app_removed(world: World) -> bool:
    """Whether a removal has just left root its passkey and no app's device."""
    return just_done_to_any(world, REMOVE) and not root_devices(world) and _has_passkey(world)


def only_passkeys_left(world: World) -> bool:
    """Whether root has a passkey and no app's device."""
    return not root_devices(world) and _has_passkey(world)


def lost_key_removed(world: World) -> bool:
    """Whether a removal has just left root no passkey that is nowhere."""
    left = iam.passkeys_of(world.account, iam.ROOT)
    return just_done_to_any(world, REMOVE) and left == usable_passkeys(world)


def replaced_after_loss(world: World) -> bool:
    """Whether root was just assigned a passkey after a sign-in with alternative factors."""
    return signed_in_by_factors(world) and passkey_assigned(world)


def away(world: World) -> bool:
    """Whether the browser runs where it reaches no passkey."""
    return world.surroundings != OWN_COMPUTER


def at_home(world: World) -> bool:
    """Whether the browser runs on the reader's own computer."""
    return not away(world)


def out_of_reach(world: World) -> bool:
    """Whether the browser says that it reaches no passkey."""
    dialog = open_dialog(world)
    return dialog is not None and dialog.state == "out-of-reach"


def in_with_code_away(world: World) -> bool:
    """Whether root is signed in with an app's code where no passkey can be reached."""
    serials = {device.serial_number for device in root_devices(world)}
    return away(world) and signed_in(world) and world.console.signed_in_with in serials


def signed_in_away(world: World) -> bool:
    """Whether root is signed in where no passkey can be reached."""
    return away(world) and signed_in(world)


def no_codes_left(world: World) -> bool:
    """Whether no phone shows codes of root's devices."""
    return not usable_devices(world)


def no_passkey_left(world: World) -> bool:
    """Whether the root user has no passkey, within reach or not."""
    return not _has_passkey(world)


def in_with_passkey_at_home(world: World) -> bool:
    """Whether root is signed in with a passkey on the own computer."""
    return at_home(world) and proved_by_passkey(world)


def demand_seen(world: World) -> bool:
    """Whether the page after the password asks for a device."""
    return world.console.screen == "register-mfa"


def put_off(world: World) -> bool:
    """Whether root is signed in by the password alone although AWS asked for a device."""
    by_password = signed_in(world) and not world.console.signed_in_with
    return by_password and world.mfa_due is not None and not registered(world)


def days_over(world: World) -> bool:
    """Whether AWS now requires MFA."""
    return world.mfa_due is not None and not days_left(world)


def demanded_now(world: World) -> bool:
    """Whether the page after the password leaves no way but to register."""
    return days_over(world) and demand_seen(world)


def registered_at_the_door(world: World) -> bool:
    """Whether root is signed in because it registered a device right after the password."""
    return signed_in(world) and world.console.signed_in_with == REGISTRATION


def registered(world: World) -> bool:
    """Whether root has a device of any type."""
    return bool(all_root_devices(world))


def proved_by_any(world: World) -> bool:
    """Whether root is signed in with a device of any type that it still has."""
    serials = {device.serial_number for device in all_root_devices(world)}
    return signed_in(world) and world.console.signed_in_with in serials


def _has_passkey(world: World) -> bool:
    return any(":u2f/" in device.serial_number for device in all_root_devices(world))
