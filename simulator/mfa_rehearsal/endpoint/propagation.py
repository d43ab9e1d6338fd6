"""What STS knows about MFA devices: in AWS, what IAM knew some seconds ago.

Rule: only devices are late: whether they exist, whose they are, their keys and clocks. IAM itself,
used codes and attempts are always up to date. Without a delay, STS sees the account as it is.

Source: recorded answers of IAM and STS (radkawar/stackd), observed: an old assignment worked for
one to three seconds, and a new one after eight to fourteen.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.iam import Account, VirtualMfaDevice
from mfa_rehearsal.iam.account import Devices, with_device

MAX_DELAY_S = 60
"""The figure is ours; it leaves room for more than was recorded."""


@dataclass
class Propagation:
    """The devices at each moment that STS may still be at.

    Args:
        delay_s: how many seconds STS is late.
        times: when the devices changed, oldest first.
        versions: the devices from each of these times on.
    """

    delay_s: int = 0
    times: list[UnixSeconds] = field(default_factory=list)
    versions: list[Devices] = field(default_factory=list)

    def start(self, account: Account) -> None:
        """Forget the past: STS knows this account's devices."""
        self.times, self.versions = [UnixSeconds(0)], [account.devices]

    def note(self, account: Account, now: UnixSeconds) -> None:
        """Note the devices after a change, and forget what is too old to be seen."""
        if not self.delay_s or account.devices is self.versions[-1]:
            return
        self._follow(now)
        self.times.append(now)
        self.versions.append(account.devices)
        oldest = self._place(now)
        self.times, self.versions = self.times[oldest:], self.versions[oldest:]

    def seen(self, account: Account, now: UnixSeconds) -> Account:
        """Return the account with the devices that STS knows."""
        if not self.delay_s:
            return account
        self._follow(now)
        devices = self.versions[self._place(now)]
        return replace(account, devices=Devices(_with_used_codes(account, devices)))

    def _follow(self, now: UnixSeconds) -> None:
        """Let what is in the future happen now: the clock was set back, and STS is no later."""
        self.times = [min(each, now) for each in self.times]

    def _place(self, now: UnixSeconds) -> int:
        return max(0, bisect_right(self.times, now - self.delay_s) - 1)


def with_checks(account: Account, seen: Account, checked: Account) -> Account:
    """Return the account after STS checked a code: with the attempt, and the code if it was right.

    Args:
        account: as IAM knows it.
        seen: as STS knew it.
        checked: `seen` after the check.
    """
    if seen is account:
        return checked
    after = replace(account, attempts=checked.attempts)
    for device in checked.devices:
        current, before = account.devices.find(device.serial_number), seen.devices
        was_used = device is not before.find(device.serial_number)
        if was_used and current is not None and current.secret == device.secret:
            used = current.used_steps | device.used_steps
            after = with_device(after, replace(current, used_steps=used))
    return after


def _with_used_codes(account: Account, devices: Devices) -> Iterable[VirtualMfaDevice]:
    """Yield old versions of devices, with the codes that were used since."""
    for device in devices:
        current = account.devices.find(device.serial_number)
        if current is not None and current.secret == device.secret:
            yield replace(device, used_steps=current.used_steps)
        else:
            yield device
