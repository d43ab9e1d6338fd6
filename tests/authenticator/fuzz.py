"""Feed the phone texts from a fuzzer. Any exception but a Refusal ends the process.

    python -m tests.authenticator.fuzz [options of libFuzzer] FOLDER_OF_TEXTS

atheris records which lines a text reaches, and continues from texts that reach new ones.
"""

import sys
from contextlib import suppress

import atheris
from mfa_rehearsal.clock import UnixSeconds
from mfa_rehearsal.errors import Refusal

sys.modules.pop("urllib.parse")  # imported again below, to be instrumented too
with atheris.instrument_imports(include=["mfa_rehearsal.authenticator", "urllib.parse"]):
    from mfa_rehearsal.authenticator import Phone, code, scan

NOW = UnixSeconds(1_800_000_000)


def take(data: bytes) -> None:
    """Scan a text. Bytes that aren't UTF-8 become lone surrogates, the strangest of texts."""
    text = data.decode(errors="surrogateescape")
    with suppress(Refusal):
        phone = scan(Phone(), text, NOW)
        assert len(code(phone, phone.entries[0], NOW)) == 6


if __name__ == "__main__":
    atheris.Setup(sys.argv, take)
    atheris.Fuzz()
