"""What the browser is told of a map of answers in one month: areas, circles, and the villages as points."""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import months, numbers, prepare, settings
from sharedwealth.charts import classes, map_changes, map_points, maps
from sharedwealth.charts.classes import Classes
from sharedwealth.charts.palettes import Scheme, scheme_of
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.indicators.snapshot import snapshot
from sharedwealth.indicators.villages import NOT_IN_USE, SERVED, VillageMonths, village_months
from sharedwealth.places import codes, geometry
from sharedwealth.text import t
from sharedwealth.ui import areas, map_lists, map_workshops, memory
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
    listed: DatedList | None = None
    """The list whose counties alone are shown; None for all counties."""


def payload(view: View, asked: Asked) -> dict[str, object]:
    """What the browser is told of the map in the view's month, worked out once for all readers."""
    return view.remembered(lambda: drawn(view, asked), "map", asked, basis())


def drawn(view: View, asked: Asked) -> dict[str, object]:
    """The same, worked out now."""
    indicator = CATALOGUE[asked.key]
    area = drawn_area(view.area)
    ground = _narrowed(view, ground_of(view, area, asked.level), asked.listed)
    if asked.against is not None:
        return _change(view, asked, ground, asked.against).payload()
    found = maps.areas(
        maps.told_apart(answer(view, asked)),
        replace(measure_of(indicator), name=map_lists.measure(asked.key, asked.listed)),
        ground,
        scheme=_scheme(indicator),
        classes=_classes_of(view, asked),
        over=_values(view, asked),
    )
    if asked.layer == "areas":
        return found.payload()
    points = (
        _villages(view, area, asked.listed)
        if asked.layer == "villages"
        else map_workshops.points(view, area, asked.listed)
    )
    return maps.with_points(found, points).payload()


def _narrowed(view: View, ground: maps.Ground, listed: DatedList | None) -> maps.Ground:
    """The ground with what lies outside the list named so."""
    if listed is None:
        return ground
    known = snapshot(view.warehouse).places[cast("codes.Level", ground.level)].within(ground.area)
    count = sum(not listed.holds(code) for code in known.codes.tolist())
    name = t("{place} ({list})").format(place=ground.name, list=listed.title)
    return replace(ground, name=name, outside=(t("Outside the list"), count))


def _values(view: View, asked: Asked) -> np.ndarray:
    """The values of all months, and of all counties: a list takes no colour from another scale."""
    return _history(view, replace(asked, listed=None))["value"].to_numpy(dtype=float)


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
    called = map_lists.measure(asked.key, asked.listed, is_short=True)
    then = answer(replace(view, month=against), asked)
    sentence = t("{measure}: change from {earlier} to {later}")
    everywhere = replace(asked, listed=None)
    changes = map_changes.since(_history(view, everywhere), answer(replace(view, month=against), everywhere))
    is_total = _scheme(indicator) == "circles"
    name = sentence.format(measure=called, earlier=numbers.month(against), later=numbers.month(view.month))
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


def _history(view: View, asked: Asked) -> pd.DataFrame:
    area = drawn_area(view.area)
    by = asked.level if len(area) < codes.LENGTHS[asked.level] else None
    if asked.listed is not None:
        return map_lists.history(view, asked.key, by, area, asked.listed)
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
    return scheme_of(indicator.shape, indicator.unit)


def _villages(view: View, area: str, listed: DatedList | None) -> map_points.Points:
    _, order = point_files(view, area)
    found = _village_months(view, area)
    drawn_as = np.full(len(order), map_points.HIDDEN, dtype=np.uint8)
    first = bisect_left(order, found.codes[0]) if found.codes else 0  # an area's villages stand side by side
    is_shown = _is_on(listed, found.codes)
    drawn_as[first : first + len(found.codes)] = np.where(is_shown, _classes(view, found), map_points.HIDDEN)
    return village_points(
        view, drawn_as, map_points.villages(), chosen=view.area if view.area != area else ""
    )


def village_points(
    view: View, drawn_as: np.ndarray, looks: tuple[map_points.PointClass, ...], *, chosen: str = ""
) -> map_points.Points:
    """The villages of the view's map in these classes, in the order of `point_files`.

    In a town they are named, and stand as areas where an operator's layer has their boundaries.
    """
    area = drawn_area(view.area)
    positions, order = point_files(view, area)
    named: tuple[tuple[int, str, str], ...] = ()
    if codes.level(area) == "town":
        first, after = bisect_left(order, area), bisect_left(order, f"{area}~")
        named = tuple(
            (at, order[at], areas.name(view.warehouse, order[at]))
            for at in range(first, after)
            if drawn_as[at] != map_points.HIDDEN
        )
    is_demonstration = view.warehouse.meta["kind"] == "demonstration"
    own = geometry.index(settings.load()).villages_of(area, is_demonstration=is_demonstration)
    return map_points.Points(
        f"map/{positions}", drawn_as.tobytes(), looks, named, chosen, areas=f"map/{own}" if own else ""
    )


def _is_on(listed: DatedList | None, village_codes: Sequence[str]) -> np.ndarray:
    return np.array([listed is None or listed.holds(code) for code in village_codes], dtype=bool)


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


def villages(view: View, listed: DatedList | None = None) -> list[Village]:
    """The villages of the map, in code order, of a list's counties alone; a village's own map is its town's."""
    found = _village_months(view, drawn_area(view.area))
    looks = map_points.villages()
    states = found.states[view.warehouse.months.index(view.month)]
    return [
        Village(code, looks[drawn_as].label, bool(state >= SERVED))
        for code, drawn_as, state in zip(found.codes, _classes(view, found), states, strict=True)
        if state != NOT_IN_USE and (listed is None or listed.holds(code))
    ]


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
