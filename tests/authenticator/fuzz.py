"""Hands the phone whatever texts a fuzzer makes up. What is no Refusal ends the process.

    python -m tests.authenticator.fuzz [options of libFuzzer] FOLDER_OF_TEXTS

atheris watches which lines a text leads to, and goes on from the texts that led somewhere new.
"""

import sys
from contextlib import suppress

import atheris
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal

sys.modules.pop("urllib.parse")  # imported anew below, to be watched too
with atheris.instrument_imports(include=["mfa_rehearsal.authenticator", "urllib.parse"]):
    from mfa_rehearsal.authenticator import Phone, code, scan

NOW = UnixSeconds(1_800_000_000)


def take(data: bytes) -> None:
    """Scan a text. Bytes that are no UTF-8 become half characters, the oddest text there is."""
    text = data.decode(errors="surrogateescape")
    with suppress(Refusal):
        phone = scan(Phone(), text, NOW)
        assert len(code(phone, phone.entries[0], NOW)) == 6


if __name__ == "__main__":
    atheris.Setup(sys.argv, take)
    atheris.Fuzz()
