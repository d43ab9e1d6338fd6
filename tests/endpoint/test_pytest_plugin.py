"""The pytest fixture, in a project of its own."""

import re

import pytest
from mfa_rehearsal.publish.paths import DOCS

pytest_plugins = ["pytester"]

TESTS = """
import pytest

def test_alice_is_there(mfa_endpoint):
    iam = mfa_endpoint.client("iam")
    assert iam.get_user()["User"]["UserName"] == "alice"
    iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")

def test_another_test_finds_nothing_of_it(mfa_endpoint):
    assert mfa_endpoint.client("iam").list_virtual_mfa_devices()["VirtualMFADevices"] == []

@pytest.mark.mfa_endpoint(user_names=["bob", "carol"], alias="house")
def test_the_marker_says_what_is_there(mfa_endpoint):
    names = [user["UserName"] for user in mfa_endpoint.client("iam").list_users()["Users"]]
    assert names == ["bob", "carol"]
    carol = mfa_endpoint.client("sts", "carol").get_caller_identity()
    assert carol["Arn"].endswith(":user/carol")
    assert mfa_endpoint.client("iam").list_account_aliases()["AccountAliases"] == ["house"]

def test_three_minutes_take_no_time(mfa_endpoint):
    mfa_endpoint.freeze()
    before = mfa_endpoint.now
    mfa_endpoint.advance(180)
    assert mfa_endpoint.now == before + 180
"""


def test_each_test_gets_an_endpoint_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("--strict-markers")
    result.assert_outcomes(passed=4)


def test_the_tests_on_the_page_pass(pytester: pytest.Pytester) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    (tests,) = re.findall(r"```python\n(import pytest\n.*?)```", page, re.DOTALL)
    pytester.makepyfile(tests)
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=2)
