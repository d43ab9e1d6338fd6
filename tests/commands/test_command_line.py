"""`mfa-rehearsal`: what it says about commands, and without a built site or an empty folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from mfa_rehearsal.commands.command_line import main
from mfa_rehearsal.embedding.built_site import NotBuiltError, find


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "mfa_rehearsal", *arguments)
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("arguments", [(), ("publish",)])
def test_without_one_of_its_commands_it_shows_the_usage(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("usage: mfa-rehearsal")


def test_its_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(f"    {name} " in shown for name in ("serve", "endpoint", "export", "check"))


def test_the_module_still_serves_the_endpoint() -> None:
    assert run("endpoint", "--help").stdout.startswith("usage: python -m mfa_rehearsal endpoint")


def test_a_folder_with_files_is_not_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.html").write_text("")
    assert main(["export", str(tmp_path)]) == 1
    assert "isn't an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lesson", "nowhere"], "“nowhere” is not a lesson. The lessons are: guide, passkey"),
        (["--account-alias", "Acme"], "“Acme” can't be an alias"),
        (["--device-name-pattern", "x"], "needs device_name_rule and device_name_example"),
    ],
)
@pytest.mark.parametrize("command", ["export", "package"])
def test_a_wrong_option_is_refused_before_anything_is_written(
    command: str, options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / "new"), *options]) == 1
    assert said in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_a_checkout_without_a_built_site_names_the_command_that_builds_it(tmp_path: Path) -> None:
    with pytest.raises(NotBuiltError, match="make build"):
        find((tmp_path / "site.zip",))
