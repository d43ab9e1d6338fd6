"""Two codes in a row: the time step they belong to, or why they are refused.

Rule: a pair is the codes of two consecutive time steps, older first, both newer than the last
accepted pair. The search around the device's adjusted time is far wider than for a single code,
which is why a pair typed too late still assigns the device and leaves it out of sync. AWS refuses
every wrong pair in the same words. This module finds the cause from the key, in searches so narrow
that chance rarely misleads: next to one right code, a wrong one passes for one from the same hour
about once in four thousand times.
"""

from mfa_rehearsal.clock import TimeStep, UnixSeconds, time_step
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import errors
from mfa_rehearsal.iam.account import VirtualMfaDevice
from mfa_rehearsal.iam.code_search import find_code, find_pair, nearest_first, search_window
from mfa_rehearsal.iam.durations import off_by
from mfa_rehearsal.iam.limits import DRIFT_STEPS, FAR_STEPS
from mfa_rehearsal.iam.totp import code_number, decode_secret

SET_CLOCK = "Set the phone's date and time to automatic, then type two new codes."
WHICH = "These codes come from this key, but are"
NEITHER = "These codes don't come from this device's key."
LAST_HOUR = "one of its codes from the last hour"
ONLY_FIRST = f"The first code comes from this device's key, but the second isn't {LAST_HOUR}."
ONLY_SECOND = f"The second code comes from this device's key, but the first isn't {LAST_HOUR}."

WRONG = {NEITHER: "", ONLY_FIRST: "second", ONLY_SECOND: "first"}
"""The one field that is wrong, by the sentence about the two codes."""


def pair_step(device: VirtualMfaDevice, first: str, second: str, now: UnixSeconds) -> TimeStep:
    """Return the time step of the second code of a valid pair.

    Args:
        device: the device whose key the codes should come from.
        first: six digits, the older code.
        second: six digits, the code right after it.
        now: true time.

    Raises:
        Refusal: InvalidAuthenticationCode, with a cause for pairs or code-out-of-step.
    """
    key, older, newer = decode_secret(device.secret), int(first), int(second)
    adjusted = TimeStep(time_step(now) + device.offset_steps)
    step = find_pair(key, older, newer, search_window(adjusted))
    if step is None:
        raise _why_not(key, older, newer, adjusted)
    if device.last_pair_step is not None and step - 1 <= device.last_pair_step:
        raise errors.CODE_NOT_VALID.because("pair-already-used")
    return step


def _why_not(key: bytes, first: int, second: int, adjusted: TimeStep) -> Refusal:
    answer = errors.CODE_NOT_VALID
    if first == second:
        return answer.because("same-code-twice")
    far = nearest_first(adjusted, FAR_STEPS, FAR_STEPS)
    step = find_pair(key, first, second, far)
    if step is not None:
        off = off_by(step - adjusted)
        return answer.because("code-out-of-step", which=WHICH, off=off, remedy=SET_CLOCK)
    if find_pair(key, second, first, far) is not None:
        return answer.because("codes-reversed")
    if _both_from_key(key, first, second, far):
        return answer.because("codes-not-consecutive")
    which = _describe(key, first, second, adjusted)
    return answer.because("codes-not-from-this-key", field=WRONG[which], which=which)


def _both_from_key(key: bytes, first: int, second: int, far: list[TimeStep]) -> bool:
    """Say whether both codes come from this key, at most an hour apart."""
    starts = [step for step in far if code_number(key, step) == first]
    around = (nearest_first(step, DRIFT_STEPS, DRIFT_STEPS) for step in starts)
    return any(find_code(key, second, steps) is not None for steps in around)


def _describe(key: bytes, first: int, second: int, adjusted: TimeStep) -> str:
    near = nearest_first(adjusted, DRIFT_STEPS, DRIFT_STEPS)
    if find_code(key, first, near) is not None:
        return ONLY_FIRST
    return NEITHER if find_code(key, second, near) is None else ONLY_SECOND
