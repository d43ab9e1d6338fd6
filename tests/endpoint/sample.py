"""An account and an event with something in every field."""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.clock import TimeStep, later
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices
from mfa_rehearsal.iam.activity import Event, Identity, SessionContext
from mfa_rehearsal.iam.credential_report import request_report
from mfa_rehearsal.iam.credentials import AccessKey, AccessKeys, KeyUse
from mfa_rehearsal.iam.login_profiles import create_login_profile
from mfa_rehearsal.iam.passkeys import Passkey, Passkeys
from mfa_rehearsal.iam.roles.operations import create_role, used_role
from mfa_rehearsal.iam.roles.values import RoleSession
from mfa_rehearsal.webauthn.es256 import private_key, public_key

from tests.endpoint.conftest import ACCOUNT_ID, NOW
from tests.iam.roles.policies import MFA

SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO"
TAGS = (iam.Tag("Team", "\u00fc <&>"), iam.Tag("team", ""))


PASSKEY = Passkey(
    "arn:aws:iam::111122223333:u2f/user/alice/key-ABC",
    "key",
    "alice",
    b"\x00\xff",
    public_key(private_key(b"a seed")),
    2,
    True,
    False,
    bytes(16),
    NOW,
)
SESSION = SessionContext(NOW, True, RoleSession("AROAX", "admin", "arn:admin", "alice", "alice"))


def full_account() -> Account:
    """Return an account with something in every field."""
    opened = iam.open_account(ACCOUNT_ID, "a password", "example-corp")
    with_user = iam.create_user(opened, "alice", "AIDAX", NOW, "/team/", TAGS[:1])
    unassigned = iam.create(with_user, "unassigned", SECRET, NOW, "/a/")
    device = iam.create(unassigned, "phone", SECRET, NOW, tags=TAGS).devices[1]
    hers = replace(
        device,
        user_name="alice",
        enable_date=later(NOW, 1),
        offset_steps=-20,
        last_pair_step=TimeStep(60_000_000),
        used_steps=frozenset({TimeStep(5), TimeStep(4)}),
    )
    devices, attempts = Devices((*unassigned.devices, hers)), iam.Attempts(3, {"arn:x": 2})
    use = KeyUse(NOW, "iam", "us-east-1")
    keys = AccessKeys(
        (
            AccessKey("FAKEKEY2", "alice", "a secret", NOW, "Inactive", use),
            AccessKey("FAKEKEY1", "alice", "a secret", NOW),
        )
    )
    passkeys = Passkeys((PASSKEY,))
    full = replace(unassigned, devices=devices, attempts=attempts, access_keys=keys)
    with_role = create_role(
        full, "admin", "AROAX", MFA, NOW, "/team/", "For a test", 7200, TAGS[:1]
    )
    with_password = create_login_profile(
        replace(with_role, passkeys=passkeys), "alice", "correct Horse 1", NOW, must_reset=True
    )
    reported, _ = request_report(with_password, NOW)
    return used_role(reported, "admin", use)


def full_event(number: int) -> Event:
    """Return an event with something in every field."""
    who = Identity("alice", "AIDAX", "arn:alice", "FAKE-alice", SESSION)
    parameters = {"Tags": [{"Key": "a", "Value": "\u00fc"}], "MaxItems": number}
    return Event(NOW, "EnableMFADevice", who, parameters, "arn:x", True, "No", "No.", "no", "id")
