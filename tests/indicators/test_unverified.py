"""A county whose ledger of the month is not verified answers so, with its places; wholes answer as they are."""

import duckdb
import pytest

from sharedwealth import indicators
from sharedwealth.indicators.reporting import counties_unverified
from sharedwealth.warehouse import build
from sharedwealth.warehouse.connection import Warehouse
from tests.conftest import META, fill_small_facts

UNVERIFIED = {("339101", "2024-04"), ("339201", "2024-02")}
KEYS = (
    "workshops_built",
    "people_at_work",
    "village_coverage",
    "income_increase",
    "retention_12m",
    "collective_income",
)


@pytest.fixture(scope="module")
def provinces(small_register):
    """The same small province twice: all verified, and with two county-months that are not."""
    found = []
    for awaiting in (set(), UNVERIFIED):
        con = duckdb.connect()
        fill_small_facts(con)
        for county, month in awaiting:
            con.execute(
                "UPDATE facts.ledgers SET is_verified = false WHERE county_code = $county AND month = $month",
                {"county": county, "month": f"{month}-01"},
            )
        build.register(con, **small_register)
        build.dimensions(con)
        build.rollups(con)
        build.summaries(con)
        found.append(Warehouse.in_memory(con, META))
    return found


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("by", [None, "city", "county", "town", "village", "type", "month"])
@pytest.mark.parametrize("month", ["2024-02", "2024-03", "2024-04"])
def test_only_the_status_differs_and_only_below_cities(provinces, key, by, month):
    for area in ("33", "3391", "339101", "339201"):
        if not indicators.can_answer(indicators.CATALOGUE[key], area, by):
            continue
        verified, waiting = (
            indicators.answer(each, key, area=area, month=month, by=by) for each in provinces
        )
        wanted = [
            "unverified" if status == "ok" and len(code) >= 6 and (code[:6], of) in UNVERIFIED else status
            for code, of, status in zip(verified["area"], verified["month"], verified["status"], strict=True)
        ]
        assert waiting["status"].tolist() == wanted
        assert waiting.drop(columns="status").equals(verified.drop(columns="status"))


def test_carried_wins(provinces):
    found = indicators.answer(provinces[1], "workshops_built", area="339201", month="2024-03")
    assert found["status"].tolist() == ["carried"]


def test_the_badge_counts_them(provinces):
    _, waiting = provinces
    april, february = waiting.months[3], waiting.months[1]
    assert counties_unverified(waiting, "33", april) == 1
    assert counties_unverified(waiting, "3392", april) == 0
    assert counties_unverified(waiting, "339201", february) == 1
    assert counties_unverified(provinces[0], "33", april) == 0
