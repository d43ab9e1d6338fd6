"""A full disk: no acknowledged change is lost, and the endpoint works again when there is space.

A limit on file sizes, set from outside while the endpoint runs, takes the place of a full disk.
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
    sys.platform != "linux", reason="only Linux can limit another process"
)


def limit_files(running: Started, size: int) -> None:
    """Limit the size of the endpoint's files; -1 removes the limit."""
    import resource

    pid, kind = running.process.pid, resource.RLIMIT_FSIZE
    _, hard = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (size if size >= 0 else resource.RLIM_INFINITY, hard))


def create(worker: Worker, names: Iterator[str]) -> tuple[str, int]:
    """Create a device; return its name and the response's status."""
    name = next(names)
    status, text = worker.call("CreateVirtualMFADevice", VirtualMFADeviceName=name)
    assert status == 200 or "<Code>ServiceUnavailable</Code>" in text
    return name, status


def test_a_full_disk_refuses_requests_and_loses_no_change(tmp_path: Path) -> None:
    path, names = tmp_path / "state.db", map("d{}".format, count())
    statuses: dict[str, int] = {}
    with started("--state", str(path), "--user", "alice") as running:
        worker = Worker(urlsplit(running.url).port or 0)
        for space in (200_000, 1_000, 50_000):
            statuses.update(create(worker, names) for _ in range(20))
            wal = path.with_name("state.db-wal")
            limit_files(running, wal.stat().st_size + space)
            while list(statuses.values())[-1] == 200:
                statuses.update([create(worker, names)])
            statuses.update(create(worker, names) for _ in range(20))
            assert list(statuses.values())[-20:] == [503] * 20
            assert worker.call("ListUsers")[0] == 503
            limit_files(running, -1)
            assert worker.call("ListUsers")[0] == 200
        statuses.update(create(worker, names) for _ in range(20))
        assert list(statuses.values())[-20:] == [200] * 20
        worker.close()
        running.process.kill()
        _, messages = running.process.communicate(timeout=20)
    assert messages.count("Requests get 503 until it can be written.") == 3
    assert "Traceback" not in messages
    state = StateFile(str(path))
    account = state.load()
    state.close()
    assert account is not None
    assert [each.name for each in account.devices] == [
        name for name, status in statuses.items() if status == 200
    ]


def test_a_new_file_on_a_full_disk_gets_a_one_line_error(tmp_path: Path) -> None:
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
