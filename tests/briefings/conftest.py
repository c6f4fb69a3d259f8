"""The built demonstration province, opened once for all tests of talks."""

from collections.abc import Iterator

import pytest

from sharedwealth import settings
from sharedwealth.briefings import composing, reading
from sharedwealth.briefings.scene import Talk
from sharedwealth.text import using
from sharedwealth.warehouse import shelf
from sharedwealth.warehouse.connection import Warehouse, open_snapshot


@pytest.fixture(scope="session")
def province() -> Iterator[Warehouse]:
    warehouse = open_snapshot(shelf.current(settings.load()))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="session", params=["zh", "en"])
def province_talk(request: pytest.FixtureRequest, province: Warehouse) -> Talk:
    with using(request.param):
        return composing.compose(province, reading.find("province"))


@pytest.fixture(scope="session", params=["zh", "en"])
def county_talk(request: pytest.FixtureRequest, province: Warehouse) -> Talk:
    with using(request.param):
        return composing.compose(province, reading.find("county"))
