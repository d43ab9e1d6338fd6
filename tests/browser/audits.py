"""Lighthouse audits of pages, run in Node with a Chromium that can reach only this machine."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mfa_rehearsal.publish import chromium
from mfa_rehearsal.publish.runtime import in_pyodide

SCRIPT = Path(__file__).with_name("lighthouse.mjs")


@dataclass(frozen=True)
class Outcome:
    """What Lighthouse found on a page.

    Args:
        scores: from 0 to 1, by category.
        lost: the audits that lowered a score, each with some of its findings.
        figures: in milliseconds, except the layout shift; empty if performance was not audited.
    """

    address: str
    scores: dict[str, float]
    lost: list[dict[str, object]]
    figures: dict[str, float]


def audit(addresses: Iterable[str], categories: Iterable[str]) -> Iterator[Outcome]:
    """Audit pages with Lighthouse, one after another.

    Raises:
        CalledProcessError: Node failed, and has printed why.
    """
    given = [str(chromium.ensure()), json.dumps(chromium.FLAGS), json.dumps(list(categories))]
    command = [in_pyodide.node(), str(SCRIPT), *given, *addresses]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return (Outcome(**json.loads(line)) for line in done.stdout.splitlines())
