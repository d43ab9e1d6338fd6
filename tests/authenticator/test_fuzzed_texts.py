"""The phone accepts or refuses any QR code text that a fuzzer makes from ours."""

import subprocess
import sys
from pathlib import Path

import pytest
from mfa_rehearsal import iam

pytestmark = pytest.mark.fuzz

RUNS = 200_000
SEED = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U" * 2
NAMES = ["my-phone", "root-account-mfa-device", "a+=,.@-_9"]
OPTIONS = ["-seed=1", "-use_value_profile=1"]


def test_no_text_that_a_fuzzer_finds_breaks_the_phone(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris has no wheel for this machine")
    for name in NAMES:
        (tmp_path / name).write_text(our_text(name))
    fuzz = [sys.executable, "-m", "tests.authenticator.fuzz", f"-runs={RUNS}", *OPTIONS]
    fuzz += [f"-artifact_prefix={tmp_path}/", str(tmp_path)]
    result = subprocess.run(fuzz, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"Done {RUNS} runs" in result.stderr


def our_text(name: str) -> str:
    """Return the text of the QR code that the fake console shows for a device with this name."""
    account = iam.create(
        iam.open_account("111122223333", "practice"), name, SEED, iam.account.EPOCH
    )
    return iam.provisioning_uri(account, account.devices[0])
