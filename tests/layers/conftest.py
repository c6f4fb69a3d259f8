import shutil

import pytest

from sharedwealth import settings as settings_module
from sharedwealth import text
from sharedwealth.intake.layers import checking
from sharedwealth.places import register as registers
from tests.layers import made_up

BUNDLED = settings_module.ROOT / "data" / "register"


def installation(folder):
    """An installation of its own, with the bundled register and nothing else."""
    shutil.copytree(BUNDLED, folder / "register", ignore=shutil.ignore_patterns("operator"))
    return settings_module.Settings(data=folder)


@pytest.fixture(scope="session")
def untouched(tmp_path_factory):
    """An installation that tests only read."""
    return installation(tmp_path_factory.mktemp("untouched") / "data")


@pytest.fixture(scope="session")
def register(untouched):
    return registers.load(untouched)


@pytest.fixture(scope="session")
def towns(register):
    """The towns of one county; a test that changes them copies them first."""
    return made_up.towns(register)


@pytest.fixture(autouse=True)
def in_english():
    with text.using("en"):
        yield


@pytest.fixture
def checked(untouched):
    """Checks a file against the bundled register."""

    def check(path, level="town", **said):
        declared = checking.declared(level, "Huangyan Civil Affairs Bureau", "2025-01-01", **said)
        return checking.check(path, declared, untouched)

    return check
