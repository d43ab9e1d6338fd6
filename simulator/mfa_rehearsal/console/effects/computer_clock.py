"""The computer's clock is set while a run goes on: the run follows it, and nothing breaks.

AWS's clock here is the computer's, plus what was skipped, so that codes of a real phone match. In
the page a second clock runs beside it, which nobody sets: `performance.now()`. The two going apart
is the only sign that the computer's clock was set, and FollowClock notes by how much: a run stays
a list of actions, and plays again in the same way.

**Set back.** No time passed backward; the clock was fast before, or is slow now. All that happened
is moved back with the clock, so it is as long ago as it was: a pair that AWS accepted isn't in
the future, and blocks no newer one. Half-typed codes are dropped: the phone's next code is not
the one after them. Between two visits no second clock runs, but a time before the one at which the
run was left tells as much; how long the page was closed is then unknown, and taken for nothing.

**Set ahead, or asleep.** A second clock that stops while a computer sleeps (in Chromium on Linux
and macOS) makes waking up look like a clock set ahead. Both are therefore treated as sleep: the
time passed, the past stays where it is, and AWS and the phone move on together. Nothing worse
comes of a clock that was really set ahead: the past is longer ago than it seems. Where the second
clock counts sleep too, nothing is noticed, and the time passes by waiting.

**A phone of the reader's own** doesn't move with this computer. It is taken to keep the true
time, and so is a computer whose clock has just been set back: its device is in sync. After a move
ahead its device is in sync if that explains how far out of sync it was, and otherwise as before:
asleep, it stayed in sync. Should the clock have been set wrong, AWS and the reader's phone
disagree, as they would in life, until it is set right.
"""

from dataclasses import replace

from mfa_rehearsal import authenticator
from mfa_rehearsal.clock import PERIOD_S, UnixSeconds, later
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.world import Handset, World
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.account import with_device
from mfa_rehearsal.iam.limits import CHECK_EITHER_SIDE_STEPS
from mfa_rehearsal.iam.time_shift import shift_codes, shift_dates


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
    return account


def _device(world: World, device: VirtualMfaDevice, moved_s: int) -> VirtualMfaDevice:
    dated = shift_dates(device, moved_s) if moved_s < 0 else device
    own_phones = device.serial_number in world.elsewhere
    if _explains(world, device, moved_s) or (own_phones and moved_s < 0):
        return replace(dated, offset_steps=0)
    return dated if own_phones or moved_s > 0 else shift_codes(dated, moved_s)


def _explains(world: World, device: VirtualMfaDevice, moved_s: int) -> bool:
    """Whether a device was out of sync because the computer's clock was wrong by that much."""
    was_s = device.offset_steps * PERIOD_S
    phones = (world.handset.phone, world.handset.other or authenticator.Phone())
    here = (phone for phone in phones if any(e.secret == device.secret for e in phone.entries))
    if _in_sync(was_s, 0) or any(_in_sync(was_s, phone.offset_s) for phone in here):
        return False
    return _in_sync(was_s, moved_s)


def _in_sync(offset_s: int, other_s: int) -> bool:
    return abs(offset_s - other_s) <= CHECK_EITHER_SIDE_STEPS * PERIOD_S


def _past_moved(world: World, moved_s: int) -> World:
    """Return the world as if all in it had happened `moved_s` later, which is negative."""

    def moved(moment: UnixSeconds) -> UnixSeconds:
        return max(UnixSeconds(0), later(moment, moved_s))

    past = replace(
        world,
        activity=tuple(replace(event, time=moved(event.time)) for event in world.activity),
        mails=tuple(replace(mail, time=moved(mail.time)) for mail in world.mails),
        handset=_handset(world.handset, moved_s),
    )
    return replace(past, console=replace(past.console, draft=("", "")))


def _handset(handset: Handset, moved_s: int) -> Handset:
    other = handset.other and authenticator.shift_entries(handset.other, moved_s)
    return replace(handset, phone=authenticator.shift_entries(handset.phone, moved_s), other=other)
