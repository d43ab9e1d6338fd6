"""What `mfa-rehearsal check` says about hosts and folders that are right, and wrong in each way."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from mfa_rehearsal.commands.host_check import check
from mfa_rehearsal.embedding import exporting
from mfa_rehearsal.publish import loopback
from mfa_rehearsal.publish.site.precache import SITE_ZIP


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    exporting.write(tmp_path / "app", "", site / SITE_ZIP)
    return tmp_path / "app"


class Careless(loopback.Handler):
    """Sends WebAssembly as anything."""

    extensions_map = loopback.Handler.extensions_map | {".wasm": "application/octet-stream"}


class Careful(loopback.Handler):
    """Sends the headers that the hosting page recommends."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'self'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()


@contextmanager
def served(folder: Path, handler: type[loopback.Handler]) -> Iterator[str]:
    made = partial(handler, directory=str(folder), change=loopback.unchanged, copies=False)
    with loopback.run(made) as address:
        yield address


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


def test_a_folder_that_is_something_else_is_named(tmp_path: Path) -> None:
    (error,) = check(str(tmp_path)).errors
    assert "has no simulator" in error


def test_a_missing_file_is_an_error(folder: Path) -> None:
    one(folder, "app.js").unlink()
    (error,) = check(str(folder)).errors
    assert "app.js is missing" in error


def test_a_large_file_may_be_there_in_its_packed_form_only(folder: Path) -> None:
    assert not list(folder.rglob("python.zip"))
    assert check(str(folder)).errors == ()
    one(folder, "python.zip.pack").unlink()
    assert len(check(str(folder)).errors) == 2


def test_a_changed_file_is_an_error(folder: Path) -> None:
    script = one(folder, "app.js")
    script.write_text(script.read_text() + "\n")
    (error,) = check(str(folder)).errors
    assert "app.js isn't the published file" in error


def test_the_whole_site_is_found_below_its_address(site: Path) -> None:
    with served(site, Careful) as address:
        report = check(address)
    assert report.errors == ()
    assert not [text for text in report.advice if "frame-ancestors" in text or "nosniff" in text]


def test_a_wrong_type_is_an_error_on_a_host(folder: Path) -> None:
    with served(folder, Careless) as address:
        errors = check(address).errors
    for name, error in zip(("pyodide.rest.wasm", "zxing_reader.wasm"), errors, strict=True):
        assert f"{name} has the type application/octet-stream" in error


def test_missing_headers_and_compression_are_advice(folder: Path) -> None:
    with served(folder, loopback.Handler) as address:
        report = check(address)
    assert report.errors == ()
    text = "\n".join(report.advice)
    for words in ("frame-ancestors", "nosniff", "Referrer-Policy", "immutable", "compression"):
        assert words in text, words


def test_a_host_that_does_not_answer_is_an_error() -> None:
    assert "has no simulator" in check("http://127.0.0.1:9/").errors[0]
