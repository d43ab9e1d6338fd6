"""Cloud Custodian's checks of MFA: both states of root, and users with and without a device."""

import json
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.root_mfa import RootMfa
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Endpoint

from tests.endpoint.clients.people import AUDITED, Person
from tests.endpoint.test_control import client

CUSTODIAN = ROOT / ".cache" / "audits" / "bin" / "custodian"
POLICIES = Path(__file__).with_name("audit.yml")
pytestmark = pytest.mark.skipif(not CUSTODIAN.exists(), reason="make test installs Custodian")


def findings(person: Person, folder: Path) -> dict[str, list[str]]:
    """Run the audit and return whom each policy found."""
    options = ("--cache-period", "0", "--output-dir", str(folder))
    person.run(CUSTODIAN, "run", *options, str(POLICIES))
    return {
        found.parent.name: [each.get("UserName", "root") for each in json.loads(found.read_text())]
        for found in folder.glob("*/resources.json")
    }


@pytest.mark.parametrize(("kind", "root"), [("none", ["root"]), ("virtual", []), ("passkey", [])])
def test_custodian_finds_who_has_no_mfa(tmp_path: Path, kind: RootMfa, root: list[str]) -> None:
    with Endpoint(seed=AUDITED, root_mfa=kind) as endpoint:
        client(endpoint, "iam").generate_credential_report()
        endpoint.advance(2)  # Custodian would wait for ten seconds
        carol = Person(endpoint, tmp_path, endpoint.environment("carol"))
        assert findings(carol, tmp_path / "audit") == {
            "root-without-mfa": root,
            "root-without-mfa-in-the-report": root,
            "password-without-mfa": ["bob"],
            "with-a-device": ["alice"],
        }
