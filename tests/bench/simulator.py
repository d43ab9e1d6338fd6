"""`python -m tests.bench.simulator`: compare the simulator with its peers in one table.

Rule: each round measures every column in turn, so that noise affects all of them alike. N sets the
rounds, PROFILES the profiles. The table is printed and, with five or more rounds, written to the
page. A comparison that was interrupted goes on where it stopped.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from mfa_rehearsal.publish.paths import ROOT
from playwright.sync_api import Playwright, sync_playwright

from tests.bench import earlier, host, profiles, report
from tests.bench.columns import Column, columns
from tests.bench.earlier import Measured
from tests.bench.host import Host
from tests.bench.peers import site
from tests.bench.profiles import Profile
from tests.bench.table import table
from tests.bench.visit import Figures, measure

ENOUGH_TO_PUBLISH = 5


def main() -> None:
    """Measure, print the table and write it to the page."""
    rounds = int(os.environ.get("N") or 5)
    chosen = profiles.named(os.environ.get("PROFILES", ""))
    ours = Path(os.environ.get("SITE") or ROOT / "site")
    with host.serve(ours) as simulator, host.serve(site.SITE) as peers, sync_playwright() as driver:
        measured = run(driver, simulator, peers, chosen, rounds, earlier.key_of(ours))
    made = table(measured, chosen, [column.name for column in columns()])
    caption = report.circumstances(rounds)
    print(f"\n{caption}\n\n{made}")
    if rounds >= ENOUGH_TO_PUBLISH:
        report.write(made, caption)


def run(
    driver: Playwright, ours: Host, peers: Host, chosen: Sequence[Profile], rounds: int, key: str
) -> Measured:
    """Return the figures of all columns in all rounds, those measured earlier included."""
    measured = earlier.read(key)
    for number in range(rounds):
        for profile in chosen:
            begun = time.monotonic()
            print(f"Round {number + 1} of {rounds}, {profile.words}:", end="", flush=True)
            for column in columns():
                done = measured[profile.name, column.name]
                if len(done) > number:
                    continue
                done.append(_figures(driver, ours if column.ours else peers, column, profile))
                earlier.add(key, profile.name, column.name, done[-1])
            print(f"  {time.monotonic() - begun:.0f} s", flush=True)
    return {which: figures[:rounds] for which, figures in measured.items()}


def _figures(driver: Playwright, host: Host, column: Column, profile: Profile) -> Figures:
    try:
        figures = measure(driver, host, column, profile)
    except Exception as error:
        error.add_note(f"in the column {column.name}, {profile.words}")
        raise
    print(f" {figures.first_answer_ms:.0f}", end="", flush=True)
    return figures


if __name__ == "__main__":
    main()
