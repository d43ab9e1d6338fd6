"""`python -m tests.bench.compare MOTO_SERVER`: the table of `make bench`.

Rule: both servers do the same work in the same run: the lifetime of devices from create to delete,
with one client and with sixteen. moto does not support ResyncMFADevice, so it has no figures there.
"""

import base64
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp

from tests.bench.client import Fields, Timing, run

DEVICES = 480
USERS = DEVICES // 8
PORTS = {"ours": 18931, "moto": 18932}
CLIENTS = (1, 16)


def life(port: int, clients: int) -> Iterator[tuple[str, Timing]]:
    """Yield each operation's timing over the lifetime of DEVICES devices."""
    run(port, [{"Action": "CreateUser", "UserName": f"u{clients}-{n}"} for n in range(USERS)], 1)
    names = [f"d{clients}-{n}" for n in range(DEVICES)]
    create = [{"Action": "CreateVirtualMFADevice", "VirtualMFADeviceName": name} for name in names]
    created = run(port, create, clients)
    yield "create", created
    devices = [_device(clients, n, text) for n, text in enumerate(created.answers)]
    yield "enable", run(port, [_with_pair("Enable", device, 0) for device in devices], clients)
    users = [{"Action": "ListMFADevices", "UserName": user} for user, _, _ in devices]
    yield "list, of a user", run(port, users, clients)
    yield "list, 100 of all", run(port, [{"Action": "ListVirtualMFADevices"}] * DEVICES, clients)
    yield "resync", run(port, [_with_pair("Resync", device, 2) for device in devices], clients)
    owned = [{"Action": "DeactivateMFADevice", **_named(device)} for device in devices]
    yield "deactivate", run(port, owned, clients)
    delete = [{"Action": "DeleteVirtualMFADevice", "SerialNumber": arn} for _, arn, _ in devices]
    yield "delete", run(port, delete, clients)
    assume = {"Action": "AssumeRole", "RoleArn": _role(port, clients), "RoleSessionName": "bench"}
    yield "assume a role", run(port, [assume] * DEVICES, clients, "sts")


Device = tuple[str, str, pyotp.TOTP]


def _device(clients: int, number: int, answer: str) -> Device:
    found = dict(re.findall("<(SerialNumber|Base32StringSeed)>([^<]+)<", answer))
    seed = base64.b64decode(found["Base32StringSeed"]).decode()
    return f"u{clients}-{number % USERS}", found["SerialNumber"], pyotp.TOTP(seed)


def _role(port: int, clients: int) -> str:
    """Create a role that anyone in the account may assume, and return its ARN."""
    who = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [who]})
    role = {"RoleName": f"r{clients}", "AssumeRolePolicyDocument": policy}
    (answer,) = run(port, [{"Action": "CreateRole", **role}], 1).answers
    return str(re.findall("<Arn>([^<]+)<", answer)[0])


def _named(device: Device) -> Fields:
    return {"UserName": device[0], "SerialNumber": device[1]}


def _with_pair(verb: str, device: Device, steps: int) -> Fields:
    now = int(time.time()) + steps * 30
    codes = {
        "AuthenticationCode1": device[2].at(now - 30),
        "AuthenticationCode2": device[2].at(now),
    }
    return {"Action": f"{verb}MFADevice", **_named(device), **codes}


@contextmanager
def server(*command: str, port: int) -> Iterator[None]:
    """Run a server while the block runs, and wait until it answers."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            _wait(port)
            yield
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def main(moto_server: str) -> None:
    """Print the table."""
    ours = (sys.executable, "-m", "mfa_rehearsal", "endpoint", "--port", str(PORTS["ours"]))
    moto = (moto_server, "--port", str(PORTS["moto"]))
    with server(*ours, port=PORTS["ours"]), server(*moto, port=PORTS["moto"]):
        print(f"{'':24}{'ours':>18}{'moto':>18}")
        print(f"{'clients':8}{'operation':16}" + f"{'req/s':>9}{'p99 ms':>9}" * 2 + f"{'times':>9}")
        for clients in CLIENTS:
            lives = zip(life(PORTS["ours"], clients), life(PORTS["moto"], clients), strict=True)
            for (name, our), (_, their) in lives:
                print(_row(clients, name, our, their), flush=True)


def _row(clients: int, name: str, our: Timing, their: Timing) -> str:
    assert our.refused == 0, f"{our.refused} calls of {name} were refused: {our.answers[-1]}"
    row = f"{clients:<8}{name:16}{our.per_second:9.0f}{our.p99_ms:9.2f}"
    if their.refused:
        return f"{row}{'unsupported':>18}"
    return (
        f"{row}{their.per_second:9.0f}{their.p99_ms:9.2f}{our.per_second / their.per_second:8.1f}x"
    )


if __name__ == "__main__":
    main(sys.argv[1])
