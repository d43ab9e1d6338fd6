"""Two codes in a row: the step they lie in, or why they are no good.

Rule: a pair is two codes of two consecutive steps, older first, wholly newer than the last pair
accepted. It is looked for round the device's adjusted time, far wider than a single code is: that
is why a pair typed too late still assigns the device and leaves it out of sync. AWS refuses every
bad pair in the same words; the cause is worked out here from the key, in searches so narrow that
chance hardly misleads (beside one true code, a false one is taken for one of the same hour's about
once in four thousand).
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
"""The one field that is wrong, by what is said of the two codes."""


def pair_step(device: VirtualMfaDevice, first: str, second: str, now: UnixSeconds) -> TimeStep:
    """Return the step of the second code of a good pair.

    Args:
        device: whose key the codes should come from.
        first: six digits, the older code.
        second: six digits, the code straight after it.
        now: true time.

    Raises:
        Refusal: InvalidAuthenticationCode, for one of the causes for pairs, or code-out-of-step.
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
    if _muddled(key, first, second, far):
        return answer.because("codes-not-consecutive")
    which = _which(key, first, second, adjusted)
    return answer.because("codes-not-from-this-key", field=WRONG[which], which=which)


def _muddled(key: bytes, first: int, second: int, far: list[TimeStep]) -> bool:
    """Say whether both codes come from this key, an hour apart at most."""
    starts = [step for step in far if code_number(key, step) == first]
    around = (nearest_first(step, DRIFT_STEPS, DRIFT_STEPS) for step in starts)
    return any(find_code(key, second, steps) is not None for steps in around)


def _which(key: bytes, first: int, second: int, adjusted: TimeStep) -> str:
    near = nearest_first(adjusted, DRIFT_STEPS, DRIFT_STEPS)
    if find_code(key, first, near) is not None:
        return ONLY_FIRST
    return NEITHER if find_code(key, second, near) is None else ONLY_SECOND
