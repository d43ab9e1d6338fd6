"""Say that the endpoint runs, on a path that AWS does not have, for whatever waits for it.

Rule: it needs no signature, changes nothing and is no event. Host and origin are checked as always.
"""

import json
from typing import Final

from mfa_rehearsal.endpoint.protocol.http import Response
from mfa_rehearsal.iam import Account

HEALTH: Final = ("GET", "/_rehearsal/health")
"""Method and path."""


def health(account: Account) -> Response:
    """Return the response to a request that asks whether the endpoint runs."""
    text = json.dumps({"status": "ok", "account": account.account_id})
    return Response(200, text, content_type="application/json")
