"""Move an account's past in time, when the clock that its times were read from is set.

Rule: only what is relative to `now` moves. A device keeps its key, its owner and its offset.
"""

from dataclasses import replace

from mfa_rehearsal.clock import PERIOD_S, TimeStep, UnixSeconds, later
from mfa_rehearsal.iam.account import VirtualMfaDevice
from mfa_rehearsal.iam.attempts import Attempts
from mfa_rehearsal.iam.limits import ATTEMPT_WINDOW_S
from mfa_rehearsal.iam.passkeys import Passkey


def shift_dates(device: VirtualMfaDevice, seconds: int) -> VirtualMfaDevice:
    """Return the device as if it had been created and enabled `seconds` later."""
    enabled = device.enable_date
    return replace(
        device,
        create_date=_shifted(device.create_date, seconds),
        enable_date=None if enabled is None else _shifted(enabled, seconds),
    )


def shift_passkey_date(passkey: Passkey, seconds: int) -> Passkey:
    """Return the passkey as if it had been registered `seconds` later."""
    return replace(passkey, create_date=_shifted(passkey.create_date, seconds))


def shift_codes(device: VirtualMfaDevice, seconds: int) -> VirtualMfaDevice:
    """Return the device as if its codes had been sent `seconds` later.

    A span that isn't a whole number of periods is rounded down. Rounded up, it would refuse a code
    that was never sent.
    """
    steps, last = seconds // PERIOD_S, device.last_pair_step
    return replace(
        device,
        last_pair_step=None if last is None else TimeStep(last + steps),
        used_steps=frozenset(TimeStep(step + steps) for step in device.used_steps),
    )


def shift_attempts(attempts: Attempts, seconds: int) -> Attempts:
    """Return the counts as if the codes had been checked `seconds` later, in whole windows."""
    return replace(attempts, window=attempts.window + seconds // ATTEMPT_WINDOW_S)


def _shifted(moment: UnixSeconds, seconds: int) -> UnixSeconds:
    return max(UnixSeconds(0), later(moment, seconds))
