"""Many clients at once, and an endpoint killed while they write.

Rule for both: an acknowledged change happened exactly once; a refused one didn't happen.
"""

import base64
import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pyotp
import pytest
from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.server import HOST
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile

from tests.endpoint.command import started
from tests.endpoint.conftest import SIGNED, Endpoint, Phone, create

THREADS = 32


@dataclass
class Worker:
    """A client with its own connection, which remembers its responses."""

    port: int
    responses: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(HOST, self.port, timeout=30)

    def call(self, action: str, **parameters: str) -> tuple[int, str]:
        form = urlencode({"Action": action, "Version": "2010-05-08", **parameters})
        self._connection.request("POST", "/", form, SIGNED)
        response = self._connection.getresponse()
        text = response.read().decode()
        self.responses.append((action, response.status))
        return response.status, text

    def close(self) -> None:
        self._connection.close()


def in_parallel(count: int, work: Any) -> None:
    """Call a function in many threads that start together."""
    barrier = threading.Barrier(count)
    failed: list[BaseException] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except BaseException as failure:
            failed.append(failure)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def created(text: str) -> tuple[str, pyotp.TOTP]:
    found = {
        each.tag.rsplit("}")[-1]: each.text or "" for each in ElementTree.fromstring(text).iter()
    }
    secret = base64.b64decode(found["Base32StringSeed"]).decode()
    return found["SerialNumber"], pyotp.TOTP(secret)


def test_a_user_gets_eight_devices_from_parallel_requests(endpoint: Endpoint, client: Any) -> None:
    phones = [create(endpoint, client, f"phone{n}") for n in range(THREADS)]
    workers = [Worker(endpoint.port) for _ in phones]

    def enable(number: int) -> None:
        workers[number].call("EnableMFADevice", UserName="alice", **phones[number].pair())
        workers[number].close()

    in_parallel(THREADS, enable)
    statuses = Counter(status for worker in workers for _, status in worker.responses)
    assert statuses == {200: 8, 409: THREADS - 8}
    assert len(client.list_mfa_devices(UserName="alice")["MFADevices"]) == 8


def test_parallel_requests_assign_a_device_to_one_user(
    endpoint: Endpoint, client: Any, phone: Phone
) -> None:
    for number in range(THREADS):
        client.create_user(UserName=f"user{number}")
    workers = [Worker(endpoint.port) for _ in range(THREADS)]

    def enable(number: int) -> None:
        workers[number].call("EnableMFADevice", UserName=f"user{number}", **phone.pair())
        workers[number].close()

    in_parallel(THREADS, enable)
    assert Counter(worker.responses[0][1] for worker in workers) == {200: 1, 409: THREADS - 1}


def test_parallel_requests_can_use_a_code_once(endpoint: Endpoint, alices: Phone) -> None:
    workers = [Worker(endpoint.port) for _ in range(9)]

    def sign_in(number: int) -> None:
        parameters = {"SerialNumber": alices.serial, "TokenCode": alices.code()}
        workers[number].call("GetSessionToken", **parameters | {"Version": "2011-06-15"})
        workers[number].close()

    in_parallel(9, sign_in)
    assert Counter(worker.responses[0][1] for worker in workers) == {200: 1, 403: 8}


def test_no_change_by_thirty_two_clients_is_lost(endpoint: Endpoint, client: Any) -> None:
    serials: list[set[str]] = [set() for _ in range(THREADS)]
    workers = [Worker(endpoint.port) for _ in range(THREADS)]

    def run(number: int) -> None:
        serials[number] = run_devices(
            workers[number], f"user{number}", random.Random(number), 6, endpoint
        )
        workers[number].close()

    in_parallel(THREADS, run)
    assert {status for worker in workers for _, status in worker.responses} == {200}
    assert len(list(endpoint.backend.event_log)) == sum(len(worker.responses) for worker in workers)
    listed = client.get_paginator("list_virtual_mfa_devices").paginate()
    devices = [each for page in listed for each in page["VirtualMFADevices"]]
    assert {each["SerialNumber"] for each in devices} == set().union(*serials)
    for number in range(THREADS):
        mine = client.list_mfa_devices(UserName=f"user{number}")["MFADevices"]
        assert {each["SerialNumber"] for each in mine} == serials[number]


def run_devices(
    worker: Worker, user: str, choose: random.Random, count: int, endpoint: Endpoint
) -> set[str]:
    """Create, use and partly delete devices; return the serial numbers of the rest."""
    remaining = set()
    worker.call("CreateUser", UserName=user)
    for number in range(count):
        _, text = worker.call("CreateVirtualMFADevice", VirtualMFADeviceName=f"{user}-{number}")
        serial, totp = created(text)
        phone, named = (
            Phone(serial, totp, endpoint.clock),
            {"UserName": user, "SerialNumber": serial},
        )
        worker.call("EnableMFADevice", UserName=user, **phone.pair())
        worker.call("ResyncMFADevice", UserName=user, **phone.pair(2))
        worker.call("ListVirtualMFADevices")
        if choose.random() < 0.5:
            worker.call("DeactivateMFADevice", **named)
            worker.call("DeleteVirtualMFADevice", SerialNumber=serial)
        else:
            worker.call(
                "TagMFADevice",
                SerialNumber=serial,
                **{"Tags.member.1.Key": "a", "Tags.member.1.Value": "b"},
            )
            remaining.add(serial)
    return remaining


@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.4])
def test_a_killed_endpoint_leaves_every_acknowledged_change_in_the_file(
    tmp_path: Path, delay_s: float
) -> None:
    path = str(tmp_path / "state.db")
    acknowledged: list[list[str]] = [[] for _ in range(8)]
    requested: list[list[str]] = [[] for _ in range(8)]
    with started("--state", path, "--user", "alice") as endpoint:
        port = urlsplit(endpoint.url).port or 0

        def write(number: int) -> None:
            worker = Worker(port)
            try:
                for count in range(100_000):
                    name = f"d{number}-{count}"
                    requested[number].append(name)
                    status, _ = worker.call("CreateVirtualMFADevice", VirtualMFADeviceName=name)
                    assert status == 200
                    acknowledged[number].append(name)
            except (OSError, http.client.HTTPException):
                worker.close()

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        while not any(acknowledged):
            time.sleep(0.001)
        time.sleep(delay_s)
        endpoint.process.kill()
        for thread in threads:
            thread.join()
    state = StateFile(path)
    account = state.load()
    state.close()
    assert account is not None
    assert iam.find_user(account, "alice") is not None
    stored = [device.name for device in account.devices]
    assert len(set(stored)) == len(stored)
    assert {name for each in acknowledged for name in each} <= set(stored)
    assert set(stored) <= {name for each in requested for name in each}
