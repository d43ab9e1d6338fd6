"""An account and an event with something in every field."""

from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.clock import TimeStep, later
from mfa_rehearsal.iam import Account
from mfa_rehearsal.iam.account import Devices
from mfa_rehearsal.iam.activity import Event, Identity
from mfa_rehearsal.iam.credentials import AccessKey, AccessKeys, KeyUse

from tests.endpoint.conftest import ACCOUNT_ID, NOW

SECRET = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPJQWEY3EMVTGO2DJNJVWY3LO"
TAGS = (iam.Tag("Team", "\u00fc <&>"), iam.Tag("team", ""))


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
    return replace(unassigned, devices=devices, attempts=attempts, access_keys=keys)


def full_event(number: int) -> Event:
    """Return an event with something in every field."""
    who = Identity("alice", "AIDAX", "arn:alice", "FAKE-alice")
    parameters = {"Tags": [{"Key": "a", "Value": "\u00fc"}], "MaxItems": number}
    return Event(NOW, "EnableMFADevice", who, parameters, "arn:x", True, "No", "No.", "no", "id")
