"""Counties among their like."""

import numpy as np
import pandas as pd
import pytest

from sharedwealth.indicators import peers

LISTED = pd.DataFrame(
    {
        "county": [f"3300{number:02d}" for number in range(1, 7)],
        "terrain": ["mountain", "mountain", "island", "other", "other", "other"],
        "size": ["small", "large", "small", "middle", "large", "middle"],
    }
)
BESIDE = {"330001": ("330003", "330004")}


class Tables:
    """The places and lists of a snapshot, as much as the question asks."""

    def __init__(self, con):
        self.con = con

    def query(self, sql, params=None):
        return self.con.cursor().execute(sql, params).df()


@pytest.fixture
def tables():
    import duckdb  # noqa: PLC0415

    con = duckdb.connect()
    con.execute("CREATE TABLE places (code VARCHAR, level VARCHAR)")
    con.execute(
        "CREATE TABLE designations (code VARCHAR, designation VARCHAR, valid_from DATE, valid_to DATE)"
    )
    for county, villages in {
        "330001": 3,
        "330002": 30,
        "330003": 1,
        "330004": 12,
        "330005": 20,
        "330006": 12,
    }.items():
        con.execute("INSERT INTO places VALUES ($code, 'county')", {"code": county})
        for number in range(villages):
            con.execute(
                "INSERT INTO places VALUES ($code, 'village')", {"code": f"{county}101{200 + number}"}
            )
    con.execute(
        """
        INSERT INTO designations VALUES
            ('330001', 'mountain_county', '2021-01-01', '2024-08-01'),
            ('330002', 'mountain_county', '2021-01-01', NULL),
            ('330003', 'mountain_county', '2024-08-01', NULL),
            ('330001', 'mountain_island_county', '2022-01-01', NULL),
            ('330002', 'mountain_island_county', '2022-01-01', NULL),
            ('330003', 'mountain_island_county', '2022-01-01', NULL)
        """
    )
    return Tables(con)


def test_terrain_stays_when_the_lists_change(tables):
    terrain = peers.counties(tables).set_index("county")["terrain"].to_dict()
    assert terrain["330001"] == "mountain", "though it left the list in August 2024"
    assert terrain["330003"] == "island", "though it joined the list of mountainous counties then"
    assert terrain["330004"] == "other"


def test_sizes_are_thirds_by_villages(tables):
    size = peers.counties(tables).set_index("county")["size"].to_dict()
    assert size == {
        "330003": "small", "330001": "small", "330004": "middle", "330006": "middle",
        "330005": "large", "330002": "large",
    }  # fmt: skip


def test_a_countys_group_is_its_like_and_a_key_names_the_group_itself():
    assert peers.members(LISTED, "terrain", "330004", BESIDE) == ["330004", "330005", "330006"]
    assert peers.members(LISTED, "terrain", "other", BESIDE) == ["330004", "330005", "330006"]
    assert peers.members(LISTED, "size", "330003", BESIDE) == ["330001", "330003"]


def test_a_county_and_its_neighbours():
    assert peers.members(LISTED, "neighbours", "330001", BESIDE) == ["330001", "330003", "330004"]


def test_the_quartiles_are_those_of_the_counties_that_have_a_value():
    rows = pd.DataFrame({"area": list("abcde"), "value": [1.0, 2.0, np.nan, 3.0, 10.0]})
    assert peers.standing(rows) == peers.Standing(4, 1.75, 2.5, 4.75)
    assert peers.standing(rows[rows["area"] == "c"]).n == 0
