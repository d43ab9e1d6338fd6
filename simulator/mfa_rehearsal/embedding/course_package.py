"""The simulator as a SCORM 1.2 package, for a learning platform: one zip that needs no network.

Rule: it is one object (SCO). Which lessons count is decided when it is made. The same input gives
the same bytes.
Source: SCORM 1.2 Content Aggregation Model, ADL, 2001.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.embedding.frame import Frame
from mfa_rehearsal.embedding.options import GUIDE_LESSON, read_lessons
from mfa_rehearsal.lessons import guide_lesson

COURSE = Path(__file__).parents[1] / "browser" / "course"
GUIDE_SLUG = guide_lesson("today").slug
GUIDE_TITLE = "Put MFA on the root user"
EMPTY = '<script type="application/json" id="course">{}</script>'
SAME_TIME = (1980, 1, 1, 0, 0, 0)
PACKED = (".pack", ".woff2")

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="mfa-rehearsal" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="practice" identifierref="page">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
{files}
    </resource>
  </resources>
</manifest>
"""


def write(
    target: Path,
    lessons: Sequence[str] = (GUIDE_LESSON,),
    edition: str = "today",
    guide: str = "",
    site: Path | None = None,
    options: SiteOptions = OURS,
) -> None:
    """Write the package.

    Args:
        lessons: the lessons that count, "guide" or the names of others. No others are offered.
        guide: where links to the guide lead; see exporting.py.
        site: the zip of our site; by default, the one that find() returns.
        options: what the owner of the course has set; its lessons don't count.

    Raises:
        OptionsError: a lesson is unknown.
        LineError: the edition is unknown or doesn't have one of the lessons.
    """
    options = replace(options, lessons=read_lessons(lessons))
    slugs = ["" if lesson == GUIDE_LESSON else lesson for lesson in lessons]
    for slug in slugs:
        Frame(edition=edition, start=slug)
    with ZipFile(target, "w") as out:
        for name, content in sorted(_files(slugs, edition, guide, site, options)):
            info = ZipInfo(name, SAME_TIME)
            info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            out.writestr(info, content)


def _files(
    slugs: Sequence[str], edition: str, guide: str, site: Path | None, options: SiteOptions
) -> Iterator[tuple[str, bytes]]:
    app = [(f"app/{name}", content) for name, content in exporting.files(guide, site, options)]
    course = {path.name: path.read_bytes() for path in COURSE.iterdir() if path.is_file()}
    page = course.pop("course.html").decode()
    known = json.dumps({"edition": edition, "lessons": [*map(_lesson, slugs)]})
    index = page.replace(EMPTY, EMPTY.replace("{}", known.replace("<", "\\u003c")))
    files = [*app, *course.items(), ("index.html", index.encode())]
    yield from files
    listed = "\n".join(f'      <file href="{escape(name)}"/>' for name, _ in sorted(files))
    yield "imsmanifest.xml", MANIFEST.format(title="MFA Rehearsal", files=listed).encode()


def _lesson(slug: str) -> dict[str, str]:
    title = slug.replace("-", " ").capitalize() if slug else GUIDE_TITLE
    return {"slug": slug, "title": title, "lesson": slug or GUIDE_SLUG}
