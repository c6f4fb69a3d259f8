"""What a plan stands on: the area's villages and towns with their state, and every active workshop, in metres."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.indicators import snapshot
from sharedwealth.indicators.blank import village_states
from sharedwealth.indicators.coverage import ACTIVE, MOUNTAIN_TOWNS, OWN_TOWNS, composed
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.places import codes, projection
from sharedwealth.places.codes import Level
from sharedwealth.text import language

Metres = npt.NDArray[np.float64]

TOWN_KINDS = ("town", "township", "subdistrict")

_PLACES = """
SELECT code, level, kind, longitude, latitude, position_source
FROM places
WHERE level IN ('village', 'town') AND starts_with(code, $inside)
ORDER BY code
""".strip()
_NAMES = "SELECT code, name_zh, name_en FROM places WHERE level <> 'village' OR starts_with(code, $inside)"

# A workshop's own position, else its village's; workshops outside the area may be the nearest too.
_WORKSHOPS = """
SELECT r.workshop_id, r.county_code, r.name, r.workshop_type, r.village_code, r.town_code,
       coalesce(r.longitude, p.longitude) AS longitude,
       coalesce(r.latitude, p.latitude) AS latitude
FROM workshops AS r
{active}
LEFT JOIN places AS p ON p.code = r.village_code
ORDER BY r.county_code, r.workshop_id
""".strip().replace("{active}", ACTIVE)

_MOUNTAIN_TOWNS = composed(
    """
WITH {first_ledgers},
{wanted}
SELECT code FROM wanted WHERE CAST($month AS DATE) BETWEEN from_month AND until_month ORDER BY code
""".strip(),
    MOUNTAIN_TOWNS,
    OWN_TOWNS,
)
_KNOWN = "SELECT county_code FROM county_months WHERE ledger_month <= $month GROUP BY county_code"


@dataclass(frozen=True)
class Ground:
    """The places of one area in one month, as frames with a row a place.

    `villages`: code, town, state, is_key, position_source. `towns`: code, kind, is_known, is_mountain, has_workshop,
    position_source. `workshops`: the active ones of the whole province. `village_metres`, `town_metres` and
    `workshop_metres` are their positions, row by row; NaN where there is none.
    """

    place: Place
    month: date
    villages: pd.DataFrame
    village_metres: Metres
    towns: pd.DataFrame
    town_metres: Metres
    workshops: pd.DataFrame
    workshop_metres: Metres
    names: Mapping[str, tuple[str, str]]
    """Chinese and English name of the area's places, and of every town, county and city."""

    def name(self, code: str) -> str:
        """The place's name in the run's language."""
        return self.names.get(code, (code, code))[0 if language() == "zh" else 1]

    def name_up_to(self, code: str, level: Level) -> str:
        """The name of the town, county or city that a place lies in."""
        return self.name(codes.up_to(code, level))


def read(warehouse: Source, area: str, month: str | date | None = None) -> Ground:
    """The ground of an area at a month's end; an unknown area or month raises with a sentence."""
    place = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    places = warehouse.query(_PLACES, {"inside": place.code})
    names = warehouse.query(_NAMES, {"inside": place.code})
    workshops = warehouse.query(_WORKSHOPS, {"first": when, "month": when})
    villages = _villages(warehouse, places, place.code, when)
    towns = _towns(warehouse, places, workshops, place.code, when)
    return Ground(
        place,
        when,
        villages,
        _metres(villages),
        towns,
        _metres(towns),
        workshops,
        _metres(workshops),
        dict(zip(names["code"], zip(names["name_zh"], names["name_en"], strict=True), strict=True)),
    )


def _villages(warehouse: Source, places: pd.DataFrame, area: str, month: date) -> pd.DataFrame:
    states = village_states(warehouse, area, month)
    villages = places[places["level"] == "village"].merge(states, on="code", validate="1:1")
    villages["town"] = villages["code"].str[:9]
    return villages.reset_index(drop=True)


def _towns(
    warehouse: Source, places: pd.DataFrame, workshops: pd.DataFrame, area: str, month: date
) -> pd.DataFrame:
    towns = places[(places["level"] == "town") & places["kind"].isin(TOWN_KINDS)].reset_index(drop=True)
    known = set(warehouse.query(_KNOWN, {"month": month})["county_code"])
    mountain = set(warehouse.query(_MOUNTAIN_TOWNS, {"inside": area, "month": month})["code"])
    towns["is_known"] = towns["code"].str[:6].isin(known)
    towns["is_mountain"] = towns["code"].isin(mountain)
    towns["has_workshop"] = towns["code"].isin(set(workshops["town_code"]))
    return towns


def _metres(places: pd.DataFrame) -> Metres:
    degrees = places[["longitude", "latitude"]].to_numpy(dtype=float, na_value=np.nan)
    found = np.full((len(places), 2), np.nan)
    is_placed = np.isfinite(degrees).all(axis=1)
    if is_placed.any():
        found[is_placed] = projection.to_metres(degrees[is_placed, 0], degrees[is_placed, 1])
    return found
