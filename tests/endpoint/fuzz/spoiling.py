"""Make requests invalid: their parameters, headers, target, framing and bytes."""

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any
from urllib.parse import quote, quote_from_bytes

NUMBERS = [
    "0",
    "-1",
    "+1",
    "1.5",
    "1e9",
    "1_000",
    "0x10",
    " 5 ",
    "\u0661\u0662",
    "\u00b2",
    "\uff11",
    "0" * 30 + "5",
    "9" * 20,
    "9" * 4400,
    "0" * 12 + "19999999999",
    "2147483648",
]
VALUES = [
    "",
    *NUMBERS,
    "NaN",
    "Infinity",
    "true",
    "null",
    "None",
    "\x00",
    "\r\nX: y",
    "\ufffe",
    "\U0001f600",
    "<a>&amp;]]>",
    "%",
    "%zz",
    "a" * 3000,
    "../../x",
    "arn:aws:iam::1:mfa/x",
    "root",
    "ALICE",
    "[",
    "//",
    ";",
    "=",
    "&",
    "MTIz",
    "OTk5" * 70,
    "w7w",
]
BROKEN = [b"%ff", b"%c3%28", b"%", b"%zz", b"\xff", b"%ed%a0%80", b"%00", b"+", b"&", b"&&=&"]
INDICES = ["0", "-1", "1", "2", "9", "12", "500", "9" * 14, "9" * 4400, "\u0661", "x", "", "1.Key"]


def spoiled_fields(random: Random, form: Mapping[str, str]) -> bytes:
    """Return a form with one to three of its fields changed, dropped, repeated or added."""
    pairs = [(quote(k).encode(), quote(v).encode()) for k, v in form.items()]
    for _ in range(random.randrange(1, 4)):
        position = random.randrange(len(pairs))
        name, value = pairs[position]
        invalid = random.choice([quote(random.choice(VALUES)).encode(), random.choice(BROKEN)])
        index = quote(random.choice(INDICES)).encode()
        pairs[position : position + 1] = random.choice(
            [
                [(name, invalid)],
                [(name, invalid), (name, value)],
                [(name, value), (random.choice(EXTRA), invalid)],
                [(name, value), (random.choice(LISTS) + b".member." + index, invalid)],
                [(invalid, value)],
                [(name, value + invalid)],
                [(name, value)] * random.choice([0, 2, 1100]),
            ]
        ) or [(b"", b"")]
    return b"&".join(k + b"=" + v for k, v in pairs)


EXTRA = [b"MaxItems", b"Marker", b"DurationSeconds", b"Path", b"PathPrefix", b"Tags", b"UserName"]
LISTS = [b"Tags", b"TagKeys", b"Tags.member.1"]


def spoiled_json(random: Random, fields: Mapping[str, Any]) -> bytes:
    """Return JSON with a member of the wrong type, or invalid JSON."""
    name = random.choice(["LookupAttributes", "StartTime", "EndTime", "MaxResults", "NextToken"])
    value = random.choice([*ODD_JSON, json.dumps(random.choice(VALUES))])
    members = {key: json.dumps(each) for key, each in fields.items()} | {name: value}
    body = "{" + ", ".join(f'"{key}": {each}' for key, each in members.items()) + "}"
    encoded = body.encode(
        random.choice(["utf-8", "utf-8", "utf-8", "utf-16", "latin-1"]), "replace"
    )
    return random.choice([encoded, encoded, encoded, encoded[:-1], value.encode(), b"[" * 9999])


ODD_JSON = [
    "null",
    "true",
    "-1",
    "1.5",
    "1e999",
    "-1e308",
    "9" * 4400,
    "9" * 4000,
    "NaN",
    "-Infinity",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    '[{"AttributeKey": "EventName"}]',
    '[{"AttributeKey": 5, "AttributeValue": []}]',
    '[{"AttributeKey": "EventName", "AttributeValue": "\\ud800"}]',
    '"\\u0000"',
    '"MTIvMTIz"',
    '"OTk5' + "OTk5" * 2000 + '"',
]

HEADERS: Mapping[bytes, list[bytes]] = {
    b"Host": [b"evil.example", b"", b"[", b"localhost:99999", b"[::1]", b"127.0.0.1", b"\xff"],
    b"Origin": [b"null", b"http://evil.example", b"http://localhost", b"x" * 5000],
    b"Sec-Fetch-Site": [b"cross-site", b"none", b"same-origin", b"same-site"],
    b"X-Amz-Target": [b"", b".", b"CloudTrail_20131101.LookupEvents", b"A.B", b"\xff", b"..."],
    b"X-Amz-Date": [b"", b"Z", b"20260101T000000Z", b"99999999T999999Z", b"9" * 4400],
    b"Date": [b"Mon, 01 Jan 2024 00:00:00 -0000", b"Mon, 01 Jan 99999999999 00:00:00 GMT", b"1"],
    b"X-Amz-Security-Token": [b"FAKE-SESSION-TOKEN-YWxpY2U=", b"FAKE-SESSION-TOKEN-\xff", b"x"],
    b"Authorization": [b"", b"AWS4-HMAC-SHA256", b"AWS4-HMAC-SHA256 =,=,=", b"Basic eDp5"],
    b"Content-Type": [b"", b"multipart/form-data; boundary=x", b"\xff", b"x/y; charset=utf-7"],
    b"Expect": [b"100-continue", b"200-ok"],
    b"Connection": [b"close", b"keep-alive", b"Upgrade", b"Host, Authorization"],
    b"Upgrade": [b"h2c", b"websocket"],
    b"Content-Length": [b"0", b"5", b"-1", b"+5", b"9" * 4400, b"1, 1", b"0x5", b"\xb2"],
    b"Transfer-Encoding": [b"chunked", b"gzip, chunked", b"identity", b"chunked, chunked"],
    b"X-Long": [b"y" * 70_000, b"y" * 60_000],
    b"X-Forwarded-For": [b"1.2.3.4", b"x"],
}
TARGETS = [b"*", b"//", b"/x", b"?", b"/%00", b"/?%", b"/#x", b"http://evil.example/", b"\xff", b""]
METHODS = [b"GET", b"POST", b"PUT", b"OPTIONS", b"TRACE", b"CONNECT", b"PRI", b"get", b"G T", b""]
SIGNED = [
    (b"X-Amz-Expires=3600", b"X-Amz-Expires="),
    (b"X-Amz-SignedHeaders=", b"X-Amz-SignedHeaders=x%3B"),
    (b"X-Amz-Date=", b"X-Amz-Date=0"),
    (b"X-Amz-Credential=", b"X-Amz-Credential=%2F%2F"),
    (b"X-Amz-Algorithm=", b"x="),
    (b"Credential=FAKE-", b"Credential=FAKE-/"),
    (b"SignedHeaders=", b"SignedHeaders=;;"),
    (b"Signature=", b"Signature=\xff"),
    (b"/us-east-1/", b"/" + b"x" * 300 + b"/"),
    (b"aws4_request", b"aws5"),
]


def with_header(random: Random, raw: bytes) -> bytes:
    """Return a request with one header added or replaced."""
    name = random.choice(list(HEADERS))
    line = name + b": " + random.choice(HEADERS[name]) + b"\r\n"
    head, end, body = raw.partition(b"\r\n\r\n")
    first, *others = head.split(b"\r\n")
    if random.random() < 0.7:
        others = [each for each in others if not each.lower().startswith(name.lower() + b":")]
    others.insert(random.randrange(len(others) + 1), line[:-2])
    return b"\r\n".join([first, *others]) + end + body


def with_target(random: Random, raw: bytes) -> bytes:
    """Return a request with its method, target or version changed."""
    line, _, rest = raw.partition(b"\r\n")
    method, target, version = [*line.split(b" ", 2), b"", b""][:3]
    spoiled: list[bytes] = [
        b" ".join([random.choice(METHODS), target, version]),
        b" ".join([method, random.choice(TARGETS), version]),
        b" ".join([method, b"http://localhost" + target, version]),
        b" ".join([method, target, random.choice([b"HTTP/1.0", b"HTTP/2.0", b"HTTP/1.1 x", b""])]),
    ]
    return random.choice(spoiled) + b"\r\n" + rest


def with_signature(random: Random, raw: bytes) -> bytes:
    """Return a request with its signature changed."""
    present = [each for each in SIGNED if each[0] in raw] or SIGNED
    old, new = random.choice(present)
    values = NUMBERS if b"Expires" in old else VALUES
    invalid = quote_from_bytes(random.choice(values).encode()).encode()
    return raw.replace(old, random.choice([new, new + invalid, new + invalid, old + invalid]))


def with_framing(random: Random, raw: bytes) -> bytes:
    """Return a request in chunks, some of them malformed, and perhaps with trailers."""
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = [each for each in head.split(b"\r\n") if not each.startswith(b"Content-Length")]
    chunks, size = [], random.choice([1, 7, 1000])
    for start in range(0, len(body), size):
        part = body[start : start + size]
        length = random.choice([b"%x" % len(part)] * 30 + [b"0x5", b"zz", b"-1", b"f" * 20, b""])
        chunks.append(length + random.choice([b""] * 9 + [b";x=y"]) + b"\r\n" + part + b"\r\n")
    trailer = random.choice([b"", b"", b"Host: evil.example\r\n", b"X\r\n", b"X: " + b"y" * 70_000])
    framed = b"\r\n".join([*lines, b"Transfer-Encoding: chunked"]) + b"\r\n\r\n"
    return framed + b"".join(chunks) + b"0\r\n" + trailer + b"\r\n"


def with_bytes(random: Random, raw: bytes) -> bytes:
    """Return a request with a few bytes changed, dropped, repeated, or its end cut off."""
    spoiled = bytearray(raw)
    for _ in range(random.choice([1, 1, 2, 8])):
        position = random.randrange(len(spoiled) or 1)
        size = random.choice([1, 1, 3, 40])
        new = random.choice(
            [b"", random.randbytes(size), bytes(spoiled[position : position + size]) * 2]
        )
        spoiled[position : position + random.choice([0, size])] = new
    return bytes(
        spoiled[: random.randrange(len(spoiled) + 1)] if random.random() < 0.2 else spoiled
    )


SPOILINGS: list[Callable[[Random, bytes], bytes]] = [
    with_header,
    with_header,
    with_target,
    with_signature,
    with_signature,
    with_signature,
    with_signature,
    with_framing,
    with_bytes,
]
