"""Every refusal, with AWS's code, status and message, and the real cause."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds, later
from mfa_rehearsal.errors import Refusal
from mfa_rehearsal.iam import Account, access_keys, account_settings, login_profiles
from mfa_rehearsal.iam.account import Devices, Users, with_user
from mfa_rehearsal.iam.credential_report import credential_report, request_report
from mfa_rehearsal.iam.hints import CEREMONIES, HINTS, PASSKEYS
from mfa_rehearsal.iam.roles import operations as roles
from mfa_rehearsal.iam.roles.assuming import check_assume_role, session_assumer, user_assumer
from mfa_rehearsal.iam.roles.values import Role, Roles, RoleSession

from tests.iam.conftest import OTHER_SECRET, CodeAt
from tests.iam.roles.policies import MFA, role_arn_of, trust

INVALID = ("InvalidAuthenticationCode", 403, "Authentication code for device is not valid.")
TAKEN = ("EntityAlreadyExists", 409, "MFA device already exists.")
IN_USE = ("EntityAlreadyExists", 409, "MFA Device is already in use.")
ROOT_HAS_IT = ("EntityAlreadyExists", 409, "MFA Device for user root already exists.")
NOT_THIS_USERS = ("NoSuchEntity", 404, "MFA Device invalid for user.")
ASSIGNED = ("DeleteConflict", 409, "MFA VirtualDevice in use. Must deactivate first.")
HAS_KEYS = ("DeleteConflict", 409, "Cannot delete entity, must delete access keys first.")
MANY_KEYS = ("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2")
NO_KEY = ("NoSuchEntity", 404, "The Access Key with id FAKE-X cannot be found.")
NEEDS_MFA = (
    "AccessDenied",
    403,
    "To complete this action, please ensure that you are authenticated with an MFA device "
    "that is enabled for this user.",
)
BAD_PASS_CODE = (
    "AccessDenied",
    403,
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
)
UNABLE = (
    "AccessDenied",
    403,
    (
        "MultiFactorAuthentication failed, unable to validate MFA code.  "
        "Please verify your MFA serial number is valid and associated with this user."
    ),
)
NO_DEVICE = ("NoSuchEntity", 404, "VirtualMFADevice with serial number arn:x doesn't exist.")
NO_USER = ("NoSuchEntity", 404, "The user with name mallory cannot be found.")
FULL = ("LimitExceeded", 409, "A user can have at most 8 MFA devices.")
SIX_DIGITS = ("ValidationError", 400, "The code is not six digits.")
NOT_A_KEY = (
    "ValidationError",
    400,
    (
        "The MFA device serial number sent in the request is invalid or not supported by this "
        "API. Currently, only hardware FIDO security keys are supported. Please use the "
        "compatible device or API."
    ),
)
HAS_TOKENS = (
    "DeleteConflict",
    409,
    "Cannot delete entity, must remove tokens from principal first.",
)
BY_CONSOLE = (
    "NoSuchEntity",
    404,
    (
        "The user with name root cannot be found. The root user has no user name here, "
        "and its virtual MFA device can be set up only in the console."
    ),
)
RESERVED = ("InvalidInput", 400, "Tag keys beginning with aws: are reserved for system use.")
TWICE = (
    "InvalidInput",
    400,
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
)
MANY_TAGS = ("LimitExceeded", 409, "A resource can have at most 50 tags.")
MANY_USERS = ("LimitExceeded", 409, "Cannot exceed quota for UsersPerAccount: 5000")
INCORRECT = ("AccessDenied", 403, "Your authentication information is incorrect. Please try again.")

WEAK = (
    "PasswordPolicyViolation",
    400,
    "Password does not conform to the account password policy.",
)
NO_ROLE = ("NoSuchEntity", 404, "The role with name x cannot be found.")
MANY_ROLES = ("LimitExceeded", 409, "Cannot exceed quota for RolesPerAccount: 1000")
LONG_POLICY = ("LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: 2048")
ROOT_ASSUMES = ("AccessDenied", 403, "Roles may not be assumed by root accounts.")
NO_NAME = (
    "ValidationError",
    400,
    "Must specify userName when calling with non-User credentials",
)
LONG_SESSION = (
    "ValidationError",
    400,
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
)
LONG_CHAIN = (
    "ValidationError",
    400,
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
    "chaining.",
)
NO_SOURCE_IN_CHAIN = (
    "AccessDenied",
    403,
    "User: arn:aws:sts::111122223333:assumed-role/admin/s is not authorized to perform: "
    "sts:SetSourceIdentity on resource: arn:aws:iam::111122223333:role/open",
)


def not_authorized(role_name: str, action: str = "sts:AssumeRole") -> tuple[str, int, str]:
    message = (
        f"User: arn:aws:iam::111122223333:user/alice is not authorized to perform: {action} "
        f"on resource: arn:aws:iam::111122223333:role/{role_name}"
    )
    return "AccessDenied", 403, message


def taken_role(role_name: str) -> tuple[str, int, str]:
    return "EntityAlreadyExists", 409, f"Role with name {role_name} already exists."


def malformed(message: str) -> tuple[str, int, str]:
    return "MalformedPolicyDocument", 400, message


@dataclass(frozen=True)
class Scene:
    """What a situation starts from: root has the device `serial`, and `spare` is unassigned."""

    enabled: Account
    serial: str
    code: CodeAt
    other_code: CodeAt
    now: UnixSeconds

    @property
    def account(self) -> Account:
        return iam.create(self.enabled, "spare", OTHER_SECRET, self.now)

    @property
    def bobs(self) -> Account:
        first, second = self.other_code(-1), self.other_code(0)
        return iam.enable(self.account, "bob", self.spare, first, second, self.now)

    @property
    def spare(self) -> str:
        return iam.serial_number(self.enabled, "spare")

    def enable(self, user_name: str, serial: str, first: str, second: str) -> None:
        iam.enable(self.account, user_name, serial, first, second, self.now)

    def resync(self, user_name: str, serial: str, first: str, second: str) -> None:
        iam.resync(self.account, user_name, serial, first, second, later(self.now, 60))

    def check(self, user_name: str, serial: str, *codes: str) -> None:
        account = self.account
        for code in codes:
            account = iam.check_code(account, user_name, serial, code, self.now)

    def fill_up(self) -> None:
        spare = self.account.devices[1]
        eight = tuple(replace(spare, serial_number=f"arn:{n}", user_name="alice") for n in range(8))
        full = replace(self.account, devices=Devices((*self.account.devices, *eight)))
        iam.enable(full, "alice", self.spare, self.other_code(-1), self.other_code(0), self.now)

    def crowd(self) -> None:
        users = tuple(iam.User(f"u{n}") for n in range(5000))
        full = replace(self.account, users=Users((*self.account.users[:1], *users)))
        iam.create_user(full, "one-more", "AIDA", self.now)

    def tag(self, *keys: str) -> None:
        iam.tag(self.account, self.spare, tuple(iam.Tag(key, "") for key in keys))

    def with_keys(self, count: int) -> Account:
        account = self.account
        for number in range(count):
            account = access_keys.create_access_key(
                account, "alice", f"FAKE{number}", "a secret", self.now
            )
        return account

    def password(self, user_name: str, password: str) -> None:
        login_profiles.create_login_profile(
            self.account, user_name, password, self.now, must_reset=False
        )

    def report(self, age_s: int | None) -> None:
        account = self.account
        if age_s is not None:
            account, _ = request_report(account, self.now)
        credential_report(account, later(self.now, age_s or 0))

    @property
    def with_roles(self) -> Account:
        bobs = trust().replace(":root", ":user/bob")
        account = with_user(self.account, iam.User("bob", user_id="AIDABOB"))
        for name, policy, longest in (
            ("admin", MFA, 3600),
            ("bobs", bobs, 3600),
            ("open", trust(), 3600),
            ("long", trust(), 7200),
        ):
            account = roles.create_role(
                account, name, f"AROA{name.upper()}", policy, self.now, max_session_s=longest
            )
        return account

    def role(self, policy: str, name: str = "new") -> None:
        roles.create_role(self.with_roles, name, "AROAX", policy, self.now)

    def many_roles(self) -> None:
        thousand = Roles(Role(f"r{n}", f"AROA{n}", MFA, self.now) for n in range(1000))
        full = replace(self.account, roles=thousand)
        roles.create_role(full, "one-more", "AROAX", MFA, self.now)

    def assume(self, name: str, user_name: str = "alice", source: str = "", **more: Any) -> None:
        who, arn = user_assumer(self.with_roles, user_name, {}), role_arn_of(name)
        check_assume_role(self.with_roles, arn, who, source_identity=source, **more)

    def chain(self, name: str, duration_s: int = 900, source: str = "") -> None:
        session = RoleSession("AROAADMIN", "admin", role_arn_of("admin"), "s", "alice")
        who = session_assumer(self.with_roles, session)
        check_assume_role(self.with_roles, role_arn_of(name), who, duration_s, source)

    def exhaust(self) -> None:
        window = iam.Attempts(self.now // 180, {self.serial: 9})
        nine = replace(self.enabled, attempts=window)
        iam.check_code(nine, "root", self.serial, self.code(0), self.now)


Situation = Callable[[Scene], object]
Words = tuple[str, int, str]

SITUATIONS: list[tuple[str, Situation, Words]] = [
    ("same-code-twice", lambda s: s.enable("root", s.spare, "123456", "123456"), INVALID),
    (
        "codes-reversed",
        lambda s: s.enable("bob", s.spare, s.other_code(0), s.other_code(-1)),
        INVALID,
    ),
    ("codes-not-consecutive", lambda s: s.resync("root", s.serial, s.code(1), s.code(3)), INVALID),
    ("codes-not-from-this-key", lambda s: s.enable("bob", s.spare, "000001", "000002"), INVALID),
    ("code-out-of-step", lambda s: s.resync("root", s.serial, s.code(1200), s.code(1201)), INVALID),
    ("pair-already-used", lambda s: s.resync("root", s.serial, s.code(-1), s.code(0)), INVALID),
    ("code-already-used", lambda s: s.check("root", s.serial, s.code(0), s.code(0)), BAD_PASS_CODE),
    ("code-out-of-step", lambda s: s.check("root", s.serial, s.code(3)), BAD_PASS_CODE),
    ("code-not-from-this-key", lambda s: s.check("root", s.serial, "000001"), BAD_PASS_CODE),
    ("attempts-exhausted", lambda s: s.exhaust(), UNABLE),
    ("no-such-device", lambda s: s.check("root", "arn:x", "000001"), UNABLE),
    ("device-not-this-users", lambda s: s.check("root", s.spare, "000001"), UNABLE),
    ("device-not-this-users", lambda s: s.check("bob", s.serial, s.code(0)), UNABLE),
    ("no-such-user", lambda s: s.check("mallory", s.serial, "000001"), NO_USER),
    ("code-not-six-digits", lambda s: s.check("root", s.serial, "12 345"), SIX_DIGITS),
    (
        "code-not-six-digits",
        lambda s: s.enable("root", s.spare, "12345", "123456"),
        ("ValidationError", 400, "The first code is not six digits."),
    ),
    (
        "code-not-six-digits",
        lambda s: s.resync("root", s.serial, "123456", "1234567"),
        ("ValidationError", 400, "The second code is not six digits."),
    ),
    ("device-name-taken", lambda s: iam.create(s.enabled, "phone", OTHER_SECRET, s.now), TAKEN),
    ("user-has-this-device", lambda s: s.enable("root", s.serial, "000001", "000002"), ROOT_HAS_IT),
    ("device-in-use", lambda s: s.enable("bob", s.serial, "000001", "000002"), IN_USE),
    ("no-such-device", lambda s: s.enable("bob", "arn:x", "000001", "000002"), NO_DEVICE),
    ("no-such-user", lambda s: s.enable("mallory", s.spare, "000001", "000002"), NO_USER),
    ("too-many-devices", lambda s: s.fill_up(), FULL),
    (
        "device-not-this-users",
        lambda s: s.resync("bob", s.serial, "1" * 6, "2" * 6),
        NOT_THIS_USERS,
    ),
    ("device-not-this-users", lambda s: s.resync("bob", s.spare, "1" * 6, "2" * 6), NOT_THIS_USERS),
    ("no-such-device", lambda s: s.resync("bob", "arn:x", "000001", "000002"), NO_DEVICE),
    ("no-such-user", lambda s: s.resync("mallory", s.serial, "000001", "000002"), NO_USER),
    ("device-not-this-users", lambda s: iam.deactivate(s.account, "bob", s.serial), NOT_THIS_USERS),
    ("device-not-this-users", lambda s: iam.deactivate(s.account, "root", s.spare), NOT_THIS_USERS),
    ("no-such-device", lambda s: iam.deactivate(s.account, "root", "arn:x"), NO_DEVICE),
    ("no-such-user", lambda s: iam.deactivate(s.account, "mallory", s.serial), NO_USER),
    ("mfa-session-required", lambda s: iam.check_mfa_session(s.account, "root"), NEEDS_MFA),
    ("device-still-assigned", lambda s: iam.delete(s.account, s.serial), ASSIGNED),
    ("no-such-device", lambda s: iam.delete(s.account, "arn:x"), NO_DEVICE),
    ("no-such-device", lambda s: iam.device(s.account, "arn:x"), NO_DEVICE),
    ("wrong-password", lambda s: iam.check_password(s.account, "root", "guess"), INCORRECT),
    ("no-such-user", lambda s: iam.check_password(s.account, "mallory", "guess"), INCORRECT),
    (
        "device-name-not-allowed",
        lambda s: iam.create(s.account, "my phone", OTHER_SECRET, s.now),
        ("ValidationError", 400, "The device name has a character that is not allowed."),
    ),
    (
        "token-serial-unknown",
        lambda s: iam.enable_token(s.account, "bob", ("t", "HT1"), ("1", "2"), {}, s.now),
        ("ValidationError", 400, "The serial number isn't that of a hardware TOTP token."),
    ),
    (
        "user-name-taken",
        lambda s: iam.create_user(s.account, "Alice", "AIDA", s.now),
        ("EntityAlreadyExists", 409, "User with name Alice already exists."),
    ),
    ("too-many-users", lambda s: s.crowd(), MANY_USERS),
    ("no-such-user", lambda s: iam.delete_user(s.account, "mallory"), NO_USER),
    ("root-only-in-console", lambda s: iam.delete_user(s.account, "root"), BY_CONSOLE),
    ("user-has-devices", lambda s: iam.delete_user(s.bobs, "bob"), HAS_TOKENS),
    ("user-has-access-keys", lambda s: iam.delete_user(s.with_keys(1), "alice"), HAS_KEYS),
    ("too-many-access-keys", lambda s: s.with_keys(3), MANY_KEYS),
    ("no-such-access-key", lambda s: access_keys.access_key(s.account, "FAKE-X"), NO_KEY),
    ("not-a-security-key", lambda s: iam.security_key(s.account, s.serial), NOT_A_KEY),
    ("no-such-device", lambda s: iam.security_key(s.account, "arn:x"), NO_DEVICE),
    ("tag-key-reserved", lambda s: s.tag("AWS:team"), RESERVED),
    ("tag-key-twice", lambda s: s.tag("team", "team"), TWICE),
    ("too-many-tags", lambda s: s.tag(*map(str, range(51))), MANY_TAGS),
    ("no-such-device", lambda s: iam.tag(s.account, "arn:x", ()), NO_DEVICE),
    ("no-such-device", lambda s: iam.untag(s.account, "arn:x", ()), NO_DEVICE),
]

ROLE_SITUATIONS: list[tuple[str, Situation, Words]] = [
    ("role-name-taken", lambda s: s.role(MFA, "Admin"), taken_role("Admin")),
    ("no-such-role", lambda s: roles.role(s.account, "x"), NO_ROLE),
    ("no-such-role", lambda s: s.assume("x"), not_authorized("x")),
    ("too-many-roles", lambda s: s.many_roles(), MANY_ROLES),
    (
        "trust-policy-malformed",
        lambda s: s.role("{"),
        malformed("This policy contains invalid Json"),
    ),
    (
        "trust-policy-not-supported",
        lambda s: s.role(trust("aws:SourceIp")),
        malformed(
            'This endpoint can\'t evaluate the condition key "aws:SourceIp" in a trust policy.'
        ),
    ),
    (
        "trust-policy-principal-unknown",
        lambda s: s.role(MFA.replace(":root", ":user/mallory")),
        malformed('Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/mallory"'),
    ),
    ("trust-policy-too-long", lambda s: s.role(MFA + "x" * 2048), LONG_POLICY),
    ("role-needs-mfa", lambda s: s.assume("admin"), not_authorized("admin")),
    ("role-not-trusted", lambda s: s.assume("bobs"), not_authorized("bobs")),
    ("root-assumes-no-role", lambda s: s.assume("admin", "root"), ROOT_ASSUMES),
    ("session-too-long", lambda s: s.assume("open", duration_s=3601), LONG_SESSION),
    ("session-too-long", lambda s: s.chain("long", duration_s=3601), LONG_CHAIN),
    ("source-identity-fixed", lambda s: s.chain("open", source="bob"), NO_SOURCE_IN_CHAIN),
    (
        "source-identity-not-allowed",
        lambda s: s.assume("open", source="alice"),
        not_authorized("open", "sts:SetSourceIdentity"),
    ),
    (
        "session-tags-not-allowed",
        lambda s: s.assume("open", has_tags=True),
        not_authorized("open", "sts:TagSession"),
    ),
    ("user-name-required", lambda s: iam.calling_user(s.account, ""), NO_NAME),
]
SITUATIONS += ROLE_SITUATIONS

ACCOUNT_SITUATIONS: list[tuple[str, Situation, Words]] = [
    (
        "user-has-password",
        lambda s: iam.delete_user(s.account, "alice"),
        ("DeleteConflict", 409, "Cannot delete entity, must delete login profile first."),
    ),
    (
        "no-login-profile",
        lambda s: login_profiles.delete_login_profile(s.account, "bob"),
        ("NoSuchEntity", 404, "Login Profile for User bob cannot be found."),
    ),
    (
        "login-profile-exists",
        lambda s: s.password("alice", "aB3456789"),
        ("EntityAlreadyExists", 409, "Login Profile for user alice already exists."),
    ),
    ("password-too-weak", lambda s: s.password("bob", "aB34567"), WEAK),
    ("password-too-weak", lambda s: s.password("bob", "ab3456789"), WEAK),
    (
        "no-such-alias",
        lambda s: account_settings.delete_alias(s.account, "x-corp"),
        ("NoSuchEntity", 404, "The account alias with name x-corp does not exist."),
    ),
    (
        "no-password-policy",
        lambda s: account_settings.check_password_policy(s.account),
        (
            "NoSuchEntity",
            404,
            "The Password Policy with domain name 111122223333 cannot be found.",
        ),
    ),
    ("report-not-present", lambda s: s.report(None), ("ReportNotPresent", 410, "Unknown")),
    ("report-in-progress", lambda s: s.report(1), ("ReportInProgress", 404, "Unknown")),
    ("report-expired", lambda s: s.report(14_403), ("ReportExpired", 410, "Unknown")),
]
SITUATIONS += ACCOUNT_SITUATIONS


@pytest.mark.parametrize(("cause", "situation", "words"), SITUATIONS)
def test_each_refusal_has_awss_words_and_its_own_cause(
    cause: str,
    situation: Situation,
    words: Words,
    enabled: Account,
    serial: str,
    code: CodeAt,
    other_code: CodeAt,
    now: UnixSeconds,
) -> None:
    scene = Scene(enabled, serial, code, other_code, now)
    with pytest.raises(Refusal) as refused:
        situation(scene)
    refusal = refused.value
    assert (refusal.code, refusal.http_status, refusal.message) == words
    assert refusal.cause == cause
    validation = words[0] == "ValidationError" and words != NOT_A_KEY
    validation = validation and words not in (NO_NAME, LONG_SESSION, LONG_CHAIN)
    ours = validation or words in (FULL, BY_CONSOLE, MANY_TAGS) or words[0] == "ReportExpired"
    ours = ours or "This endpoint" in words[2]
    assert (refusal.source.grade == "ours") == ours


def test_every_cause_has_a_situation_above() -> None:
    elsewhere = {*CEREMONIES, *PASSKEYS}  # test_passkey_errors.py
    assert {cause for cause, _, _ in SITUATIONS} == set(HINTS) - elsewhere


@pytest.mark.parametrize("hint", HINTS.values())
def test_a_hint_says_how_to_fix_it_without_apology(hint: str) -> None:
    lowered = hint.lower()
    assert not any(word in lowered for word in ("please", "sorry", "oops", "invalid"))
    assert len(hint.split()) < 40
