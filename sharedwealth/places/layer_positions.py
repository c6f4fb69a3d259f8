"""Points that follow from an operator's layers: official ones as they are, and schematic ones moved into real towns.

Villages without an official point are spread again wherever their town has got its real boundary, as they were in its
schematic cell before; a town's own point moves inside its boundary where it lay outside.
"""

import numpy as np
import pandas as pd
import shapely

from sharedwealth.places import codes, layers, placing, projection
from sharedwealth.places.register import Register, without_layers
from sharedwealth.settings import Settings

_WHOLE = 1.0  # metres


def refresh(settings: Settings) -> None:
    """Works the points out anew from the register and the layers in force, and keeps those that differ."""
    register = without_layers(settings)
    known = register.places
    moved = _moved(_official(known, settings), settings)
    columns = list(layers.POSITION_COLUMNS)
    before, after = known.set_index("code")[columns[1:]], moved.set_index("code")[columns[1:]]
    after = after.loc[before.index]
    is_other = (
        (before["position_source"] != after["position_source"])
        | ((before["longitude"] - after["longitude"]).abs() > 1e-9)
        | ((before["latitude"] - after["latitude"]).abs() > 1e-9)
    )
    layers.put_positions(settings, after[is_other].reset_index()[columns])


def all_official(register: Register) -> list[str]:
    """Counties every one of whose villages has an official point."""
    villages = register.of_level("village")
    county = villages["code"].str[: codes.LENGTHS["county"]]
    whole = (villages["position_source"] == "official").groupby(county).all()
    return [str(code) for code in whole.index[whole]]


def _official(places: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The places with the points of villages that layers give; of an area a point well inside it."""
    found = places.set_index("code")
    for layer in layers.in_force(settings):
        if layer.level != "village":
            continue
        drawn = layers.shapes(settings, layer)
        known = [code for code in drawn if code in found.index]
        points = shapely.get_coordinates([_inside(drawn[code]) for code in known])
        found.loc[known, ["longitude", "latitude"]] = np.round(points, 5)
        found.loc[known, "position_source"] = "official"
    return found.reset_index()[list(places.columns)]


def _moved(places: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The places of counties with real town boundaries, their schematic points inside them."""
    degrees, origins = layers.town_shapes(settings, places[places["level"] == "town"])
    if not degrees:
        return places
    areas = projection.shapes(degrees)
    is_here = places["code"].str[: codes.LENGTHS["town"]].isin(areas) & places["code"].str[:6].isin(origins)
    here = _with_town_points(places[is_here], areas, degrees)
    here = placing.in_areas(here, areas)
    return pd.concat([places[~is_here], here]).sort_values("code", ignore_index=True)


def _with_town_points(
    places: pd.DataFrame, areas: dict[str, shapely.Geometry], degrees: dict[str, shapely.Geometry]
) -> pd.DataFrame:
    towns = places[places["level"] == "town"]
    own = np.array([areas[code] for code in towns["code"]], dtype=object)
    points = shapely.points(projection.to_metres(towns["longitude"], towns["latitude"]))
    is_guess = (towns["position_source"] != "official").to_numpy()
    outside = towns[
        is_guess
        & ((towns["position_source"] == "schematic").to_numpy() | ~shapely.dwithin(own, points, _WHOLE))
    ]
    inside = shapely.get_coordinates([_inside(degrees[code]) for code in outside["code"]])
    changed = places.copy()
    if len(outside):
        changed.loc[outside.index, ["longitude", "latitude"]] = np.round(inside, 5)
        changed.loc[outside.index, "position_source"] = "boundary"
    return changed


def _inside(shape: shapely.Geometry) -> shapely.Geometry:
    """A point well inside an area, where a label would stand; a point itself."""
    if shape.geom_type == "Point":
        return shape
    return shapely.get_point(shapely.maximum_inscribed_circle(shape, tolerance=0.001), 0)
