"""A minimal client: it posts forms over one kept-alive connection and measures each response.

Rule: the same for both servers. Nothing is signed; the header names the service because moto needs
that.
"""

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

VERSIONS = {"iam": "2010-05-08", "sts": "2011-06-15"}

Fields = dict[str, str]


@dataclass(frozen=True)
class Timing:
    """How long calls took, each and in total."""

    each_s: tuple[float, ...]
    whole_s: float
    answers: tuple[str, ...]
    refused: int

    @property
    def per_second(self) -> float:
        return len(self.each_s) / self.whole_s

    @property
    def p99_ms(self) -> float:
        return sorted(self.each_s)[int(len(self.each_s) * 0.99)] * 1000


def run(port: int, calls: Sequence[Fields], clients: int, service: str = "iam") -> Timing:
    """Make all calls of a service, divided among concurrent clients."""
    bodies = [urlencode({"Version": VERSIONS[service], **fields}) for fields in calls]
    headers, numbered = _headers(service), list(enumerate(bodies))
    done: list[tuple[int, float, int, str]] = []
    threads = [
        threading.Thread(target=_work, args=(port, numbered[n::clients], headers, done))
        for n in range(clients)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole_s = time.perf_counter() - began
    in_order = sorted(done)
    return Timing(
        tuple(took for _, took, _, _ in in_order),
        whole_s,
        tuple(text for _, _, _, text in in_order),
        sum(status != 200 for _, _, status, _ in in_order),
    )


def _headers(service: str) -> Mapping[str, str]:
    scope = f"bench/20260101/us-east-1/{service}/aws4_request"
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, "
        "SignedHeaders=host, Signature=bench",
    }


def _work(
    port: int,
    bodies: list[tuple[int, str]],
    headers: Mapping[str, str],
    done: list[tuple[int, float, int, str]],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    for number, body in bodies:
        began = time.perf_counter()
        connection.request("POST", "/", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        done.append((number, time.perf_counter() - began, answer.status, text.decode()))
    connection.close()
