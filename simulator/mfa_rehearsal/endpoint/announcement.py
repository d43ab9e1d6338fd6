"""What the command prints when it listens: lines for a shell, and a sentence for people.

Rule: standard output has only what a shell or a script reads. The port is on its first line.
"""

import sys
from ipaddress import ip_address

from mfa_rehearsal import iam
from mfa_rehearsal.endpoint.auth.credentials import KEY_PREFIX, SECRET_ACCESS_KEY
from mfa_rehearsal.endpoint.server import HOST
from mfa_rehearsal.iam import Account

OPEN = "Other machines can reach it, and change everything in it."


def announce(account: Account, address: str, port: int, *, quiet: bool) -> None:
    """Print where the endpoint listens, and how to use it.

    Args:
        account: which it serves.
        address: the IP address that it listens on.
        port: the port.
        quiet: print the URL and nothing else.
    """
    url = f"http://{reachable(address)}:{port}"
    if quiet:
        print(url, flush=True)
        return
    names = [user.user_name for user in account.users if user.user_name != iam.ROOT]
    print(_for_people(account, names, address), file=sys.stderr)
    print(f"export AWS_ENDPOINT_URL={url}")
    key = KEY_PREFIX + (names[0] if names else iam.ROOT)
    print(
        f"export AWS_ACCESS_KEY_ID={key} AWS_SECRET_ACCESS_KEY={SECRET_ACCESS_KEY}"
        " AWS_DEFAULT_REGION=us-east-1",
        flush=True,
    )


def reachable(address: str) -> str:
    """Return an address as a URL has it: one to connect to, if it stands for all of a machine's."""
    parsed = ip_address(address)
    if parsed.is_unspecified:
        return HOST if parsed.version == 4 else "[::1]"
    return address if parsed.version == 4 else f"[{address}]"


def _for_people(account: Account, names: list[str], address: str) -> str:
    is_open = not ip_address(address).is_loopback
    return (
        f"Practice IAM for account {account.account_id}. It is not AWS."
        f" Users: {', '.join(names) or 'none'}. {f'{OPEN} ' if is_open else ''}"
        "Press Ctrl+C to stop it. Paste into your shell:"
    )
