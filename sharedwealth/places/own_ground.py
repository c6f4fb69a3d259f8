"""What city maps are drawn on where an operator's layers give real town boundaries: a coverage of real and schematic.

Real towns stay as they are. Their county is what they make together, its neighbours end where it begins, and their
schematic cells are cut anew out of what is left to them; the province's map and the exchange files keep the
counties' own outlines.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from sharedwealth.places import boundaries, codes, layers, placing, projection
from sharedwealth.places.layers import Layer
from sharedwealth.settings import Settings

_BETWEEN = 1_500.0
"""Metres: what the two sources leave between a real county and its neighbour, who gets it."""

Shapes = dict[str, shapely.Geometry]


@dataclass(frozen=True)
class Ground:
    """Shapes of city maps in metres by code, and which of them are an operator's."""

    cities: Shapes
    counties: Shapes
    towns: Shapes
    real: frozenset[str]
    """Codes of the towns whose shapes are real boundaries."""
    origins: dict[str, Layer]
    """By county, the layer that its towns are from."""


def of_cities(settings: Settings, places: pd.DataFrame) -> Ground:
    """The ground of all city maps; the schematic one where there are no layers."""
    towns = places[places["level"] == "town"]
    degrees, origins = layers.town_shapes(settings, towns)
    cities, counties = projection.shapes(boundaries.load().cities), dict(projection.counties())
    if not degrees:
        return Ground(cities, counties, placing.town_cells(places), frozenset(), {})
    real = projection.shapes(degrees)
    for city in sorted({codes.up_to(county, "city") for county in origins}):
        here = _within(counties, city)
        own = _within(real, city)
        joined = _joined(own, {code: shape for code, shape in here.items() if code not in origins})
        for county in here:
            if county in origins:
                of_county = [joined[code] for code in own if code.startswith(county)]
                counties[county] = shapely.union_all(of_county)
            else:
                counties[county] = joined[county]
        real.update({code: joined[code] for code in own})
        cities[city] = shapely.union_all([counties[county] for county in here])
    schematic = {code: shape for code, shape in counties.items() if code not in origins}
    cells = placing.town_cells(places, schematic)
    return Ground(cities, counties, {**cells, **real}, frozenset(real), origins)


def _joined(towns: Shapes, counties: Shapes) -> Shapes:
    """Real towns and schematic counties as one coverage: towns keep their ground, counties give way or fill up."""
    if not counties:
        return towns
    holes = _holes(list(towns.values()))
    names = [*towns, *counties]
    shapes = np.array([*towns.values(), *counties.values()], dtype=object)
    if (
        holes
    ):  # a lake that belongs to no town is no gap: it is held as a place of its own while the rest is joined
        shapes = np.concatenate([np.array(holes, dtype=object), shapes])
    clean = shapely.coverage_clean(shapes, gap_width=_BETWEEN, merge_strategy="min_index")
    return dict(zip(names, clean[len(holes) :], strict=True))


def _holes(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    whole = shapely.union_all(shapes)
    return [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]


def _within(shapes: Shapes, area: str) -> Shapes:
    return {code: shape for code, shape in shapes.items() if code.startswith(area)}
