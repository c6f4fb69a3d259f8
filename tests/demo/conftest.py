"""A small excerpt of the demonstration province, drawn once: four counties of different kinds, few people."""

import duckdb
import pytest

from sharedwealth import settings
from sharedwealth.demo import plan, province
from sharedwealth.places import demonstration
from sharedwealth.places import register as places_register

SEED = 20241031
COUNTIES = ("330111", "330922", "331082", "331124")  # Fuyang, Shengsi, Linhai, Songyang


@pytest.fixture(scope="session")
def register():
    return places_register.load(settings.Settings(data=settings.ROOT / "data"))


@pytest.fixture(scope="session")
def places(register):
    return demonstration.demonstration_places(register)


@pytest.fixture(scope="session")
def whole_plan():
    return plan.province(SEED)


@pytest.fixture(scope="session")
def drawn(register, places):
    """Draws the excerpt into a fresh connection: `drawn(seed, threads)`."""

    def draw(seed=SEED, threads=2):
        con = duckdb.connect(config={"threads": threads})
        small = plan.excerpt(plan.province(seed), COUNTIES, scale=0.1)
        province.draw(con, small, places, demonstration.demonstration_designations(register, seed))
        return con

    return draw


@pytest.fixture(scope="session")
def small(drawn):
    return drawn()
