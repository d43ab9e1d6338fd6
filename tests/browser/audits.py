"""Lighthouse's judgement of pages: run under Node, in a Chromium that reaches this machine only."""

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
        lost: the audits that cost something, each with some of what it found.
        figures: in milliseconds, but for the layout shift; empty where time was not asked for.
    """

    address: str
    scores: dict[str, float]
    lost: list[dict[str, object]]
    figures: dict[str, float]


def audit(addresses: Iterable[str], categories: Iterable[str]) -> Iterator[Outcome]:
    """Hold pages against Lighthouse, one after another.

    Raises:
        CalledProcessError: Node failed; its own words are above.
    """
    given = [str(chromium.ensure()), json.dumps(chromium.FLAGS), json.dumps(list(categories))]
    command = [in_pyodide.node(), str(SCRIPT), *given, *addresses]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return (Outcome(**json.loads(line)) for line in done.stdout.splitlines())
