"""Prowler's checks of MFA: each kind of it for root, and users with and without a device.

Rule: the checks, and the calls that they make, are Prowler's own. Its command line is left out: it
reads a hundred compliance frameworks first, for twelve seconds, and needs other clouds' packages.
"""

import json
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.root_mfa import RootMfa
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Endpoint

from tests.endpoint.clients.people import AUDITED, Person
from tests.endpoint.test_control import client

PYTHON = ROOT / ".cache" / "prowler" / "bin" / "python"
ROOT_HAS_MFA = "iam_root_mfa_enabled"
ROOT_HAS_HARDWARE_MFA = "iam_root_hardware_mfa_enabled"
USERS_HAVE_MFA = "iam_user_mfa_enabled_console_access"
USERS_HAVE_HARDWARE_MFA = "iam_user_hardware_mfa_enabled"
CHECKS = (ROOT_HAS_MFA, ROOT_HAS_HARDWARE_MFA, USERS_HAVE_MFA, USERS_HAVE_HARDWARE_MFA)
RUN = """
import importlib, json, sys
from prowler.providers.aws.aws_provider import AwsProvider
from prowler.providers.common.models import Audit_Metadata
from prowler.providers.common.provider import Provider

provider, checks = AwsProvider(regions={"us-east-1"}), sys.argv[1:]
provider.audit_metadata = Audit_Metadata(
    services_scanned=0, expected_checks=checks, completed_checks=0, audit_progress=0
)
Provider.set_global_provider(provider)
for name in checks:
    module = importlib.import_module(f"prowler.providers.aws.services.iam.{name}.{name}")
    for found in getattr(module, name)().execute():
        print(json.dumps([name, found.resource_id, found.status, found.status_extended]))
"""

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="make test installs Prowler")


def findings(person: Person) -> dict[tuple[str, str], str]:
    """Run the checks and return what each says about whom."""
    lines = person.run(PYTHON, "-c", RUN, *CHECKS).splitlines()
    found = [json.loads(line) for line in lines]
    return {(check, who): f"{status}: {text}" for check, who, status, text in found}


NO_MFA = "FAIL: MFA is not enabled for root account."
HAS_MFA = "PASS: MFA is enabled for root account."
HARDWARE = "PASS: Root account has a hardware MFA device enabled."
VIRTUAL = "FAIL: Root account has a virtual MFA instead of a hardware MFA device enabled."


@pytest.mark.parametrize(
    ("kind", "enabled", "hardware"),
    [
        ("none", NO_MFA, NO_MFA),
        ("virtual", HAS_MFA, VIRTUAL),
        ("hardware", HAS_MFA, HARDWARE),
        ("passkey", HAS_MFA, HARDWARE),
    ],
)
def test_prowler_finds_who_has_no_mfa(
    tmp_path: Path, kind: RootMfa, enabled: str, hardware: str
) -> None:
    with Endpoint(seed=AUDITED, root_mfa=kind) as endpoint:
        client(endpoint, "iam").generate_credential_report()
        endpoint.advance(2)  # Prowler would wait for the report
        found = findings(Person(endpoint, tmp_path, endpoint.environment("carol")))
        root, no_type = "<root_account>", "does not have any type of MFA enabled."
        assert found == {
            (ROOT_HAS_MFA, root): enabled,
            (ROOT_HAS_HARDWARE_MFA, root): hardware,
            (USERS_HAVE_MFA, "alice"): "PASS: User alice has Console Password enabled and "
            "MFA enabled.",
            (USERS_HAVE_MFA, "bob"): "FAIL: User bob has Console Password enabled but "
            "MFA disabled.",
            (USERS_HAVE_MFA, "carol"): "PASS: User carol does not have Console Password enabled.",
            (USERS_HAVE_HARDWARE_MFA, "alice"): "FAIL: User alice has a virtual MFA instead of "
            "a hardware MFA device enabled.",
            (USERS_HAVE_HARDWARE_MFA, "bob"): f"FAIL: User bob {no_type}",
            (USERS_HAVE_HARDWARE_MFA, "carol"): f"FAIL: User carol {no_type}",
        }
