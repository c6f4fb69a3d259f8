import pytest

from tests.exports import examples


@pytest.fixture(scope="session")
def boundaries(tmp_path_factory):
    return examples.boundaries(tmp_path_factory.mktemp("boundaries"))
