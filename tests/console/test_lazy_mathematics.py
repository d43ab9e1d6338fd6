"""A start loads no mathematics of passkeys: only a request for one does."""

import subprocess
import sys

PLAY = """
import sys
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.lessons import open_at, play
from mfa_rehearsal.console import actions as a
from mfa_rehearsal.views import Guide, ViewContext, draw, Words
run = open_at("today", "choose-authenticator-app", "a seed", UnixSeconds(1_800_000_000))
words = {step.slug: Words("") for step in run.lesson.steps}
draw(run, Guide({"today": words}, {}), ViewContext(root=""))
loaded = lambda: sorted(name for name in sys.modules if "webauthn" in name)
print(loaded())
play(run, a.ChooseDevice("passkey", "my-key"))
print("mfa_rehearsal.webauthn.es256" in loaded())
"""


def test_only_a_request_for_a_passkey_loads_its_mathematics() -> None:
    done = subprocess.run([sys.executable, "-c", PLAY], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
