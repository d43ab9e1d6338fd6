"""What taps on the phone do, and what happens when time passes or phones change."""

from dataclasses import replace

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import later, seconds_left
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import passkeys
from mfa_rehearsal.console.world import Handset, World, read_mail


def scan(world: World, action: a.Scan) -> World:
    """Add an entry, or connect to a request for a passkey, from the text that was decoded."""
    if world.handset.view == "lens":
        return passkeys.scan_request(world, action)
    phone = authenticator.scan(world.handset.phone, action.text, world.now)
    return replace(world, handset=replace(world.handset, phone=phone))


def add_by_hand(world: World, action: a.AddByHand) -> World:
    """Add an entry from a typed name and key."""
    phone = authenticator.add_by_hand(
        world.handset.phone, action.account_name, action.secret_key, world.now
    )
    return replace(world, handset=replace(world.handset, phone=phone))


def open_entry(world: World, action: a.OpenEntry) -> World:
    """Open one entry."""
    return replace(world, handset=replace(world.handset, opened=action.entry_id))


def delete_entry(world: World, _: a.DeleteEntry) -> World:
    """Delete the open entry."""
    phone = authenticator.delete_entry(world.handset.phone, world.handset.opened)
    return replace(world, handset=replace(world.handset, phone=phone, opened=0))


def set_clock(world: World, action: a.SetPhoneClock) -> World:
    """Set how far the phone's clock is ahead of true time."""
    return replace(
        world,
        handset=replace(
            world.handset, phone=authenticator.set_clock(world.handset.phone, action.offset_s)
        ),
    )


def open_mail(world: World, _: a.OpenMail) -> World:
    """Open the inbox, so that every email is read."""
    return read_mail(world)


def wait(world: World, action: a.Wait) -> World:
    """Let real time pass."""
    return replace(world, now=later(world.now, action.seconds))


def skip_ahead(world: World, action: a.SkipAhead) -> World:
    """Jump ahead of real time."""
    return replace(
        world,
        now=later(world.now, action.seconds),
        skipped_s=world.skipped_s + action.seconds,
    )


def skip_to_next_code(world: World, _: a.SkipToNextCode) -> World:
    """Jump to the start of the phone's next period, so that its code has all 30 seconds left."""
    phone_now = authenticator.phone_time(world.handset.phone, world.now)
    return skip_ahead(world, a.SkipAhead(seconds_left(phone_now)))


def take_new_phone(world: World, _: a.TakeNewPhone) -> World:
    """Add an empty phone beside the current one."""
    return replace(world, handset=replace(world.handset, other=authenticator.Phone()))


def swap_phones(world: World, _: a.SwapPhones) -> World:
    """Switch to the other phone, if there is one."""
    handset = world.handset
    if handset.other is None:
        return world
    return replace(
        world,
        handset=replace(
            world.handset, phone=handset.other, other=handset.phone, view="home", opened=0
        ),
    )


def lose_phone(world: World, _: a.LosePhone) -> World:
    """Continue with the other phone, or with an empty one."""
    left = world.handset.other or authenticator.Phone()
    return replace(world, handset=Handset(left))
