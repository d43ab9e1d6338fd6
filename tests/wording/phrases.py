"""Phrases that this project does not use, each with what it says instead.

Rule: a phrase is listed only if every use of it is wrong, so the check needs no exceptions. Single
words are in cspell.config.yaml.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mfa_rehearsal.publish.paths import ROOT

PHRASES = {
    r"(?:in|out of) step(?!\s+\d|\.\w)": "in sync, out of sync",
    r"log(?:s|ged|ging)? in": "sign in",
    r"by the way": "(leave it out)",
    r"at hand": "available, with you",
    r"(?:is|are|was|were) to be": "must be, will be",
    r"the account(?:'s idea| believes)": "where AWS thinks, AWS thinks",
    r"this practice": "the simulator",
    r"one's own": "your own",
    r"that (?:is|are) none": "(say what it is)",
    r"(?:a|the) mail(?! app)": "an email",
    r"somebody else's": "another person's",
}
"""Regular expressions, each matched as whole words whatever their case, and the better words."""

BANNED = [
    (re.compile(r"\b" + phrase.replace(" ", r"\s+") + r"\b", re.IGNORECASE), better)
    for phrase, better in PHRASES.items()
]
FOLDERS = ("docs", "simulator", "tests", ".github")
SUFFIXES = (".md", ".py", ".html", ".js", ".css", ".yml")


def main() -> None:
    """Print each phrase found, and exit with 1 if there is one."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in findings(path.read_text("utf-8"))
    ]
    print("\n".join(found))
    sys.exit(1 if found else 0)


def sources() -> Iterator[Path]:
    """Return the files that are checked: pages, code and tests, and those at the top."""
    yield from ROOT.glob("*.md")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.parent != Path(__file__).parent:
                yield path


def findings(text: str) -> Iterator[str]:
    """Return "line: phrase -> better words" for each banned phrase, even one on two lines."""
    for banned, better in BANNED:
        for match in banned.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{line}: {' '.join(match[0].split())!r} -> {better}"


if __name__ == "__main__":
    main()
