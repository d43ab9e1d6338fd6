"""`mfa-rehearsal check`: what a host or a folder does wrong, and what it could do better.

Rule: an error stops the simulator for some readers. Everything else is advice. The list of files
comes from the page itself, so an old page is compared with its own files.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mfa_rehearsal.commands.host import Folder, Host, Response, open_target

PAGES = ("practice/app/today/", "today/", "")
"""Where a page of the simulator is: in our site, in an exported folder, or right there."""

MAP = re.compile(r'<script type="importmap"[^>]*>(.*?)</script>', re.DOTALL)
PACKED = ".pack"
TYPES = {
    ".js": ("text/javascript", "application/javascript"),
    ".css": ("text/css",),
    ".wasm": ("application/wasm",),
}
LARGE = ("pyodide.asm.wasm", "python.zip")
"""Files that exist in a packed form too, for hosts that don't compress."""

LONG_S = 30 * 24 * 60 * 60
MAX_AGE = re.compile(r"max-age=(\d+)")


@dataclass(frozen=True)
class Report:
    """What was found, each as a sentence that says what to do."""

    errors: tuple[str, ...]
    advice: tuple[str, ...] = ()
    files: int = 0

    def lines(self) -> Iterator[str]:
        """Yield the lines to print."""
        yield from (f"error: {text}" for text in self.errors)
        yield from (f"advice: {text}" for text in self.advice)
        if not self.errors:
            yield f"{self.files} files are there, complete and unchanged."


def check(target: str) -> Report:
    """Check a host by its address, or a folder by its path."""
    host = open_target(target)
    found = _find_page(host)
    if found is None:
        return Report((f"{target} has no simulator: neither {PAGES[0]} nor {PAGES[1]} is there.",))
    address, page = found
    files = _files_of(page.content.decode(errors="replace"), address)
    errors = [*_wrong_files(host, files)]
    if page.headers is None:
        return Report(tuple(errors), files=len(files))
    advice = [*_page_advice(page.headers), *_file_advice(host, files)]
    if isinstance(host, Host) and not host.is_secure:
        advice.append("The address isn't HTTPS, so browsers store nothing for offline use.")
    return Report(tuple(errors), tuple(advice), len(files))


def _find_page(host: Folder | Host) -> tuple[str, Response] | None:
    for address in PAGES:
        page = host.get(address)
        if not page.error and MAP.search(page.content.decode(errors="replace")):
            return address, page
    return None


def _files_of(html: str, address: str) -> dict[str, str]:
    """Return the hash of each file that a page may load, by its address from the checked one."""
    found = MAP.search(html)
    listed: Mapping[str, str] = json.loads(found[1])["integrity"] if found else {}
    return {_joined(address, file): known for file, known in listed.items()}


def _joined(page: str, file: str) -> str:
    """Return where a file is that a page names relative to itself; the host resolves the rest."""
    folders = page.split("/")[:-1]
    while file.startswith("../") and folders:
        folders.pop()
        file = file.removeprefix("../")
    return "/".join([*folders, file])


def _wrong_files(host: Folder | Host, files: Mapping[str, str]) -> Iterator[str]:
    for file, known in files.items():
        response = host.get(file)
        other = f"{file}{PACKED}"
        if response.error:
            if other not in files or host.head(other).error:
                yield f"{file} is missing: {response.error}. Upload the whole folder again."
        elif _hash(response.content) != known:
            yield (
                f"{file} isn't the published file. Turn off what changes files in transit, such as "
                "minification, or upload the whole folder again."
            )
        elif wrong := _wrong_type(file, response.headers):
            yield wrong


def _wrong_type(file: str, headers: Mapping[str, str] | None) -> str:
    """Return what is wrong with the type of a file, or ""."""
    right = next((types for ending, types in TYPES.items() if file.endswith(ending)), None)
    if right is None or headers is None:
        return ""
    sent = headers.get("content-type", "").partition(";")[0].strip().lower()
    return "" if sent in right else f"{file} has the type {sent or 'of nothing'}: send {right[0]}."


def _page_advice(headers: Mapping[str, str]) -> Iterator[str]:
    policy = headers.get("content-security-policy", "")
    if not policy:
        yield "Pages have no Content-Security-Policy header: workers have only the page's policy."
    if "frame-ancestors" not in policy:
        yield "No frame-ancestors in Content-Security-Policy: any site can embed the simulator."
    if "x-frame-options" in headers:
        yield "X-Frame-Options stops other sites from embedding the simulator."
    if headers.get("x-content-type-options", "").lower() != "nosniff":
        yield "X-Content-Type-Options isn't nosniff."
    if not headers.get("referrer-policy"):
        yield "There is no Referrer-Policy header, for example: no-referrer."
    if not re.search(r"no-cache|max-age=0|no-store", headers.get("cache-control", "")):
        yield "Pages may be cached without a check. Send them with Cache-Control: no-cache."


def _file_advice(host: Folder | Host, files: Mapping[str, str]) -> Iterator[str]:
    """Yield advice about the files whose addresses have their version or content in them."""
    heads = {file: host.head(file) for file in files}
    sent = {file: head.headers or {} for file, head in heads.items() if not head.error}
    plain = [file for file in sent if _is_compressible(file) and not _is_compressed(sent[file])]
    if plain:
        yield f"{len(plain)} scripts and styles are sent without compression, such as {plain[0]}."
    large = [file for file in sent if file.endswith(LARGE) and not _is_compressed(sent[file])]
    if large:
        yield f"{large[0]} isn't compressed, so readers get its larger {PACKED} form."
    short = [file for file in sent if _max_age_s(sent[file]) < LONG_S]
    if short:
        yield (
            f"{len(short)} files that never change are cached for less than 30 days. Send runtime/ "
            "with Cache-Control: max-age=31536000, immutable."
        )


def _is_compressible(file: str) -> bool:
    return file.endswith((".js", ".css"))


def _is_compressed(headers: Mapping[str, str]) -> bool:
    return bool(headers.get("content-encoding"))


def _max_age_s(headers: Mapping[str, str]) -> int:
    found = MAX_AGE.search(headers.get("cache-control", ""))
    return int(found[1]) if found else 0


def _hash(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
