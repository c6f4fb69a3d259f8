"""Gives every town and village that has no known point a schematic one, inside its real county."""

import numpy as np
import pandas as pd
import shapely

from sharedwealth.places import cells, codes, positions, projection
from sharedwealth.places.projection import Points

_TOWN_ROUNDS = 3
_VILLAGE_ROUNDS = 2
_ROUNDING = 5.0  # metres; five decimals of a degree are about one


def with_positions(places: pd.DataFrame) -> pd.DataFrame:
    """The same places, each with a position; points that are there stay as they are.

    `places` has `code` (towns have nine digits, villages twelve), `longitude`, `latitude` (NaN where
    unknown) and `position_source`. Towns are spread in their county, villages in their town's cell.
    """
    placed = _place(places, "town", projection.counties(), rounds=_TOWN_ROUNDS)
    return in_areas(placed, town_cells(placed))


def in_areas(places: pd.DataFrame, areas: dict[str, shapely.Geometry]) -> pd.DataFrame:
    """The same places, villages without a known point spread in their town's real area, in metres by town code."""
    return _place(_without_strays(places, areas), "village", areas, rounds=_VILLAGE_ROUNDS)


def _without_strays(places: pd.DataFrame, areas: dict[str, shapely.Geometry]) -> pd.DataFrame:
    """The places without the schematic positions that lie outside a town's cell once it has moved."""
    is_village = places["code"].str.len() == codes.LENGTHS["village"]
    is_schematic = (places["position_source"] == "schematic") & places["longitude"].notna()
    villages = places[is_village & is_schematic]
    if villages.empty:
        return places
    points = shapely.points(projection.to_metres(villages["longitude"], villages["latitude"]))
    own = np.array([areas[code[: codes.LENGTHS["town"]]] for code in villages["code"]])
    strays = villages.index[~shapely.dwithin(own, points, _ROUNDING)]
    cleared = places.copy()
    cleared.loc[strays, ["longitude", "latitude"]] = np.nan
    return cleared


def town_cells(
    places: pd.DataFrame, counties: dict[str, shapely.Geometry] | None = None
) -> dict[str, shapely.Geometry]:
    """The cell of every town in metres, by town code; of the given counties alone where some are given."""
    grounds = projection.counties() if counties is None else counties
    towns = places[places["code"].str.len() == codes.LENGTHS["town"]].sort_values("code")
    found: dict[str, shapely.Geometry] = {}
    for county, group in towns.groupby(towns["code"].str[: codes.LENGTHS["county"]], sort=True):
        if str(county) not in grounds:
            continue
        points = projection.to_metres(group["longitude"], group["latitude"])
        shapes = cells.of_county(grounds[str(county)], points)
        found.update(zip(group["code"], shapes, strict=True))
    return found


def _place(
    places: pd.DataFrame, level: codes.Level, areas: dict[str, shapely.Geometry], *, rounds: int
) -> pd.DataFrame:
    at_level = places[places["code"].str.len() == codes.LENGTHS[level]].sort_values("code")
    missing = at_level[at_level["longitude"].isna() | at_level["latitude"].isna()]
    if missing.empty:
        return places
    known = at_level.drop(missing.index)
    fixed = _points_by_parent(known)
    order: list[int] = []
    new: list[Points] = []
    for parent, group in missing.groupby(missing["code"].map(codes.parent), sort=True):
        area = areas[str(parent)]
        new.append(
            positions.spread(
                area, str(parent), len(group), fixed.get(str(parent), positions.NONE), rounds=rounds
            )
        )
        order.extend(group.index)
    degrees = projection.to_degrees(np.concatenate(new))
    placed = places.copy()
    placed.loc[order, ["longitude", "latitude"]] = degrees
    placed.loc[order, "position_source"] = "schematic"
    return placed


def _points_by_parent(known: pd.DataFrame) -> dict[str, Points]:
    if known.empty:
        return {}
    points = projection.to_metres(known["longitude"], known["latitude"])
    parents = known["code"].map(codes.parent).to_numpy()
    return {parent: points[parents == parent] for parent in np.unique(parents)}
