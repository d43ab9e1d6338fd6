"""Every constant has a source."""

from mfa_rehearsal.iam import limits


def test_every_constant_has_a_source_and_every_source_a_constant() -> None:
    origins = {"SOURCES", "OBSERVED", "USER_GUIDE", "API_MODEL", "REPORTED", "OURS"}
    constants = {name for name in vars(limits) if name.isupper()} - origins
    assert constants == set(limits.SOURCES)


def test_the_windows_are_observed_for_iam_users_and_not_documented() -> None:
    windows = [name for name in limits.SOURCES if name.startswith(("SEARCH", "CHECK", "ATTEMPT"))]
    assert len(windows) == 5
    assert {limits.SOURCES[name].grade for name in windows} == {"observed"}
