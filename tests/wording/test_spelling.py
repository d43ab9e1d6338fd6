"""The spelling check refuses British spelling and the words that the project does not use."""

import subprocess
import sys
from pathlib import Path

from mfa_rehearsal.publish.paths import ROOT

NODE = str(Path(sys.executable).with_name("node"))
CSPELL = [NODE, "node_modules/.bin/cspell", "lint", "--no-progress", "--no-summary", "stdin"]
WRONG = ["practise", "colour", "licence", "grey", "mended", "whoever"]
RIGHT = "Practice with a TOTP code; colors and licenses are fine.\n"


def test_each_wrong_word_is_named_and_a_right_sentence_is_not() -> None:
    text = RIGHT + "".join(f"{word}\n" for word in WRONG)
    checked = subprocess.run(
        CSPELL, cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 1
    assert [
        line.partition("(")[2].partition(")")[0] for line in checked.stdout.splitlines()
    ] == WRONG
