"""What the browser is told of a map of answers in one month: areas, circles, and the villages as points."""

import json
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import months, numbers, prepare, settings
from sharedwealth.charts import classes, map_changes, map_points, maps
from sharedwealth.charts.classes import Classes
from sharedwealth.charts.palettes import Scheme
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.indicators.villages import NOT_IN_USE, SERVED, VillageMonths, village_months
from sharedwealth.places import codes, geometry
from sharedwealth.tables import readable
from sharedwealth.text import t
from sharedwealth.ui import areas, map_workshops, memory
from sharedwealth.ui.filters import View
from sharedwealth.warehouse.connection import Warehouse

# By the state of a village (as `villages.STATES` counts them), then by whether it is a key assisted one.
_CLASSES = np.array(
    [
        [map_points.HIDDEN, map_points.HIDDEN],
        [map_points.UNKNOWN, map_points.UNKNOWN],
        [map_points.BLANK, map_points.KEY_BLANK],
        [map_points.SERVED, map_points.KEY_SERVED],
        [map_points.COVERED, map_points.KEY_COVERED],
    ],
    dtype=np.uint8,
)


Classing = Literal["steps", "quantiles", "breaks"]
Layer = Literal["areas", "villages", "workshops"]


@dataclass(frozen=True)
class Asked:
    """Which map of a view: the indicator, the level of its parts, and the points that lie over it.

    With `against` the map shows the change since that month, and no points.
    """

    key: str
    level: codes.Level
    layer: Layer = "areas"
    against: date | None = None
    classing: Classing | None = None
    """How areas are put into classes; None for what is usual for the indicator."""


def payload(view: View, asked: Asked) -> dict[str, object]:
    """What the browser is told of the map in the view's month, worked out once for all readers."""
    return view.remembered(lambda: drawn(view, asked), "map", asked, basis())


def drawn(view: View, asked: Asked) -> dict[str, object]:
    """The same, worked out now."""
    indicator = CATALOGUE[asked.key]
    area = drawn_area(view.area)
    ground = ground_of(view, area, asked.level)
    if asked.against is not None:
        return _change(view, asked, ground, asked.against).payload()
    found = maps.areas(
        answer(view, asked),
        measure_of(indicator),
        ground,
        scheme=_scheme(indicator),
        classes=_classes_of(view, asked),
        over=_values(view, asked),
    )
    if asked.layer == "areas":
        return found.payload()
    points = _villages(view, area) if asked.layer == "villages" else map_workshops.points(view, area)
    return maps.with_points(found, points).payload()


def _values(view: View, asked: Asked) -> np.ndarray:
    """The values of all months."""
    return _history(view, asked)["value"].to_numpy(dtype=float)


def usual_classing(indicator: Indicator) -> Classing | None:
    """How areas are put into classes where the reader has not said; None for a total, which has none."""
    return {"rates": "steps", "sequential": "quantiles"}.get(_scheme(indicator))  # type: ignore[return-value]


def _classes_of(view: View, asked: Asked) -> Classes | None:
    """The classes of all months in the way that was asked for; None for the usual ones."""
    usual = usual_classing(CATALOGUE[asked.key])
    if usual is None or asked.classing in (None, usual):
        return None

    def made() -> Classes:
        values = _values(view, asked)
        if asked.classing == "steps":
            return classes.equal_intervals(values)
        return classes.breaks(values) if asked.classing == "breaks" else classes.quantiles(values)

    key = ("classes", asked, drawn_area(view.area), view.workshop_type)
    return memory.of(view.warehouse).recall(key, made)


def _change(view: View, asked: Asked, ground: maps.Ground, against: date) -> maps.MapView:
    indicator = CATALOGUE[asked.key]
    then = answer(replace(view, month=against), asked)
    sentence = t("{measure}: change from {earlier} to {later}")
    changes = map_changes.since(_history(view, asked), then)
    is_total = _scheme(indicator) == "circles"
    name = sentence.format(
        measure=indicator.short_title(), earlier=numbers.month(against), later=numbers.month(view.month)
    )
    return maps.areas(
        map_changes.difference(answer(view, asked), then),
        maps.Measure(name, indicator.unit, t("from {before} to {after}")),
        ground,
        scheme="balance" if is_total else "diverging",
        classes=None if is_total else classes.changes(changes),
        over=changes,
    )


def answer(view: View, asked: Asked) -> pd.DataFrame:
    """The indicator's answer that the map shows, in the view's month."""
    history = _history(view, asked)
    return history[history["month"] == months.write(view.month)].reset_index(drop=True)


def two_months(view: View, asked: Asked, other: date) -> pd.DataFrame:
    """Both months of the map and the change between them, as a reader's table."""
    changed = map_changes.difference(answer(view, asked), answer(replace(view, month=other), asked))
    unit = CATALOGUE[asked.key].unit
    sign = numbers.unit_word(unit) or ("%" if unit == "share" else "")
    points = t("percentage points") if unit == "share" else sign
    headings = {
        "before": _with_sign(numbers.month(other), sign),
        "after": _with_sign(numbers.month(view.month), sign),
        "value": _with_sign(t("Change"), points),
    }
    return pd.DataFrame(
        {
            t("Area"): changed["area_name"],
            t("Code"): changed["area"],
            **{heading: readable.figures(changed[name], unit) for name, heading in headings.items()},
            t("Status"): [word(STATUSES, str(status)) for status in changed["status"]],
        }
    )


def _with_sign(words: str, sign: str) -> str:
    return t("{measure} ({unit})").format(measure=words, unit=sign) if sign else words


def _history(view: View, asked: Asked) -> pd.DataFrame:
    area = drawn_area(view.area)
    by = asked.level if len(area) < codes.LENGTHS[asked.level] else None
    return view.history(asked.key, by=by, area=area)


def drawn_area(area: str) -> str:
    """A village is shown on its town's map."""
    return area[: codes.LENGTHS["town"]]


def ground_of(view: View, area: str, level: codes.Level) -> maps.Ground:
    installation = settings.load()
    built = geometry.index(installation)
    below = {city: f"map/{name}" for city, name in built.maps.items() if city != codes.PROVINCE}
    return maps.Ground(
        geometry=f"map/{built.map_of(area)}",
        area=area,
        name=areas.name(view.warehouse, area),
        level=level,
        parent=codes.parent(area),
        approval=installation.map_approval,
        below=below if area == codes.PROVINCE else {},
    )


def measure_of(indicator: Indicator) -> maps.Measure:
    detail = ""
    if indicator.shape == "rate":
        detail = t("{numerator} of {denominator}")
    elif indicator.shape == "mean":
        detail = t("n = {n}, median {median}")
    return maps.Measure(indicator.title(), indicator.unit, detail)


def _scheme(indicator: Indicator) -> Scheme:
    """A total is a circle, a rate has fixed steps, a mean its quantiles."""
    if indicator.shape in ("count", "sum"):
        return "circles"
    return "rates" if indicator.unit == "share" else "sequential"


def _villages(view: View, area: str) -> map_points.Points:
    positions, order = point_files(view, area)
    found = _village_months(view, area)
    drawn_as = np.full(len(order), map_points.HIDDEN, dtype=np.uint8)
    first = bisect_left(order, found.codes[0]) if found.codes else 0  # an area's villages stand side by side
    drawn_as[first : first + len(found.codes)] = _classes(view, found)
    named: tuple[tuple[int, str, str], ...] = ()
    if codes.level(area) == "town":
        named = tuple(
            (first + at, code, areas.name(view.warehouse, code))
            for at, code in enumerate(found.codes)
            if drawn_as[first + at] != map_points.HIDDEN
        )
    chosen = view.area if view.area != area else ""
    return map_points.Points(f"map/{positions}", drawn_as.tobytes(), map_points.villages(), named, chosen)


def _village_months(view: View, area: str) -> VillageMonths:
    """Out of the whole province's, which is asked for once: a drill then asks nothing."""
    return all_villages(view.warehouse, view.workshop_type).within(area)


def all_villages(warehouse: Warehouse, workshop_type: str | None = None) -> VillageMonths:
    """The province's villages in all months, worked out once for all readers."""
    return memory.of(warehouse).recall(
        ("villages of the province", workshop_type),
        lambda: village_months(warehouse, codes.PROVINCE, workshop_type),
    )


def _classes(view: View, found: VillageMonths) -> np.ndarray:
    """The class of each village's point in the view's month."""
    row = view.warehouse.months.index(view.month)
    return np.asarray(_CLASSES[found.states[row], found.is_key[row].astype(int)])


@dataclass(frozen=True)
class Village:
    """A village as its point on the map shows it."""

    code: str
    said: str
    is_reached: bool


def villages(view: View) -> list[Village]:
    """The villages of the map, in code order; a village's own map is its town's."""
    found = _village_months(view, drawn_area(view.area))
    looks = map_points.villages()
    states = found.states[view.warehouse.months.index(view.month)]
    return [
        Village(code, looks[drawn_as].label, bool(state >= SERVED))
        for code, drawn_as, state in zip(found.codes, _classes(view, found), states, strict=True)
        if state != NOT_IN_USE
    ]


def village_table(view: View) -> pd.DataFrame:
    """The villages whose points the map shows, as a reader's table: where each lies, and what its point says."""
    found = villages(view)
    told = {
        t("Village or community"): [areas.name(view.warehouse, each.code) for each in found],
        t("Town"): [areas.name(view.warehouse, codes.up_to(each.code, "town")) for each in found],
        t("County"): [areas.name(view.warehouse, codes.up_to(each.code, "county")) for each in found],
        t("Code"): [each.code for each in found],
        t("State"): [each.said for each in found],
    }
    return pd.DataFrame(told)


def point_files(view: View, area: str) -> tuple[str, tuple[str, ...]]:
    """The file of positions and the villages' codes in its order."""
    positions, order = _point_index(view.warehouse.meta["code"], basis()).get(_map_area(area), ("", ""))
    return positions, _order(order)


def basis() -> str:
    """Changes when the outlines do, as when an operator's own layer comes in."""
    return geometry.index(settings.load()).basis


def _map_area(area: str) -> str:
    return area if area == codes.PROVINCE else codes.up_to(area, "city")


@st.cache_resource(show_spinner=False, max_entries=3)
def _point_index(snapshot: str, outlines: str) -> dict[str, tuple[str, str]]:  # noqa: ARG001  part of the key
    installation = settings.load()
    if prepare.point_set(snapshot) not in geometry.index(installation).points:
        prepare.village_points(installation)  # published while the server ran
    return dict(geometry.index(installation).points[prepare.point_set(snapshot)])


@st.cache_resource(show_spinner=False, max_entries=30)
def _order(name: str) -> tuple[str, ...]:
    return tuple(json.loads((settings.load().boundaries / name).read_text(encoding="utf-8")))
