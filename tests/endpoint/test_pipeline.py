"""The endpoint in a pipeline: where it listens, its health, quiet output, and the container."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
import yaml
from mfa_rehearsal.endpoint.announcement import reachable
from mfa_rehearsal.endpoint.options import parser
from mfa_rehearsal.publish.paths import ROOT
from mfa_rehearsal.testing import Control, ControlError

from tests.endpoint.command import COMMAND, refused, started
from tests.endpoint.conftest import send
from tests.endpoint.test_cli import client as client_of

HEALTH = "/_rehearsal/health"
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")


@contextmanager
def quiet(*options: str, command: tuple[str, ...] = COMMAND, cwd: Path = ROOT) -> Iterator[str]:
    """Run a quiet command until the end of the block and yield the first line that it prints."""
    environment = os.environ | {"PYTHONPATH": str(cwd / "simulator")}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        (*command, "--port", "0", "--quiet", *options),
        cwd=cwd,
        env=environment,
        stdout=pipe,
        stderr=pipe,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            output, messages = process.communicate(timeout=20)
            assert (output, messages) == ("", "")


def test_the_health_path_needs_no_signature_and_no_control() -> None:
    with started("--user", "alice", "--account", "999988887777") as running:
        port = int(running.url.rpartition(":")[2])
        response = send(port, "GET", HEALTH, b"", {})
        assert response.status == 200
        assert json.loads(response.text) == {"status": "ok", "account": "999988887777"}
        assert send(port, "GET", HEALTH, b"", {"Host": "example.com"}).status == 403
        assert send(port, "POST", HEALTH, b"", {}).status == 404
        with pytest.raises(ControlError):
            Control(running.url).reset()
        events = client_of(running, "cloudtrail").lookup_events()["Events"]
        assert events == []


def test_the_port_is_on_the_first_line() -> None:
    with started() as running:
        assert re.search(r":([0-9]+)\n$", running.lines[0])


def test_quiet_output_is_the_url_alone() -> None:
    with quiet("--user", "alice") as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+", url)
        sts = boto3.client(
            "sts",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id="FAKE-alice",
            aws_secret_access_key="not-a-secret",
        )
        assert sts.get_caller_identity()["Account"] == "111122223333"


def test_it_listens_on_another_address_if_asked_to() -> None:
    with started("--bind", "127.0.0.2") as running:
        assert running.url.startswith("http://127.0.0.2:")
        assert len(client_of(running, "iam").list_users()["Users"]) == 0
        with pytest.raises(OSError, match="refused"):
            send(int(running.url.rpartition(":")[2]), "GET", HEALTH, b"", {})


def test_an_endpoint_that_others_can_reach_says_so() -> None:
    with started("--bind", "0.0.0.0", "--host", "mfa-rehearsal") as running:
        port = int(running.url.rpartition(":")[2])
        assert running.url == f"http://127.0.0.1:{port}"
        assert send(port, "GET", HEALTH, b"", {"Host": f"mfa-rehearsal:{port}"}).status == 200
        assert send(port, "GET", HEALTH, b"", {"Host": f"other:{port}"}).status == 403
        running.process.terminate()
        _, messages = running.process.communicate(timeout=20)
    assert "Other machines can reach it" in messages


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("192.0.2.7", "192.0.2.7"),
        ("::1", "[::1]"),
        ("::", "[::1]"),
        ("0.0.0.0", "127.0.0.1"),
    ],
)
def test_the_address_is_shown_as_a_url_has_it(address: str, shown: str) -> None:
    assert reachable(address) == shown


@pytest.mark.parametrize("address", ["", "localhost", "127.0.0.1:80", "1.2.3", "\u0661.1.1.1"])
def test_only_an_ip_address_can_be_listened_on(address: str) -> None:
    assert "is not an IP address" in refused("--bind", address)[1]


def instruction(name: str) -> str:
    (found,) = re.findall(rf"^{name} (.*)$", CONTAINERFILE, re.MULTILINE)
    return str(found)


def test_the_containers_command_runs_from_the_files_that_it_copies(tmp_path: Path) -> None:
    for source, target in re.findall(r"^COPY (\S+) (\S+)$", CONTAINERFILE, re.MULTILINE):
        to = tmp_path / target
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            to.mkdir(parents=True)
            shutil.copy(ROOT / source, to)
    python, *entrypoint = json.loads(instruction("ENTRYPOINT"))
    assert python == "python"
    command = (sys.executable, *entrypoint)
    with quiet("--user", "alice", command=command, cwd=tmp_path) as url:
        check = json.loads(instruction("HEALTHCHECK --interval=2s CMD"))[2]
        at_port = check.replace("http://127.0.0.1:4566", url)
        assert at_port != check
        subprocess.run((sys.executable, "-c", at_port), check=True)
        with urllib.request.urlopen(url + HEALTH) as response:
            assert response.status == 200


def test_the_container_gets_all_that_its_command_needs_and_nothing_private() -> None:
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert ignored == (ROOT / ".dockerignore").read_text(encoding="utf-8")
    kept = re.findall(r"^!(.*)$", ignored, re.MULTILINE)
    assert sorted(kept) == sorted(
        source for source, _ in re.findall(r"^COPY (\S+) (\S+)$", CONTAINERFILE, re.MULTILINE)
    )


def test_the_compose_file_starts_the_container_with_options_that_exist() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    (service,) = compose["services"].values()
    assert (ROOT / service["build"]["dockerfile"]).is_file()
    entrypoint = json.loads(instruction("ENTRYPOINT"))[4:]
    options = parser().parse_args([*entrypoint, *service["command"]])
    assert (options.bind, options.host, options.port) == ("0.0.0.0", ["mfa-rehearsal"], 4566)
    assert service["ports"] == [f"127.0.0.1:{options.port}:{options.port}"]
    assert instruction("EXPOSE") == str(options.port)


def test_the_pages_workflow_gives_the_lines_to_later_steps(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    (workflow,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    start = yaml.safe_load(workflow)["steps"][1]["run"].splitlines()
    with started("--user", "alice") as running:
        (tmp_path / "lines.sh").write_text("".join(running.lines))
        environment = os.environ | {"GITHUB_ENV": str(tmp_path / "env")}
        subprocess.run(["bash", "-c", start[-1]], cwd=tmp_path, env=environment, check=True)
        assert (tmp_path / "env").read_text().splitlines() == [
            f"AWS_ENDPOINT_URL={running.url}",
            "AWS_ACCESS_KEY_ID=FAKE-alice",
            "AWS_SECRET_ACCESS_KEY=not-a-secret",
            "AWS_DEFAULT_REGION=us-east-1",
        ]
