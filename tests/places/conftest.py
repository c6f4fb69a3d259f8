import shutil

import pytest

from sharedwealth import settings as settings_module
from sharedwealth import text
from sharedwealth.places import geometry
from sharedwealth.places import register as registers

BUNDLED = settings_module.ROOT / "data" / "register"


def installation(folder):
    """An installation of its own, with the bundled register and nothing else."""
    shutil.copytree(BUNDLED, folder / "register", ignore=shutil.ignore_patterns("operator"))
    return settings_module.Settings(data=folder)


@pytest.fixture
def settings(tmp_path):
    return installation(tmp_path / "data")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """An installation whose boundaries have been built once for all tests that only read."""
    made = installation(tmp_path_factory.mktemp("built") / "data")
    geometry.build(made, registers.load(made))
    return made


@pytest.fixture(scope="session")
def register(built):
    return registers.load(built)


@pytest.fixture
def in_english():
    with text.using("en"):
        yield


@pytest.fixture
def in_chinese():
    with text.using("zh"):
        yield
