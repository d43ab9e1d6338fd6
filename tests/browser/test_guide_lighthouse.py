"""Lighthouse finds nothing wrong with the pages. How fast they are is for `make bench`."""

import pytest

from tests.browser.audits import Outcome, audit

CATEGORIES = ["accessibility", "best-practices", "seo"]
PAGES = [
    "",
    "guide/",
    "passkey/",
    "classic/",
    "practice/",
    "drills/",
    "trouble/",
    "why/",
    "practice/app/today/",
    "practice/app/classic/enter-two-codes/",
]


@pytest.fixture(scope="module")
def outcomes(address: str) -> dict[str, Outcome]:
    addresses = {page: f"{address}/{page}" for page in PAGES}
    return dict(zip(PAGES, audit(addresses.values(), CATEGORIES), strict=True))


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_gives_full_scores(outcomes: dict[str, Outcome], page: str) -> None:
    assert outcomes[page].lost == []
    assert outcomes[page].scores == dict.fromkeys(CATEGORIES, 1)
