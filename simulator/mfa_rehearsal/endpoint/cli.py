"""`python -m mfa_rehearsal endpoint`: its options and its output.

Rule: standard output has two lines to paste into a shell and nothing else. Messages for people go
to standard error.
"""

import argparse
import re
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace

from mfa_rehearsal import iam
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.endpoint.asgi import application
from mfa_rehearsal.endpoint.auth.credentials import KEY_PREFIX, SECRET_ACCESS_KEY
from mfa_rehearsal.endpoint.auth.origins import LAST_PORT, host_name
from mfa_rehearsal.endpoint.backend import Backend
from mfa_rehearsal.endpoint.clocks import EARLIEST, LATEST, AccountClock, Clock, machine_clock
from mfa_rehearsal.endpoint.control import PREFIX, Control
from mfa_rehearsal.endpoint.gateway import create_gateway
from mfa_rehearsal.endpoint.new_account import (
    DEFAULT_ACCOUNT_ID,
    Opening,
    completed,
    new_account,
)
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.server import HOST, serve
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile
from mfa_rehearsal.errors import Refusal

PORT = 4566
PROGRAM = "python -m mfa_rehearsal endpoint"
NUMBER = re.compile(r"[+-]?[0-9]{1,20}")


def main(arguments: Sequence[str]) -> int:
    """Serve the API until it is told to end.

    Returns:
        the process's exit status.
    """
    options = parser().parse_args(arguments)
    clock = AccountClock(options.clock_skew)
    try:
        backend = _backend(options, clock)
    except (ValueError, ServiceError, Refusal) as error:
        print(f"{PROGRAM}: error: {_one_line(str(error))}", file=sys.stderr)
        return 2
    opening = replace(_opening(options), account_id=backend.account.account_id)
    control = Control(backend, clock, opening) if options.control else None
    gateway = create_gateway(backend, allowed_hosts=frozenset(options.host), control=control)
    app = application(gateway)
    with closing(backend.store):
        return serve(app, options.port, lambda port: _announce(backend, port))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    options = argparse.ArgumentParser(PROGRAM, description=DESCRIPTION)
    add = options.add_argument
    port, skew = _whole_number(0, LAST_PORT), _clock_skew(machine_clock())
    add("--port", type=port, default=PORT, metavar="N", help=PORT_HELP)
    add("--host", action="append", default=[], type=_host, metavar="NAME", help=HOST_HELP)
    add(
        "--account", metavar="ID", help=f"account ID, twelve digits (default: {DEFAULT_ACCOUNT_ID})"
    )
    add("--alias", default="", metavar="NAME", help="account alias, shown in QR codes")
    add("--user", action="append", default=[], metavar="NAME", help=USER_HELP)
    add("--state", metavar="FILE", help="save the account in this SQLite file")
    add("--clock-skew", type=skew, default=0, metavar="SECONDS", help=CLOCK_SKEW_HELP)
    add("--control", action="store_true", help=CONTROL_HELP)
    return options


DESCRIPTION = "Serve a practice IAM on 127.0.0.1 for boto3 and the AWS CLI. It is not AWS."
PORT_HELP = f"port to listen on; 0 picks a free one (default: {PORT})"
HOST_HELP = "also answer requests to this host name; still listens only on 127.0.0.1; repeatable"
USER_HELP = "create this IAM user; repeatable"
CLOCK_SKEW_HELP = "run the account's clock this many seconds fast, or slow if negative (default: 0)"
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


def _host(text: str) -> str:
    try:
        return host_name(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _one_line(text: str) -> str:
    """Return a text without line breaks and other characters that a terminal acts on."""
    return "".join(char if char.isprintable() else " " for char in text)


def _backend(options: argparse.Namespace, clock: Clock) -> Backend:
    """Return a backend with the account that the options describe."""
    if not options.state:
        return Backend(new_account(_opening(options), clock()), clock)
    try:
        with ExitStack() as opened:
            state = opened.enter_context(closing(StateFile(options.state)))
            backend = _stored_backend(state, options, clock)
            opened.pop_all()
            return backend
    except (ValueError, OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ValueError(f"can't use the state file {options.state}: {reason}") from None


def _stored_backend(state: StateFile, options: argparse.Namespace, clock: Clock) -> Backend:
    """Return a backend with the account in a state file, which may be new."""
    if state.was_open_to_others:
        print(f"Other users could open {options.state}. Now only you can.", file=sys.stderr)
    opening = _opening(options)
    account = state.load() or new_account(opening, clock())
    if options.account not in (None, account.account_id):
        raise ValueError(f"it belongs to account {account.account_id}; leave out --account")
    event_log = state.load_event_log()
    state.write_account(account := completed(account, opening, clock()))
    key = state.session_key()
    return Backend(account, clock, store=state, event_log=event_log, session_key=key)


def _opening(options: argparse.Namespace) -> Opening:
    return Opening(options.account or DEFAULT_ACCOUNT_ID, options.alias, options.user)


def _announce(backend: Backend, port: int) -> None:
    account = backend.account
    names = [user.user_name for user in account.users if user.user_name != iam.ROOT]
    print(
        f"Practice IAM for account {account.account_id}. It is not AWS."
        f" Users: {', '.join(names) or 'none'}. Press Ctrl+C to stop it. Paste into your shell:",
        file=sys.stderr,
    )
    first = names[0] if names else iam.ROOT
    print(f"export AWS_ENDPOINT_URL=http://{HOST}:{port}")
    print(
        f"export AWS_ACCESS_KEY_ID={KEY_PREFIX}{first} AWS_SECRET_ACCESS_KEY={SECRET_ACCESS_KEY}"
        " AWS_DEFAULT_REGION=us-east-1",
        flush=True,
    )
