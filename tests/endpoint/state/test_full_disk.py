"""A disk that fills up: nothing acknowledged is lost, and the endpoint goes on when there is room.

A limit on the size of files stands in for the disk. It is set from outside while the endpoint runs.
"""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile
from mfa_rehearsal.publish.paths import ROOT

from tests.endpoint.command import Started, started
from tests.endpoint.test_crowd import Worker

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux sets a limit of another process"
)


def limit_files(running: Started, size: int) -> None:
    """Let no file of the endpoint grow beyond a size; -1 takes the limit away."""
    import resource

    pid, kind = running.process.pid, resource.RLIMIT_FSIZE
    _, hard = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (size if size >= 0 else resource.RLIM_INFINITY, hard))


def create(worker: Worker, names: Iterator[str]) -> tuple[str, int]:
    """Ask for a device; return its name and the status of the answer."""
    name = next(names)
    status, text = worker.call("CreateVirtualMFADevice", VirtualMFADeviceName=name)
    assert status == 200 or "<Code>ServiceUnavailable</Code>" in text
    return name, status


def test_what_a_full_disk_cannot_take_is_refused_and_nothing_else_is_lost(tmp_path: Path) -> None:
    path, names = tmp_path / "state.db", map("d{}".format, count())
    told: dict[str, int] = {}
    with started("--state", str(path), "--user", "alice") as running:
        worker = Worker(urlsplit(running.url).port or 0)
        for room in (200_000, 1_000, 50_000):
            told.update(create(worker, names) for _ in range(20))
            beside = path.with_name("state.db-wal")
            limit_files(running, beside.stat().st_size + room)
            while list(told.values())[-1] == 200:
                told.update([create(worker, names)])
            told.update(create(worker, names) for _ in range(20))
            assert list(told.values())[-20:] == [503] * 20
            assert worker.call("ListUsers")[0] == 503
            limit_files(running, -1)
            assert worker.call("ListUsers")[0] == 200
        told.update(create(worker, names) for _ in range(20))
        assert list(told.values())[-20:] == [200] * 20
        worker.close()
        running.process.kill()
        _, said = running.process.communicate(timeout=20)
    assert said.count("Requests get 503 until it can be written.") == 3
    assert "Traceback" not in said
    state = StateFile(str(path))
    account = state.load()
    state.close()
    assert account is not None
    assert [each.name for each in account.devices] == [
        name for name, status in told.items() if status == 200
    ]


def test_a_file_that_cannot_be_begun_is_told_in_a_line(tmp_path: Path) -> None:
    import resource
    import subprocess

    from tests.endpoint.command import COMMAND

    ended = subprocess.run(
        (*COMMAND, "--port", "0", "--state", str(tmp_path / "s.db")),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "can't use the state file " in ended.stderr
