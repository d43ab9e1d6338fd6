"""After every orderly end the one file is the account; after a crash nothing is lost either."""

import os
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile
from mfa_rehearsal.publish.paths import ROOT

from tests.endpoint.command import COMMAND, Started, started
from tests.endpoint.test_cli import client

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX has these signals")


def end(running: Started, number: int) -> str:
    """Send a signal, wait for the end and return the messages."""
    running.process.send_signal(number)
    _, messages = running.process.communicate(timeout=20)
    return messages


def stored_devices(path: Path) -> list[str]:
    state = StateFile(str(path))
    account = state.load()
    state.close()
    return [] if account is None else [device.name for device in account.devices]


@posix
@pytest.mark.parametrize(
    ("name", "status"), [("SIGINT", 0), ("SIGTERM", 128 + 15), ("SIGHUP", 128 + 1)]
)
def test_after_an_orderly_end_the_one_file_is_the_whole_account(
    tmp_path: Path, name: str, status: int
) -> None:
    path, copy = tmp_path / "s.db", tmp_path / "copy" / "s.db"
    with started("--state", str(path), "--user", "alice") as running:
        client(running, "iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")
        assert "Traceback" not in end(running, getattr(signal, name))
        assert running.process.returncode == status
    assert [each.name for each in tmp_path.iterdir()] == ["s.db"]
    assert path.read_bytes()[18:20] == b"\1\1"  # not in WAL mode: a read-only copy can be opened
    copy.parent.mkdir()
    shutil.copy(path, copy)
    assert stored_devices(copy) == ["phone"]
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as read_only:
        assert read_only.execute("SELECT count(*) FROM devices").fetchone() == (1,)


@posix
def test_a_kept_alive_connection_does_not_delay_or_spoil_the_end(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with started("--state", str(path), "--user", "alice") as running:
        iam = client(running, "iam")
        iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
        running.process.send_signal(signal.SIGTERM)
        end(running, signal.SIGTERM)
    assert [each.name for each in tmp_path.iterdir()] == ["s.db"]
    assert stored_devices(path) == ["phone"]


@posix
def test_after_kill_9_the_two_files_are_the_whole_account(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with started("--state", str(path), "--user", "alice") as running:
        client(running, "iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")
        end(running, signal.SIGKILL)
    assert stored_devices(path) == ["phone"]
    assert [each.name for each in tmp_path.iterdir()] == ["s.db"]


@posix
def test_an_ignored_hangup_stays_ignored(tmp_path: Path) -> None:
    command = (*COMMAND, "--port", "0", "--user", "alice")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        ("nohup", *command), cwd=ROOT, stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout is not None
        running = Started(process, (process.stdout.readline(), process.stdout.readline()))
        process.send_signal(signal.SIGHUP)
        assert len(client(running, "iam").list_users()["Users"]) == 1
        end(running, signal.SIGTERM)
