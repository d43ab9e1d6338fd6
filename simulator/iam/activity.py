"""What the account writes down of each thing that was asked of it, in CloudTrail's vocabulary.

Rule: one record an attempt, refused or not. `cause` is ours, and no part of CloudTrail.
"""

from dataclasses import dataclass
from typing import Literal

from simulator.clock import UnixSeconds

EventName = Literal[
    "ConsoleLogin",
    "CreateVirtualMFADevice",
    "EnableMFADevice",
    "ResyncMFADevice",
    "DeactivateMFADevice",
    "DeleteVirtualMFADevice",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One record.

    Args:
        time: when it was asked.
        name: CloudTrail's eventName.
        user_name: who asked.
        resource: serial number of the device in question, or "".
        mfa_used: of a ConsoleLogin, whether a code was part of it.
        error_code: AWS's error code, or "" when it was done.
        cause: slug of what really happened, or "".

    Source: CloudTrail User Guide, record contents and console sign-in events.
    """

    time: UnixSeconds
    name: EventName
    user_name: str
    resource: str = ""
    mfa_used: bool = False
    error_code: str = ""
    cause: str = ""
