"""Counties beside those that are like them: groups by terrain, by size, and the county's own neighbours.

A county in the mountains is not held against Hangzhou's districts, and a rank is one among its like.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import mark, t

Grouping = Literal["terrain", "size", "neighbours"]

GROUPINGS: dict[Grouping, str] = {
    "terrain": mark("Terrain"),
    "size": mark("Number of villages"),
    "neighbours": mark("Neighbours"),
}
TERRAINS: dict[str, str] = {
    "mountain": mark("Mountainous counties"),
    "island": mark("Island counties"),
    "other": mark("Counties on neither list"),
}
SIZES: dict[str, str] = {
    "large": mark("The third with most villages"),
    "middle": mark("The middle third"),
    "small": mark("The third with fewest villages"),
}

# Terrain stays when lists of designated counties change: the first list of mountainous counties counts.
_COUNTIES = """
WITH first_list AS (
    SELECT min(valid_from) AS since FROM designations WHERE designation = 'mountain_county'
),
mountain AS (
    SELECT DISTINCT code FROM designations
    WHERE designation = 'mountain_county' AND valid_from IS NOT DISTINCT FROM (SELECT since FROM first_list)
),
listed AS (SELECT DISTINCT code FROM designations WHERE designation = 'mountain_island_county'),
villages AS (SELECT left(code, 6) AS code, count(*) AS villages FROM places WHERE level = 'village' GROUP BY ALL)
SELECT p.code AS county,
       CASE WHEN m.code IS NOT NULL THEN 'mountain' WHEN l.code IS NOT NULL THEN 'island' ELSE 'other' END AS terrain,
       CAST(coalesce(v.villages, 0) AS BIGINT) AS villages
FROM places AS p
LEFT JOIN mountain AS m ON m.code = p.code
LEFT JOIN listed AS l ON l.code = p.code
LEFT JOIN villages AS v ON v.code = p.code
WHERE p.level = 'county'
ORDER BY p.code
"""


@dataclass(frozen=True)
class Standing:
    """A value among its peers: the group's quartiles and how many of it have a value."""

    n: int
    q1: float
    median: float
    q3: float


def counties(warehouse: Source) -> pd.DataFrame:
    """One row per county: `county`, `terrain` (a key of TERRAINS), `villages` and `size` (a key of SIZES).

    Sizes are thirds of the counties by their villages and communities; counties with equally many share a third.
    """
    found = warehouse.query(_COUNTIES)
    share = found["villages"].rank(method="average", pct=True)
    found["size"] = np.select([share <= 1 / 3, share <= 2 / 3], ["small", "middle"], "large")
    return found


def members(
    listed: pd.DataFrame, grouping: Grouping, chosen: str, neighbours: Mapping[str, Sequence[str]]
) -> list[str]:
    """The counties of a group: `chosen` is a county, whose group it is, or the key of a terrain or size.

    Of neighbours only a county can be the middle.
    """
    if grouping == "neighbours":
        return sorted({chosen, *neighbours[chosen]})
    return listed.loc[listed[grouping] == key_of(listed, grouping, chosen), "county"].tolist()


def key_of(listed: pd.DataFrame, grouping: Grouping, chosen: str) -> str:
    """The key of the terrain or size that a county belongs to; a key stays itself."""
    own = listed.loc[listed["county"] == chosen, grouping]
    return str(own.iloc[0]) if len(own) else chosen


def among(rows: pd.DataFrame, group: Sequence[str]) -> pd.DataFrame:
    """The rows of an answer by county that belong to the group."""
    return rows[rows["area"].isin(list(group))]


def standing(rows: pd.DataFrame) -> Standing:
    """The quartiles of the rows' values; NaN where none has one."""
    known = rows["value"].dropna().to_numpy(dtype=float)
    if not known.size:
        return Standing(0, np.nan, np.nan, np.nan)
    q1, median, q3 = (float(each) for each in np.quantile(known, [0.25, 0.5, 0.75]))
    return Standing(int(known.size), q1, median, q3)


def title(grouping: Grouping, key: str, name: str = "") -> str:
    """How the group is called: of neighbours, the county's `name`."""
    if grouping == "neighbours":
        return t("{area} and its neighbours").format(area=name)
    words = TERRAINS if grouping == "terrain" else SIZES
    return t(words[key])
