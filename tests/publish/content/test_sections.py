"""The coach's words are read from the page with Python-Markdown's own grammar."""

from pathlib import Path

import pytest
from mfa_rehearsal.publish.content import coach_text
from mfa_rehearsal.publish.content.coach_text import read_guide
from mfa_rehearsal.publish.content.sections import Page
from mfa_rehearsal.views import Guide

STEP = """---
title: The guide
---

# The guide

```
### 1. Not a heading { #not-a-heading }
```

## A group { #a-group }

About the group.

### 1. Begin { #begin }

See [why](../why.md#late), [below](#begin) or <https://aws.test/>.

**You'll see** *it*.

**If instead** not, wait.

![A picture](../images/a.png)

[Practice this step](app/){ .practice }

## Another group { #another-group }

### 2. End { #end }

Do it.

**You'll see** it.

**If instead** not, wait.

---

The end.
"""
DRILL = """## Late & early { #late }

About it.

Takes 1 minute.

**In today's console**

1. **Send them.** Press **Go** {today: now}.
2. **Wait.** Done.

**In the 2020 console**

1. **Send one.** Press {2020: it}.

[Practice this](app/){ .practice }
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder of a guide with two steps and one drill."""
    for folder in (folder for folders in coach_text.FOLDERS.values() for folder in folders):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.md").write_text(STEP)
    (tmp_path / "drills.md").write_text(DRILL)
    return tmp_path


@pytest.fixture
def guide(docs: Path) -> Guide:
    return read_guide(docs)


def test_a_heading_in_a_code_block_is_ignored(guide: Guide) -> None:
    assert list(guide.editions["today"]) == ["begin", "end"]


def test_a_step_is_split_into_parts_without_picture_and_practice_link(guide: Guide) -> None:
    words = guide.editions["classic"]["begin"]
    assert words.title == "Begin"
    assert words.see == "<p><strong>You'll see</strong> <em>it</em>.</p>"
    assert words.instead == "<p><strong>If instead</strong> not, wait.</p>"


def test_a_groups_heading_is_in_no_step(guide: Guide) -> None:
    assert "group" not in str(guide.editions["today"])


def test_links_start_at_the_sites_root_and_open_outside_the_frame(guide: Guide) -> None:
    do = guide.editions["classic"]["begin"].do
    assert '<a target="_top" href="root:/why/#late">why</a>' in do
    assert '<a target="_top" href="root:/classic/#begin">below</a>' in do
    assert '<a target="_blank" rel="noopener" href="https://aws.test/">' in do


def test_a_drill_has_a_list_for_each_edition(guide: Guide) -> None:
    drill = guide.drills["late"]
    assert (drill.title, drill.about, drill.minutes) == ("Late & early", "<p>About it.</p>", 1)
    today, classic = drill.steps["today"], drill.steps["classic"]
    assert [step.title for step in today] == ["Send them", "Wait"]
    assert today[0].do == "<p>Press <strong>Go</strong> now.</p>"
    assert [(step.title, step.do) for step in classic] == [("Send one", "<p>Press it.</p>")]


def test_a_drill_without_a_duration_raises_an_error_that_names_it(docs: Path) -> None:
    (docs / "drills.md").write_text(DRILL.replace("Takes 1 minute.", "Quick."))
    with pytest.raises(ValueError, match=r"Late & early.*Takes"):
        read_guide(docs)


def test_a_guide_is_read_once(docs: Path) -> None:
    assert read_guide(docs) is read_guide(docs)


def test_inline_html_is_restored_in_the_output() -> None:
    page = Page("## A { #a }\n\nPress <kbd>Esc</kbd> & <b>wait</b>.\n")
    assert page.html(page.sections[0].elements) == (
        "<p>Press <kbd>Esc</kbd> &amp; <b>wait</b>.</p>"
    )
