"""What the list of devices does: select, resync, remove and delete a device."""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import AUTHENTICATOR_APP, World, send_mail, type_of
from mfa_rehearsal.errors import Refusal


def open_section(world: World, _: a.OpenMfaSection) -> World:
    """Open the MFA section."""
    return replace(world, console=replace(world.console, section_open=True))


def close_section(world: World, _: a.Action) -> World:
    """Collapse the MFA section, or reset it because the page opens again."""
    return replace(world, console=replace(world.console, section_open=False, selected=""))


def close_notice(world: World, _: a.Close) -> World:
    """Close the success message."""
    return replace(world, console=replace(world.console, notice=""))


def select_device(world: World, action: a.SelectDevice) -> World:
    """Select one device."""
    iam.mfa_device(world.account, action.serial_number)
    return replace(world, console=replace(world.console, selected=action.serial_number, notice=""))


def open_dialog(world: World, action: a.OpenResync | a.RemoveDevice) -> World:
    """Open a dialog for the named device, or for the selected one. Only codes can be resynced."""
    serial = action.serial_number or world.console.selected
    if not serial:
        raise Refusal(
            "InvalidInput",
            "Select a device first.",
            "no-device-chosen",
            "No device is selected. Choose one in the list.",
        )
    find = iam.device if isinstance(action, a.OpenResync) else iam.mfa_device
    find(world.account, serial)
    return replace(world, console=replace(world.console, selected=serial))


def submit_resync(world: World, action: a.SubmitResync) -> World:
    """Resync the selected device, or before sign-in the one that the two codes belong to."""
    first, second = action.codes
    selected = world.console.selected
    if selected:
        account = iam.resync(world.account, iam.ROOT, selected, first, second, world.now)
    else:
        account = iam.resync_any(world.account, iam.ROOT, first, second, world.now)
    return replace(
        world, account=account, console=replace(world.console, selected="", notice="resynced")
    )


def confirm_remove(world: World, _: a.ConfirmRemove) -> World:
    """Remove the selected device from the root user.

    A virtual device stays in the account, unassigned, as after the API's DeactivateMFADevice.
    Today's console deletes it when the next one is added. Any other is gone from the account, but
    the passkey stays where it is kept. AWS notifies the owner by email.
    """
    selected = iam.mfa_device(world.account, world.console.selected)
    stays = type_of(selected) == AUTHENTICATOR_APP
    account = iam.deactivate(world.account, iam.ROOT, selected.serial_number)
    world = send_mail(replace(world, account=account), "removed", selected.name)
    console = replace(world.console, selected="", notice="removed" if stays else "removed-wholly")
    return replace(world, console=console)


def delete_left_over(world: World, action: a.DeleteVirtualMfaDevice) -> World:
    """Delete an unassigned device, as an administrator would from the command line."""
    account = iam.delete(world.account, action.serial_number)
    return replace(world, account=account, console=replace(world.console, notice="deleted"))
