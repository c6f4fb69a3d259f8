"""Maps of answers: which geometry an area is drawn on, what a click does, and the villages as points."""

import json

import numpy as np
import pandas as pd
import streamlit as st

from sharedwealth import prepare, settings
from sharedwealth.charts import map_points, maps
from sharedwealth.charts.neighbours import difference
from sharedwealth.charts.palettes import Scheme
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.indicators.blank import village_states
from sharedwealth.places import codes, geometry
from sharedwealth.text import t
from sharedwealth.ui import areas, filters, store
from sharedwealth.ui import map as map_component
from sharedwealth.ui.filters import View

_CLASSES = {
    ("no_data", False): map_points.UNKNOWN,
    ("blank", False): map_points.BLANK,
    ("served", False): map_points.SERVED,
    ("covered", False): map_points.COVERED,
    ("no_data", True): map_points.UNKNOWN,
    ("blank", True): map_points.KEY_BLANK,
    ("served", True): map_points.KEY_SERVED,
    ("covered", True): map_points.KEY_COVERED,
}


def levels(area: str) -> list[codes.Level]:
    """The levels that a map of this area can be divided into, the usual one first."""
    here = codes.level(area)
    if here == "province":
        return ["county", "city"]
    if here == "city":
        return ["county", "town"]
    return ["town"]


def show(
    view: View, key: str, *, level: codes.Level, name: str, height: int = 520, with_villages: bool = False
) -> pd.DataFrame:
    """Draws the indicator's map; a click drills. Returns the answer that was drawn, for its twin."""
    shown = _payload(view, key, level, with_villages=with_villages)
    near = {
        month: difference(shown, _payload(beside, key, level, with_villages=with_villages))
        for month, beside in view.beside().items()
    }
    map_component.show({**shown, "near": near}, key=name, height=height, on_pick=filters.go_to)
    return _answer(view, key, level)


def _answer(view: View, key: str, level: codes.Level) -> pd.DataFrame:
    area = _drawn_area(view.area)
    return view.answer(key, by=level if len(area) < codes.LENGTHS[level] else None, area=area)


def _payload(view: View, key: str, level: codes.Level, *, with_villages: bool) -> dict[str, object]:
    """What the browser is told of the map in the view's month, worked out once for all readers."""

    def drawing() -> dict[str, object]:
        indicator = CATALOGUE[key]
        area = _drawn_area(view.area)
        ground = _ground(view, area, level)
        drawn = maps.areas(_answer(view, key, level), _measure(indicator), ground, scheme=_scheme(indicator))
        return (maps.with_points(drawn, _villages(view, area)) if with_villages else drawn).payload()

    return view.remembered(drawing, "map", key, level, with_villages)


def _drawn_area(area: str) -> str:
    """A village is shown on its town's map."""
    return area[: codes.LENGTHS["town"]]


def _ground(view: View, area: str, level: codes.Level) -> maps.Ground:
    installation = settings.load()
    return maps.Ground(
        geometry=f"map/{geometry.index(installation).map_of(area)}",
        area=area,
        name=areas.name(view.warehouse, area),
        level=level,
        parent=codes.parent(area),
        approval=installation.map_approval,
    )


def _measure(indicator: Indicator) -> maps.Measure:
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
    positions, order = _point_files(view, area)
    states = store.told(village_states, view.warehouse, area, view.month, view.workshop_type)
    classes = pd.Series(map_points.HIDDEN, index=order, dtype=np.uint8)
    found = [
        _CLASSES[(state, bool(is_key))]
        for state, is_key in zip(states["state"], states["is_key"], strict=True)
    ]
    classes.loc[states["code"]] = np.asarray(found, dtype=np.uint8)
    return map_points.Points(f"map/{positions}", classes.to_numpy().tobytes(), map_points.villages())


def pointed(
    view: View,
    key: str,
    *,
    classes: pd.Series,
    looks: tuple[map_points.PointClass, ...],
    name: str,
    height: int,
) -> None:
    """Draws the villages as the caller classes them (a class by code, others hidden); areas are plain and drill."""
    area, level = _drawn_area(view.area), levels(view.area)[0]
    indicator = CATALOGUE[key]
    drawn = maps.areas(_answer(view, key, level), _measure(indicator), _ground(view, area, level))
    positions, order = _point_files(view, area)
    given = classes.reindex(order, fill_value=map_points.HIDDEN).to_numpy(dtype=np.uint8)
    points = map_points.Points(f"map/{positions}", given.tobytes(), looks)
    map_component.show(
        maps.with_points(drawn, points).payload(), key=name, height=height, on_pick=filters.go_to
    )


def village_table(view: View) -> pd.DataFrame:
    """The villages whose points the map shows, as a reader's table: where each lies, and what its point says."""
    area = _drawn_area(view.area)
    states = store.told(village_states, view.warehouse, area, view.month, view.workshop_type)
    looks = map_points.villages()
    said = [
        looks[_CLASSES[(state, bool(is_key))]].label
        for state, is_key in zip(states["state"], states["is_key"], strict=True)
    ]
    found = {
        t("Village or community"): [areas.name(view.warehouse, code) for code in states["code"]],
        t("Town"): [areas.name(view.warehouse, codes.up_to(code, "town")) for code in states["code"]],
        t("County"): [areas.name(view.warehouse, codes.up_to(code, "county")) for code in states["code"]],
        t("Code"): states["code"],
        t("State"): said,
    }
    return pd.DataFrame(found)


def _point_files(view: View, area: str) -> tuple[str, tuple[str, ...]]:
    """The file of positions and the villages' codes in its order."""
    positions, order = _point_index(view.warehouse.meta["code"]).get(_map_area(area), ("", ""))
    return positions, _order(order)


def _map_area(area: str) -> str:
    return area if area == codes.PROVINCE else codes.up_to(area, "city")


@st.cache_resource(show_spinner=False, max_entries=3)
def _point_index(snapshot: str) -> dict[str, tuple[str, str]]:
    installation = settings.load()
    if prepare.point_set(snapshot) not in geometry.index(installation).points:
        prepare.village_points(installation)  # published while the server ran
    return dict(geometry.index(installation).points[prepare.point_set(snapshot)])


@st.cache_resource(show_spinner=False, max_entries=30)
def _order(name: str) -> tuple[str, ...]:
    return tuple(json.loads((settings.load().boundaries / name).read_text(encoding="utf-8")))
