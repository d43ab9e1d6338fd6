"""`python -m mfa_rehearsal endpoint`: make the account that the options describe, and serve it.

Rule: what can't be used is one line on standard error, and exit status 2.
"""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace

from mfa_rehearsal.endpoint.announcement import announce, reachable
from mfa_rehearsal.endpoint.asgi import application
from mfa_rehearsal.endpoint.backend import Backend
from mfa_rehearsal.endpoint.clocks import AccountClock, Clock
from mfa_rehearsal.endpoint.control import Control
from mfa_rehearsal.endpoint.gateway import create_gateway
from mfa_rehearsal.endpoint.new_account import (
    DEFAULT_ACCOUNT_ID,
    Opening,
    completed,
    new_account,
)
from mfa_rehearsal.endpoint.options import PROGRAM, parser
from mfa_rehearsal.endpoint.protocol.errors import ServiceError
from mfa_rehearsal.endpoint.seed import hardware_tokens, read_seed
from mfa_rehearsal.endpoint.server import serve
from mfa_rehearsal.endpoint.state.sqlite_store import StateFile
from mfa_rehearsal.errors import Refusal


def main(arguments: Sequence[str]) -> int:
    """Serve the API until it is told to end.

    Returns:
        the process's exit status.
    """
    options = parser().parse_args(arguments)
    clock = AccountClock(options.clock_skew)
    try:
        opening = _opening(options)
        backend = _backend(options, opening, clock)
    except (ValueError, ServiceError, Refusal) as error:
        print(f"{PROGRAM}: error: {_one_line(str(error))}", file=sys.stderr)
        return 2
    backend.propagation.delay_s = options.propagation
    backend.tokens = hardware_tokens(opening.seed)
    opening = replace(opening, account_id=backend.account.account_id)
    control = Control(backend, clock, opening) if options.control else None
    hosts = frozenset([*options.host, reachable(options.bind)])
    app = application(create_gateway(backend, allowed_hosts=hosts, control=control))

    def on_started(port: int) -> None:
        announce(backend.account, options.bind, port, quiet=options.quiet)

    with closing(backend.store):
        return serve(app, options.bind, options.port, on_started)


def _one_line(text: str) -> str:
    """Return a text without line breaks and other characters that a terminal acts on."""
    return "".join(char if char.isprintable() else " " for char in text)


def _backend(options: argparse.Namespace, opening: Opening, clock: Clock) -> Backend:
    """Return a backend with the account that the options describe."""
    if not options.state:
        return Backend(new_account(opening, clock()), clock)
    try:
        with ExitStack() as opened:
            state = opened.enter_context(closing(StateFile(options.state)))
            backend = _stored_backend(state, options, opening, clock)
            opened.pop_all()
            return backend
    except (ValueError, OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ValueError(f"can't use the state file {options.state}: {reason}") from None


def _stored_backend(
    state: StateFile, options: argparse.Namespace, opening: Opening, clock: Clock
) -> Backend:
    """Return a backend with the account in a state file, which may be new."""
    if state.was_open_to_others:
        print(f"Other users could open {options.state}. Now only you can.", file=sys.stderr)
    account = state.load() or new_account(opening, clock())
    if options.account not in (None, account.account_id):
        raise ValueError(f"it belongs to account {account.account_id}; leave out --account")
    event_log = state.load_event_log()
    state.write_account(account := completed(account, opening, clock()))
    key = state.session_key()
    return Backend(account, clock, store=state, event_log=event_log, session_key=key)


def _opening(options: argparse.Namespace) -> Opening:
    account_id = options.account or DEFAULT_ACCOUNT_ID
    seed = read_seed(options.seed) if options.seed else {}
    return Opening(account_id, options.alias, options.user, options.root_mfa, seed)
