"""Chromium's own throttling, set on a page and its service workers.

Rule: throttling a page also throttles its workers' requests but not those of service workers.
JupyterLite fetches through one and was faster than the network. So each service worker is throttled
separately when it starts.
"""

import json

from playwright.sync_api import CDPSession

from tests.bench.profiles import Profile

Message = dict[str, object]

SERVICE_WORKERS = {
    "autoAttach": True,
    "waitForDebuggerOnStart": False,
    "flatten": False,
    "filter": [{"type": "service_worker"}],
}


def throttle_page(session: CDPSession, profile: Profile) -> None:
    """Set a profile on a page: the network, and the processor of its main thread."""
    if profile.mbit_s:
        session.send("Network.emulateNetworkConditions", network(profile))
    if not profile.every_thread:
        session.send("Emulation.setCPUThrottlingRate", {"rate": profile.slower})


def throttle_service_workers(session: CDPSession, profile: Profile) -> None:
    """Set a profile's network on the page's service workers."""
    message = {"id": 1, "method": "Network.emulateNetworkConditions", "params": network(profile)}

    def throttle(event: Message) -> None:
        to = {"sessionId": event["sessionId"], "message": json.dumps(message)}
        session.send("Target.sendMessageToTarget", to)

    if profile.mbit_s:
        session.on("Target.attachedToTarget", throttle)
        session.send("Target.setAutoAttach", SERVICE_WORKERS)


def network(profile: Profile) -> Message:
    """Return a profile's network in Chromium's format."""
    bytes_s = (profile.mbit_s or 0) * 1e6 / 8
    return {
        "offline": False,
        "latency": profile.latency_ms,
        "downloadThroughput": bytes_s,
        "uploadThroughput": bytes_s,
    }
