"""The options of `python -m mfa_rehearsal endpoint`.

Rule: an option that can be checked by itself is checked here, with its range in the message.
"""

import argparse
import re
from collections.abc import Callable
from ipaddress import ip_address

from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.auth.origins import LAST_PORT, host_name
from mfa_rehearsal.endpoint.clocks import EARLIEST, LATEST, machine_clock
from mfa_rehearsal.endpoint.control import PREFIX
from mfa_rehearsal.endpoint.new_account import DEFAULT_ACCOUNT_ID
from mfa_rehearsal.endpoint.propagation import MAX_DELAY_S
from mfa_rehearsal.endpoint.root_mfa import KINDS
from mfa_rehearsal.endpoint.server import HOST

PORT = 4566
PROGRAM = "python -m mfa_rehearsal endpoint"
NUMBER = re.compile(r"[+-]?[0-9]{1,20}")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    options = argparse.ArgumentParser(PROGRAM, description=DESCRIPTION)
    add = options.add_argument
    delay = _whole_number(0, MAX_DELAY_S)
    port, skew = _whole_number(0, LAST_PORT), _clock_skew(machine_clock())
    add("--port", type=port, default=PORT, metavar="N", help=PORT_HELP)
    add("--bind", type=_address, default=HOST, metavar="ADDRESS", help=BIND_HELP)
    add("--host", action="append", default=[], type=_host, metavar="NAME", help=HOST_HELP)
    add(
        "--account", metavar="ID", help=f"account ID, twelve digits (default: {DEFAULT_ACCOUNT_ID})"
    )
    add("--alias", default="", metavar="NAME", help="account alias, shown in QR codes")
    add("--user", action="append", default=[], metavar="NAME", help=USER_HELP)
    add("--root-mfa", choices=KINDS, default="none", help=ROOT_MFA_HELP)
    add("--seed", metavar="FILE", help=SEED_HELP)
    add("--state", metavar="FILE", help="save the account in this SQLite file")
    add("--clock-skew", type=skew, default=0, metavar="SECONDS", help=CLOCK_SKEW_HELP)
    add("--propagation", type=delay, default=0, metavar="SECONDS", help=PROPAGATION_HELP)
    add("--quiet", action="store_true", help=QUIET_HELP)
    add("--control", action="store_true", help=CONTROL_HELP)
    return options


DESCRIPTION = "Serve a practice IAM for boto3 and the AWS CLI. It is not AWS."
PORT_HELP = f"port to listen on; 0 picks a free one (default: {PORT})"
BIND_HELP = f"IP address to listen on; in a container, 0.0.0.0 (default: {HOST})"
HOST_HELP = "also answer requests to this host name; repeatable"
QUIET_HELP = "print the endpoint's URL and nothing else"
USER_HELP = "create this IAM user; repeatable"
ROOT_MFA_HELP = "give root a device of this kind (default: none)"
SEED_HELP = "start a new account with the users and roles in this JSON file"
CLOCK_SKEW_HELP = "run the account's clock this many seconds fast, or slow if negative (default: 0)"
PROPAGATION_HELP = "let STS learn of changed MFA devices this many seconds late (default: 0)"
CONTROL_HELP = f"let tests move the clock and reset the account over HTTP, on {PREFIX}"


def _whole_number(low: int, high: int, reason: str = "") -> Callable[[str], int]:
    def parse(text: str) -> int:
        if NUMBER.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        rule = f"is not a whole number from {low} to {high}{reason}"
        raise argparse.ArgumentTypeError(f"{text!r} {rule}")

    return parse


def _clock_skew(now: UnixSeconds) -> Callable[[str], int]:
    """Return a parser for skews that leave the account's clock at a valid date."""
    reason = "; the account's clock must stay between the years 1971 and 9998"
    return _whole_number(EARLIEST - now, LATEST - now, reason)


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an IP address") from None


def _host(text: str) -> str:
    try:
        return host_name(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
