"""Where a layer's places lie: each in its own county, all towns of a county there, no shift that is not named."""

import numpy as np
import pandas as pd
import shapely

from sharedwealth.intake.layers import coverage, rows, systems
from sharedwealth.intake.layers.coverage import Shapes
from sharedwealth.intake.layers.remarks import LayerError, Remark
from sharedwealth.intake.layers.systems import System
from sharedwealth.places import codes, projection
from sharedwealth.places.register import Register
from sharedwealth.text import mark

OFF_THE_COAST = 5_000.0
"""Metres: drawn coasts are generalised, so a true place may lie a little off them."""
_OVER_THE_BORDER = 1_000.0
"""Metres that a point may lie inside a neighbour: drawn borders are no survey."""
_SLIGHTLY_MORE = 1.5
_HIDDEN_SHIFT = 150.0
_CLEARLY = 0.5


def astray(places: pd.Series, shapes: Shapes, register: Register) -> list[Remark]:
    """A remark on each place that lies in another county than its code says, or in none; shapes in metres."""
    counties = projection.counties()
    names = np.array(list(counties))
    grounds = np.array(list(counties.values()), dtype=object)
    shapely.prepare(grounds)
    own = places.str[: codes.LENGTHS["county"]].to_numpy()
    is_inside = shapely.covers(np.array([counties[code] for code in own], dtype=object), shapes)
    tree = shapely.STRtree(grounds)
    remarks = []
    for at in np.flatnonzero(~is_inside).tolist():
        shape, county = shapes[at], own[at]
        met = tree.query(shape, predicate="intersects")
        shares = dict(zip(names[met], _shared(shape, grounds[met]), strict=True))
        elsewhere = _elsewhere(shape, county, shares)
        if elsewhere is None:
            continue
        told = {"county": rows.name_of(register, county)}
        said = mark("it lies outside {county}")
        if elsewhere:
            told["other"] = rows.name_of(register, elsewhere)
            said = mark("it lies in {other}, and its code is of {county}")
        remarks.append(Remark(said, told, int(places.index[at]), places.iloc[at]))
    return remarks


def _elsewhere(shape: shapely.Geometry, county: str, shares: dict[str, float]) -> str | None:
    """The other county that has most of the shape, "" for none at all; None where it may lie in its own."""
    most = max((each for each in shares if each != county), key=lambda each: shares[each], default="")
    if shares.get(county, 0.0) * _SLIGHTLY_MORE >= shares.get(most, 0.0) and county in shares:
        return None
    ground = projection.counties()[county]
    if most:
        is_beside = shape.geom_type == "Point" and shapely.dwithin(shape, ground, _OVER_THE_BORDER)
        return None if is_beside else most
    return None if shapely.dwithin(shape, ground, OFF_THE_COAST) else ""


def _shared(shape: shapely.Geometry, grounds: Shapes) -> list[float]:
    """Square metres of the shape inside each ground; of a point 1."""
    if shape.geom_type == "Point":
        return [1.0] * len(grounds)
    return [float(area) for area in shapely.area(shapely.intersection(shape, grounds))]


def missing(places: pd.Series, register: Register) -> tuple[list[Remark], list[Remark]]:
    """What is wrong where a county's towns are not all there, and what is only strange: zones run like towns."""
    problems, notes = [], []
    here = set(places)
    for county in sorted({codes.up_to(code, "county") for code in places}):
        towns = register.of_level("town", within=county)
        gone = towns[~towns["code"].isin(here)]
        regular = gone[gone["kind"] != "quasi_town"]
        values = {"county": rows.name_of(register, county), "count": len(towns)}
        if len(regular):
            said = mark(
                "{county}: {missing} of {count} towns are missing: {towns}. A county's towns come all together."
            )
            named = [f"{code} {name}" for code, name in regular[["code", "name_zh"]].to_numpy()[:8].tolist()]
            problems.append(Remark(said, {**values, "missing": len(regular), "towns": named}, None, county))
        elif len(gone):
            said = mark("{county}: {towns} has no outline of its own and is not drawn.")
            named = [f"{code} {name}" for code, name in gone[["code", "name_zh"]].to_numpy().tolist()]
            notes.append(Remark(said, {**values, "towns": named}, None, county))
    return problems, notes


def check_shift(file: str, raw: Shapes, places: pd.Series, system: System) -> None:
    """A `LayerError` where the towns would fit their counties far better under another shift than the one named.

    GCJ-02 and BD-09 move everything by some hundred metres and say so nowhere; whole counties show it at their edges.
    """
    if not system.is_in_degrees:
        return
    now = _offset(systems.to_wgs84(raw, system), places)
    if now < _HIDDEN_SHIFT:
        return
    others = {
        name: systems.named(name)
        for name in ("WGS84", "GCJ-02", "BD-09")
        if name != (system.shift or "WGS84")
    }
    offsets = {name: _offset(systems.to_wgs84(raw, other), places) for name, other in others.items()}
    best = min(offsets, key=lambda name: offsets[name])
    if offsets[best] < _CLEARLY * now:
        raise LayerError(
            mark(
                "{file}: in {crs} the towns lie {now} m beside their counties on average, in {best} {then} m. "
                "Name {best} as the coordinate system."
            ),
            file=file,
            crs=system.name,
            now=round(now),
            best=best,
            then=round(offsets[best]),
        )


def _offset(degrees: Shapes, places: pd.Series) -> float:
    """The average over the layer's counties of how far their towns' outer edge lies from the county's."""
    metres = shapely.transform(degrees, lambda xy: projection.to_metres(xy[:, 0], xy[:, 1]))
    counties = places.str[: codes.LENGTHS["county"]].to_numpy()
    return float(
        np.mean(
            [
                coverage.offset(metres[counties == each], projection.counties()[each])
                for each in np.unique(counties)
            ]
        )
    )
