"""The credential report: who has which credentials, as CSV.

Rule: one report per account. Making one takes a moment, and for four hours every request gets the
same one, whatever changed since. A request is also answered after a few polls, so that a client
that waits ends even if the account's clock stands still.

Source: IAM User Guide, credential reports, for the columns and the four hours. Recorded answers
(radkawar/stackd) for the states, two seconds, values, order and line ends; they lack the last
column, which the guide has. Its value is ours.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from mfa_rehearsal.clock import UnixSeconds, later, utc_text
from mfa_rehearsal.iam import account_errors as errors
from mfa_rehearsal.iam.account import ROOT, Account, User
from mfa_rehearsal.iam.arns import user_arn
from mfa_rehearsal.iam.credentials import AccessKey, CredentialReport
from mfa_rehearsal.iam.limits import QUOTAS, REPORT_EXPIRES_S, REPORT_TAKES_S
from mfa_rehearsal.iam.login_profiles import profile_of
from mfa_rehearsal.iam.mfa_devices import mfa_devices_of

ReportState = Literal["STARTED", "INPROGRESS", "COMPLETE"]

MOST_POLLS: Final = 3
"""Requests after which a report is complete, whatever the clock says. The figure is ours."""

ROOT_USER: Final = "<root_account>"
NOT_APPLICABLE: Final = "N/A"
KEY_COLUMNS: Final = (
    "active",
    "last_rotated",
    "last_used_date",
    "last_used_region",
    "last_used_service",
)
NO_KEY: Final = ("false", *[NOT_APPLICABLE] * 4)


def request_report(account: Account, now: UnixSeconds) -> tuple[Account, ReportState]:
    """Return the account after a report was asked for, and the state that the answer names."""
    report = account.credential_report
    if report is None or is_expired(report, now):
        started = CredentialReport(now, credential_csv(account))
        return replace(account, credential_report=started), "STARTED"
    if is_complete(report, now):
        return account, "COMPLETE"
    polled = replace(report, polls=report.polls + 1)
    after = replace(account, credential_report=polled)
    return after, "COMPLETE" if is_complete(polled, now) else "INPROGRESS"


def credential_report(account: Account, now: UnixSeconds) -> CredentialReport:
    """Return the report.

    Raises:
        Refusal: report-not-present, report-expired, report-in-progress.
    """
    report = account.credential_report
    if report is None:
        raise errors.REPORT_NOT_PRESENT.because("report-not-present")
    if is_expired(report, now):
        raise errors.REPORT_EXPIRED.because("report-expired")
    if not is_complete(report, now):
        raise errors.REPORT_IN_PROGRESS.because("report-in-progress")
    return report


def is_complete(report: CredentialReport, now: UnixSeconds) -> bool:
    """Say whether a report can be read."""
    return now >= completed_at(report) or report.polls >= MOST_POLLS


def completed_at(report: CredentialReport) -> UnixSeconds:
    """Return when a report is or was complete."""
    return later(report.requested_at, REPORT_TAKES_S)


def is_expired(report: CredentialReport, now: UnixSeconds) -> bool:
    """Say whether a report is too old to be read, or from the future: the clock was set back."""
    return now < report.requested_at or now - completed_at(report) > REPORT_EXPIRES_S


def credential_csv(account: Account) -> str:
    """Return the report's content, root first, without a line end after the last row."""
    root, *_ = (user for user in account.users if user.user_name == ROOT)
    others = sorted(account.users, key=lambda user: user.user_name.lower())
    users = [root, *(user for user in others if user.user_name != ROOT)]
    rows = [_row(account, user) for user in users]
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().removesuffix("\n")


def _row(account: Account, user: User) -> Mapping[str, str]:
    is_root = user.user_name == ROOT
    return {
        "user": ROOT_USER if is_root else user.user_name,
        "arn": user_arn(account, user),
        "user_creation_time": utc_text(user.create_date),
        **(_root_password(user) if is_root else _password(user)),
        "mfa_active": _truth(bool(mfa_devices_of(account, user.user_name))),
        **dict(_keys(account, user)),
        **_certificates(),
        "additional_credentials_info": NOT_APPLICABLE,
    }


def _password(user: User) -> Mapping[str, str]:
    profile = profile_of(user)
    changed = utc_text(profile.password_date) if profile else NOT_APPLICABLE
    return {
        "password_enabled": _truth(profile is not None),
        "password_last_used": "no_information" if profile else NOT_APPLICABLE,
        "password_last_changed": changed,
        "password_next_rotation": NOT_APPLICABLE,
    }


def _root_password(root: User) -> Mapping[str, str]:
    """Return root's columns: it always has a password, whose rotation no policy rules."""
    return {
        "password_enabled": "true",
        "password_last_used": "no_information",
        "password_last_changed": utc_text(root.create_date),
        "password_next_rotation": "not_supported",
    }


def _keys(account: Account, user: User) -> Iterator[tuple[str, str]]:
    """Yield the columns of two access keys, in the order of their IDs."""
    keys = sorted(account.access_keys.of_group(user.user_name), key=lambda each: each.access_key_id)
    for index in range(QUOTAS["AccessKeysPerUserQuota"]):
        values = _key(keys[index]) if index < len(keys) else NO_KEY
        for column, value in zip(KEY_COLUMNS, values, strict=True):
            yield f"access_key_{index + 1}_{column}", value


def _key(key: AccessKey) -> tuple[str, ...]:
    use = key.last_used
    used = (utc_text(use.time), use.region, use.service) if use else NO_KEY[2:]
    return (_truth(key.status == "Active"), utc_text(key.create_date), *used)


def _certificates() -> Mapping[str, str]:
    """Return the columns of two signing certificates, which no user here has."""
    return {
        f"cert_{number}_{column}": value
        for number in (1, 2)
        for column, value in (("active", "false"), ("last_rotated", NOT_APPLICABLE))
    }


def _truth(value: bool) -> str:
    return "true" if value else "false"
