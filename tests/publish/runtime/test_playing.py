"""The simulator is played again only after a change that can affect the result."""

from pathlib import Path

import pytest
from mfa_rehearsal.publish.runtime.kept import Kept
from mfa_rehearsal.publish.runtime.playing import imports, used_sources
from mfa_rehearsal.publish.runtime.sources import Sources

ROOMS = {"clock.py": b"import math\nPERIOD_S = 30\n"}
OTHERS = {"libraries": {"qrcode.py": b""}, "stdlib": {"math.py": b"", "json.py": b""}}
USED = {"math.py": b""}


class Player:
    """Replaces playing in Pyodide and counts the plays."""

    def __init__(self) -> None:
        self.plays = 0

    def __call__(self) -> Sources:
        self.plays += 1
        return USED


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Return a folder that contains the result of playing the rooms."""
    kept = Kept(tmp_path)
    used_sources(ROOMS, OTHERS, "tools", kept, Player(), quick=False)
    return kept


def plays(rooms: Sources, kept: Kept, *, quick: bool, tools: str = "tools") -> int:
    player = Player()
    assert used_sources(rooms, OTHERS, tools, kept, player, quick=quick) == USED
    return player.plays


@pytest.mark.parametrize("quick", [False, True])
def test_the_same_rooms_are_played_once(kept: Kept, quick: bool) -> None:
    assert plays(ROOMS, kept, quick=quick) == 0


def test_changed_rooms_are_played_again_before_publishing(kept: Kept) -> None:
    assert plays({"clock.py": b"import math\nPERIOD_S = 60\n"}, kept, quick=False) == 1


def test_only_a_new_import_is_played_again_while_editing(kept: Kept) -> None:
    assert plays({"clock.py": b"import math\nPERIOD_S = 60\n"}, kept, quick=True) == 0
    another = {"clock.py": b"import math\nimport json\n"}
    assert plays(another, kept, quick=True) == 1
    assert plays(another, kept, quick=True) == 0


def test_a_quick_result_is_not_used_for_publishing(kept: Kept) -> None:
    another = {"clock.py": b"import json\n"}
    assert plays(another, kept, quick=True) == 1
    assert plays(another, kept, quick=False) == 1


def test_other_tools_play_the_rooms_again(kept: Kept) -> None:
    assert plays(ROOMS, kept, quick=True, tools="newer tools") == 1


def test_imports_are_found_across_lines_and_inside_functions() -> None:
    text = b"from a import (\n    b,\n    c,\n)\ndef f():\n    import d as e\n"
    assert imports({"x.py": text}) == [b"from a import (\n    b,\n    c,\n)", b"import d as e"]
