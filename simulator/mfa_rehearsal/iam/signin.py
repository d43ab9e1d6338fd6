"""Sign-in: the password, then one code from a device.

Rule: a code is valid once, within two time steps of the device's adjusted time. Each check is
counted for the serial number, accepted or refused, and a refusal carries the account with the new
count.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from mfa_rehearsal.clock import TimeStep, UnixSeconds, time_step
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import (
    Account,
    HardwareToken,
    VirtualMfaDevice,
    devices_of,
    find_device,
    user,
    with_device,
)
from mfa_rehearsal.iam.code_search import find_code, nearest_first
from mfa_rehearsal.iam.durations import off_by, seconds
from mfa_rehearsal.iam.limits import (
    ATTEMPT_WINDOW_S,
    ATTEMPTS_PER_WINDOW,
    CHECK_EITHER_SIDE_STEPS,
    DRIFT_STEPS,
    NEAR_STEPS,
)
from mfa_rehearsal.iam.totp import decode_secret, is_code

WHICH = "This code comes from this key, but is"
RESYNC = "Resync the device with two new codes in a row."
USE_CURRENT = (
    "Use the code the app shows now. If you already did, resync the device with two new codes in a "
    "row."
)


@dataclass(eq=False)
class CodeRefusal(Refusal):
    """The refusal of a checked code, with the account in which the check is counted."""

    account: Account = field(kw_only=True, repr=False)

    @classmethod
    def of(cls, refusal: Refusal, account: Account) -> Self:
        """Return the refusal with the account added."""
        return cls(**refusal.parts(), account=account)


def check_password(account: Account, user_name: str, password: str) -> None:
    """Check a user's password.

    Raises:
        Refusal: wrong-password or no-such-user, in the same words, which give nothing away.
    """
    known = next((each for each in account.users if each.user_name == user_name), None)
    if known is None:
        raise errors.SIGN_IN_INCORRECT.because("no-such-user")
    if not known.password or known.password != password:
        raise errors.SIGN_IN_INCORRECT.because("wrong-password")


def check_code(
    account: Account, user_name: str, serial_number: str, code: str, now: UnixSeconds
) -> Account:
    """Return the account after AWS accepts a code, which is then used up.

    Raises:
        Refusal: code-not-six-digits, no-such-user, no-such-device, not-a-virtual-device,
            device-not-this-users; and, as a CodeRefusal, attempts-exhausted, code-already-used,
            code-out-of-step, code-not-from-this-key.

    Source: STS's answers, observed for IAM users, not documented.
    """
    if not is_code(code):
        answer = errors.not_allowed("The code is not six digits.")
        raise answer.because("code-not-six-digits", field="code")
    found = _device_to_check(account, user_name, serial_number)
    kept = replace(account, attempts=account.attempts.with_check(serial_number, now))
    if kept.attempts.count(serial_number, now) > ATTEMPTS_PER_WINDOW:
        wait = seconds(ATTEMPT_WINDOW_S - now % ATTEMPT_WINDOW_S)
        raise CodeRefusal.of(errors.CANNOT_VALIDATE.because("attempts-exhausted", wait=wait), kept)
    step = _unused_step(found, int(code), now)
    if step is None:
        raise CodeRefusal.of(_why_not(found, int(code), now), kept)
    return with_device(kept, replace(found, used_steps=found.used_steps | {step}))


def check_any_code(
    account: Account, user_name: str, code: str, now: UnixSeconds, *, hardware: bool = False
) -> tuple[Account, str]:
    """Check a code against each of a user's devices, because the page asks only for a type.

    Args:
        account: the account as it is.
        user_name: the user whose password was right.
        code: what was typed, without spaces.
        now: true time.
        hardware: whether the page asks for a hardware token rather than an app.

    Returns:
        The account after one of them accepted the code, and that device's serial number.

    Raises:
        CodeRefusal: as check_code; with several devices, the most specific refusal, with the
            attempt counted for each device.

    Source: IAM User Guide, MFA enabled sign-in: the user selects a type of device. It is
        inference that the one field takes a code from any device of that type.
    """
    refusals = []
    for device in devices_of(account, user_name):
        if isinstance(device, HardwareToken) != hardware:
            continue
        try:
            return check_code(account, user_name, device.serial_number, code, now), (
                device.serial_number
            )
        except Refusal as refusal:
            refusals.append(refusal)
            account = refusal.account if isinstance(refusal, CodeRefusal) else account
    if not refusals:
        raise errors.CANNOT_VALIDATE.because("no-such-device")
    most_specific = min(refusals, key=lambda refusal: BY_DETAIL.index(refusal.cause))
    raise CodeRefusal.of(most_specific, account)


BY_DETAIL = (
    "code-already-used",
    "code-out-of-step",
    "attempts-exhausted",
    "code-not-from-this-key",
    "code-not-six-digits",
)
"""Causes of a refused code, most specific first."""


def _device_to_check(account: Account, user_name: str, serial_number: str) -> VirtualMfaDevice:
    owner, found = user(account, user_name), find_device(account, serial_number)
    if account.passkeys.find(serial_number):
        raise errors.CANNOT_VALIDATE.because("not-a-virtual-device")
    if found is None:
        raise errors.CANNOT_VALIDATE.because("no-such-device")
    if found.user_name != owner.user_name:
        raise errors.CANNOT_VALIDATE.because("device-not-this-users")
    return found


def _adjusted(found: VirtualMfaDevice, now: UnixSeconds) -> TimeStep:
    return TimeStep(time_step(now) + found.offset_steps)


def _unused_step(found: VirtualMfaDevice, code: int, now: UnixSeconds) -> TimeStep | None:
    side = CHECK_EITHER_SIDE_STEPS
    window = nearest_first(_adjusted(found, now), side, side)
    unused = (step for step in window if step not in found.used_steps)
    return find_code(decode_secret(found.secret), code, unused)


def _why_not(found: VirtualMfaDevice, code: int, now: UnixSeconds) -> Refusal:
    """Return the refusal of a code that no unused time step near the adjusted time has.

    The search covers an hour around the adjusted time (a clock that drifted or was corrected) and
    five minutes around the true time (a device left out of sync). By chance, about one code in four
    thousand that is not from the key passes for one that is.
    """
    answer, adjusted = errors.PASS_CODE_NOT_VALID, _adjusted(found, now)
    likely = nearest_first(adjusted, DRIFT_STEPS, DRIFT_STEPS)
    likely += nearest_first(time_step(now), NEAR_STEPS, NEAR_STEPS)
    step = find_code(decode_secret(found.secret), code, likely)
    if step is None:
        return answer.because("code-not-from-this-key")
    if step in found.used_steps:
        return answer.because("code-already-used")
    off, remedy = off_by(step - adjusted), RESYNC if step > adjusted else USE_CURRENT
    return answer.because("code-out-of-step", which=WHICH, off=off, remedy=remedy)
