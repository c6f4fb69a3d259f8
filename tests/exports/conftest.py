"""The talks that are written to files are those that the tests of talks are about."""

from tests.briefings.conftest import county_talk, province, province_talk

__all__ = ["county_talk", "province", "province_talk"]
