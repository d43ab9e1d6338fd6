"""The check of phrases finds what it should, wherever the line breaks, and nothing else."""

import pytest

from tests.wording.phrases import findings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The device is out of step.", "1: 'out of step' -> in sync, out of sync"),
        ("First line.\nLogged\nin as root.", "2: 'Logged in' -> sign in"),
        ("It is to be signed.", "1: 'is to be' -> must be, will be"),
    ],
)
def test_a_banned_phrase_is_found_with_its_line(text: str, found: str) -> None:
    assert list(findings(text)) == [found]


@pytest.mark.parametrize(
    "text", ["Sign in. Step 3 follows.", "What happens in step 3.", "This is tobacco."]
)
def test_other_text_is_not(text: str) -> None:
    assert list(findings(text)) == []
