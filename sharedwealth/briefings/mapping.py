"""The map of a step: an indicator's areas with their classes and colours, what can be drilled to, and pins."""

from typing import Any, cast

import numpy as np
import pandas as pd

from sharedwealth import numbers, text
from sharedwealth.briefings import scene
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.facts import number
from sharedwealth.briefings.model import Pins
from sharedwealth.charts import classes as classing
from sharedwealth.charts import legends, maps
from sharedwealth.charts.classes import Classes
from sharedwealth.charts.palettes import Scheme, Theme, palette, scheme_of
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.indicators.blank import blank_key_villages, blank_towns
from sharedwealth.places import codes, geometry, mapfile
from sharedwealth.places.codes import Level
from sharedwealth.places.projection import to_metres

_POSITIONS = """
SELECT code, longitude, latitude FROM places WHERE code IN (SELECT unnest($codes::VARCHAR[])) ORDER BY code
""".strip()
_STATE_OF_LETTER = {letter: status for status, letter in legends.CODE_OF_STATUS.items()}


def drawn(asked: Asked, key: str, by: Level | None, *, pins: Pins, marked: tuple[str, ...]) -> scene.Map:
    """The areas of the level, else of the one below the step's place; a village's and a town's map is its county's."""
    where = (
        asked
        if len(asked.area) <= codes.LENGTHS["county"]
        else asked.at(codes.up_to(asked.area, "county"), asked.month, asked.workshop_type)
    )
    level = where.below(key, by)
    indicator = CATALOGUE[key]
    built = geometry.index(asked.settings)
    view = _view(where, indicator, level)
    rings = marked or ((asked.area,) if asked.area != where.area else ())
    return scene.Map(
        indicator=key,
        measure=indicator.title(),
        unit=indicator.unit,
        area=where.area,
        level=level,
        geometry=built.map_of(where.area),
        rows=_rows(_asked_about(where.rows(key, level), indicator), view.classes, view.scheme),
        is_circles=view.has_circles,
        colours=_colours(view, "light"),
        dark_colours=_colours(view, "dark"),
        legend=_legend(view),
        method=legends.method(view.classes) if view.classes else "",
        marked=rings,
        pins=_pins(where, pins),
        drill={
            each: _rows(_asked_about(where.rows(key, each), indicator), view.classes, view.scheme)
            for each in ("city", "county", "town")
            if each != level and where.can_tell(key, each)
        },
        geometries={
            area: name
            for area, name in built.maps.items()
            if area.startswith(where.area) or where.area.startswith(area)
        },
        credit=mapfile.SOURCE[text.language()],
        approval=asked.settings.map_approval,
    )


def _view(asked: Asked, indicator: Indicator, level: Level) -> maps.MapView:
    ground = maps.Ground(geometry="", area=asked.area, name=asked.place.name, level=level)
    rows = _asked_about(asked.rows(indicator.key, level), indicator)
    chosen: Classes | None = None
    scheme = scheme_of(indicator.shape, indicator.unit)
    if scheme == "sequential":
        chosen = classing.quantiles(rows["value"].to_numpy(dtype=float, na_value=np.nan))
    return maps.areas(
        rows, maps.Measure(indicator.title(), indicator.unit), ground, scheme=scheme, classes=chosen
    )


def _asked_about(answer: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Without the areas that have no place of the kind, as a county of the plain has no mountain town."""
    if indicator.family != "coverage":
        return answer
    return answer[(answer["status"] != "no_data") | (answer["counties_reported"] == 0)]


def _rows(answer: pd.DataFrame, classes: Classes | None, scheme: Scheme) -> tuple[scene.AreaRow, ...]:
    rows = answer.sort_values("area", kind="stable")
    values = rows["value"].to_numpy(dtype=float, na_value=np.nan)
    if classes is not None:
        indexes = classes.index(values)
    else:
        indexes = np.where(np.isnan(values), -1, 0 if scheme == "circles" else -1)
    return tuple(_row(row, int(index)) for row, index in zip(rows.to_dict("records"), indexes, strict=True))


def _row(row: dict[Any, Any], index: int) -> scene.AreaRow:
    value = number(row["value"])
    hidden = "<10" if row["status"] == "suppressed" else ""
    return scene.AreaRow(
        code=str(row["area"]),
        name=str(row["area_name"]),
        value=value,
        text=numbers.bare(value, str(row["unit"])) if value is not None else hidden,
        status=cast("scene.Status", str(row["status"])),
        class_index=index,
        numerator=number(row["numerator"]),
        denominator=number(row["denominator"]),
        n=number(row["n"]),
    )


def _colours(view: maps.MapView, ground: Theme) -> tuple[str, ...]:
    count = 1 if view.has_circles else len(view.classes) if view.classes else 0
    return tuple(cast("list[str]", palette(view.scheme, count)[ground]["classes"]))


def _legend(view: maps.MapView) -> tuple[scene.Legend, ...]:
    """Classes highest first, or sizes of circles; then the states in sight, each counted."""
    entries = []
    for entry in view.legend:
        if entry.swatch in _STATE_OF_LETTER:
            entries.append(scene.Legend(entry.label, _STATE_OF_LETTER[entry.swatch], count=entry.count))
        else:
            entries.append(scene.Legend(entry.label, "class", int(entry.swatch), entry.count))
    sizes = [scene.Legend(written, "circle", radius) for radius, written in view.circles]
    return (*sizes, *entries)


def _pins(asked: Asked, pins: Pins) -> tuple[scene.Pin, ...]:
    """The blank places that are asked for, where they lie."""
    if not pins:
        return ()
    listed = {"blank_towns": blank_towns, "blank_key_villages": blank_key_villages}[pins](
        asked.warehouse, asked.area, asked.month
    )
    if listed.empty:
        return ()
    found = asked.warehouse.query(_POSITIONS, {"codes": listed["code"].tolist()}).dropna()
    points = mapfile.on_screen(to_metres(found["longitude"], found["latitude"]), 1)
    names = dict(zip(listed["code"], listed["name"], strict=True))
    return tuple(
        scene.Pin(code, str(names[code]), float(round(x)), float(round(y)))
        for code, (x, y) in zip(found["code"], points, strict=True)
    )
