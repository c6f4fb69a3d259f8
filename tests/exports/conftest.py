"""The talks that are written to files are those that the tests of talks are about, and one made by hand."""

from pathlib import Path

import pytest

from tests.briefings.conftest import county_talk, province, province_talk
from tests.exports import examples

__all__ = ["county_talk", "province", "province_talk"]


@pytest.fixture(scope="session")
def boundaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples.boundaries(tmp_path_factory.mktemp("boundaries"))
