"""`python -m tests.bench.building`: how long the site takes to build, compared with plain Material.

Rule: both use the same Markdown, theme and Markdown extensions. Plain Material has no plugin of
ours and so no simulator. Each builds once to fill the caches, then they take turns. N sets the
rounds.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mfa_rehearsal.publish.paths import ROOT

OURS = ROOT / "mkdocs.yml"
PLAIN = """
INHERIT: {root}/mkdocs.yml
plugins: [search]
watch: []
strict: false
docs_dir: {root}/docs
theme:
  custom_dir: {root}/docs/overrides
"""


def main() -> None:
    """Measure and print."""
    rounds = int(os.environ.get("N") or 5)
    with TemporaryDirectory() as folder:
        plain = write_plain(Path(folder))
        taken_s = [(build(plain, folder), build(OURS, folder)) for _ in range(1 + rounds)]
    theirs, ours = (median(each_s) for each_s in zip(*taken_s[1:], strict=True))
    print(f"Building the site, median of {rounds}: plain Material {theirs:.2f} s,", end=" ")
    print(f"with the simulator {ours:.2f} s, {ours / theirs:.2f} times as long")


def write_plain(folder: Path) -> Path:
    """Write the configuration of plain Material and return its path."""
    plain = folder / "plain.yml"
    plain.write_text(PLAIN.format(root=ROOT), encoding="utf-8")
    return plain


def build(config: Path, folder: str) -> float:
    """Build a site and return how many seconds it took."""
    site = Path(folder) / config.stem
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "--site-dir", str(site)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stderr=None
        if config == OURS
        else subprocess.DEVNULL,  # it warns about the missing pictures
        check=True,
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
