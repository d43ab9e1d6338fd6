"""Every limit of the fake account, and its source.

Rule: no other module in this package defines a limit. `SOURCES` names the source of each constant;
AWS publishes none of the windows, so those are observed for IAM users, not documented.
"""

import re
from collections.abc import Mapping
from typing import Final

from mfa_rehearsal.errors import OURS, Source

OBSERVED = Source("recorded IAM and STS answers for IAM users (radkawar/stackd)", "observed")
USER_GUIDE = Source("IAM User Guide, IAM and AWS STS quotas", "documented")
API_MODEL = Source("IAM API Reference, parameter constraints", "documented")
REPORTED = Source("keys and QR codes decoded from real consoles", "reported")

CODE_DIGITS: Final = 6
SECRET_CHARACTERS: Final = 64

SEARCH_OLDER_STEPS: Final = 998
SEARCH_NEWER_STEPS: Final = 1000
CHECK_EITHER_SIDE_STEPS: Final = 2

ATTEMPTS_PER_WINDOW: Final = 9
ATTEMPT_WINDOW_S: Final = 180

DEVICES_PER_USER: Final = 8
DAYS_WITHOUT_MFA: Final = 35
"""Days from root's first sign-in attempt without MFA until AWS requires it."""
USERS_PER_ACCOUNT: Final = 5000
VIRTUAL_DEVICES_PER_ACCOUNT: Final = USERS_PER_ACCOUNT
TAGS_PER_RESOURCE: Final = 50

PASSWORD_MIN_CHARACTERS: Final = 8
PASSWORD_KINDS: Final = 3

REPORT_TAKES_S: Final = 2
REPORT_EXPIRES_S: Final = 14_400

DEFAULT_ROLE_SESSION_S: Final = 3_600
CHAINED_SESSION_MAX_S: Final = 3_600

QUOTAS: Final[Mapping[str, int]] = {
    "AccessKeysPerUserQuota": 2,
    "AssumeRolePolicySizeQuota": 2048,
    "AttachedPoliciesPerGroupQuota": 10,
    "AttachedPoliciesPerRoleQuota": 10,
    "AttachedPoliciesPerUserQuota": 10,
    "GroupPolicySizeQuota": 5120,
    "GroupsPerUserQuota": 10,
    "GroupsQuota": 300,
    "InstanceProfilesQuota": 1000,
    "PoliciesQuota": 1500,
    "PolicySizeQuota": 6144,
    "PolicyVersionsInUseQuota": 10_000,
    "RolePolicySizeQuota": 10_240,
    "RolesQuota": 1000,
    "ServerCertificatesQuota": 20,
    "SigningCertificatesPerUserQuota": 2,
    "UserPolicySizeQuota": 2048,
    "UsersQuota": USERS_PER_ACCOUNT,
    "VersionsPerPolicyQuota": 5,
}
"""By the names that GetAccountSummary gives them."""

SERIAL_MAX_CHARACTERS: Final = 256
PATH_MAX_CHARACTERS: Final = 512
ACCOUNT_ID_PATTERN: Final = re.compile(r"[0-9]{12}")
DEVICE_NAME: Final = re.compile(r"[A-Za-z0-9_+=,.@-]+")
PATH: Final = re.compile(r"/|/[!-~]+/")
SERIAL: Final = re.compile(r"[A-Za-z0-9_+=/:,.@-]+")

# These three affect only how a refusal is explained. They are wide enough for a reader's mistake
# and narrow enough to make a chance match unlikely: five minutes, an hour and a day each way, or a
# bit more.
NEAR_STEPS: Final = 10
DRIFT_STEPS: Final = 125
FAR_STEPS: Final = 2900

SOURCES: Final[Mapping[str, Source]] = {
    "CODE_DIGITS": API_MODEL,
    "SECRET_CHARACTERS": REPORTED,
    "SEARCH_OLDER_STEPS": OBSERVED,
    "SEARCH_NEWER_STEPS": OBSERVED,
    "CHECK_EITHER_SIDE_STEPS": OBSERVED,
    "ATTEMPTS_PER_WINDOW": OBSERVED,
    "ATTEMPT_WINDOW_S": OBSERVED,
    "DEVICES_PER_USER": USER_GUIDE,
    "DAYS_WITHOUT_MFA": Source("IAM User Guide, MFA for the root user", "documented"),
    "USERS_PER_ACCOUNT": USER_GUIDE,
    "VIRTUAL_DEVICES_PER_ACCOUNT": USER_GUIDE,
    "TAGS_PER_RESOURCE": USER_GUIDE,
    "PASSWORD_MIN_CHARACTERS": USER_GUIDE,
    "PASSWORD_KINDS": USER_GUIDE,
    "REPORT_TAKES_S": OBSERVED,
    "REPORT_EXPIRES_S": USER_GUIDE,
    "DEFAULT_ROLE_SESSION_S": API_MODEL,
    "CHAINED_SESSION_MAX_S": USER_GUIDE,
    "QUOTAS": USER_GUIDE,
    "SERIAL_MAX_CHARACTERS": API_MODEL,
    "PATH_MAX_CHARACTERS": API_MODEL,
    "ACCOUNT_ID_PATTERN": API_MODEL,
    "DEVICE_NAME": API_MODEL,
    "PATH": API_MODEL,
    "SERIAL": API_MODEL,
    "NEAR_STEPS": OURS,
    "DRIFT_STEPS": OURS,
    "FAR_STEPS": OURS,
}
"""The source of each constant above."""
