"""`make endpoint` in a fresh copy: only the endpoint's packages, and only the endpoint's output."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def test_it_installs_no_node_and_prints_nothing_of_its_own(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    outside_make = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    planned = subprocess.run(
        ("make", "--dry-run", "endpoint"),
        cwd=tmp_path,
        env=outside_make,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = planned.splitlines()
    assert any("requirements/endpoint.txt" in line for line in lines)
    assert lines[-1].split() == [
        "PYTHONPATH=simulator",
        ".venv/bin/python",
        "-m",
        "mfa_rehearsal",
        "endpoint",
    ]
    assert not [line for line in lines if "site.txt" in line or "npm" in line]
    printed = [line for line in lines if line.startswith("echo")]
    assert len(printed) == 2
    assert all(line.endswith(">&2") for line in printed)
