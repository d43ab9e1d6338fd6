"""Follow the computer's clock when it is set during a run, so that nothing breaks.

AWS's clock here is the computer's, plus what was skipped, so that codes from a real phone match.
The page also has a second clock, which nobody can set: `performance.now()`. Only a difference
between the two shows that the computer's clock was set. FollowClock records by how much, so that a
run is still a list of actions and can be replayed.

**Set back.** No time passed backward; the clock was fast before, or it is slow now. Everything
that happened moves back with the clock, so that it is as long ago as before: a pair that AWS
accepted isn't in the future and doesn't block a newer one. Half-typed codes are dropped, because
the phone's next code doesn't follow them. Between two visits no second clock runs, but a time
before the end of the last visit shows the same. How long the page was closed is then unknown and
counts as zero.

**Set ahead, or asleep.** The second clock stops while a computer sleeps (in Chromium on Linux and
macOS), so waking up looks like a clock set ahead. Both are therefore treated as sleep: the time
passed, the past stays where it is, and AWS and the phone move ahead together. If the clock was
really set ahead, the past is only longer ago than it seems. Where the second clock also counts
sleep, nothing is noticed, and the time passes as waiting.

**The reader's real phone** doesn't move with this computer. We assume that it keeps true time, and
so does a computer whose clock has just been set back, so the phone's device is in sync. After a
move ahead its device is in sync if the move explains how far out of sync it was. Otherwise it
stays as it was, because the computer was asleep. If the clock was set wrong, AWS and the reader's
phone disagree, as they would in reality, until it is corrected.
"""

from dataclasses import replace

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects.mfa_demand import shifted
from mfa_rehearsal.console.world import Handset, World
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.account import with_device
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.iam.mfa_devices import with_passkey
from mfa_rehearsal.iam.time_shift import (
    shift_attempts,
    shift_codes,
    shift_dates,
    shift_passkey_date,
)


def follow_clock(world: World, action: a.FollowClock) -> World:
    """Move AWS's clock and the phone with the computer's."""
    now = max(UnixSeconds(0), later(world.now, action.seconds))
    moved_s = now - world.now
    followed = replace(
        world,
        now=now,
        clock_moved_s=world.clock_moved_s + moved_s,
        account=_account(world, moved_s),
    )
    return _past_moved(followed, moved_s) if moved_s < 0 else followed


def _account(world: World, moved_s: int) -> Account:
    account = world.account
    for device in account.devices:
        account = with_device(account, _device(world, device, moved_s))
    if moved_s < 0:
        for passkey in account.passkeys:
            account = with_passkey(account, shift_passkey_date(passkey, moved_s))
        return replace(account, attempts=shift_attempts(account.attempts, moved_s))
    return account


def _device(world: World, device: VirtualMfaDevice, moved_s: int) -> VirtualMfaDevice:
    dated = shift_dates(device, moved_s) if moved_s < 0 else device
    on_real_phone = device.serial_number in world.elsewhere
    if _explains(world, device, moved_s) or (on_real_phone and moved_s < 0):
        return replace(dated, offset_steps=0)
    return dated if on_real_phone or moved_s > 0 else shift_codes(dated, moved_s)


def _explains(world: World, device: VirtualMfaDevice, moved_s: int) -> bool:
    """Say whether a device was out of sync because the computer's clock was wrong by `moved_s`."""
    was_s = device.offset_steps * PERIOD_S
    phones = (world.handset.phone, world.handset.other or authenticator.Phone())
    here = (phone for phone in phones if any(e.secret == device.secret for e in phone.entries))
    if _in_sync(was_s, 0) or any(_in_sync(was_s, phone.offset_s) for phone in here):
        return False
    return _in_sync(was_s, moved_s)


def _in_sync(offset_s: int, other_s: int) -> bool:
    return abs(offset_s - other_s) <= CHECK_EITHER_SIDE_STEPS * PERIOD_S


def _past_moved(world: World, moved_s: int) -> World:
    """Return the world as if everything in it had happened `moved_s` later, which is negative."""

    def moved(moment: UnixSeconds) -> UnixSeconds:
        return max(UnixSeconds(0), later(moment, moved_s))

    past = replace(
        world,
        activity=tuple(replace(event, time=moved(event.time)) for event in world.activity),
        mails=tuple(replace(mail, time=moved(mail.time)) for mail in world.mails),
        handset=_handset(world.handset, moved_s),
        mfa_due=shifted(world.mfa_due, moved_s),
    )
    token, dialog = past.token, past.console.dialog
    if token and token.pressed_at is not None:
        past = replace(past, token=replace(token, pressed_at=moved(token.pressed_at)))
    if dialog:
        dialog = replace(dialog, opened_at=moved(dialog.opened_at))
    return replace(past, console=replace(past.console, draft=("", ""), dialog=dialog))


def _handset(handset: Handset, moved_s: int) -> Handset:
    other = handset.other and authenticator.shift_entries(handset.other, moved_s)
    return replace(handset, phone=authenticator.shift_entries(handset.phone, moved_s), other=other)
