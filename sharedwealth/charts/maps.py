"""Maps: an answer frame becomes a view that the map component, an export or a test can take.

A rate shades its areas; a total is drawn as circles whose area is the value, never as shading. An area
without data is hatched and counted, one carried or not verified is hatched over its colour, a suppressed one
is dotted.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import classes as classing
from sharedwealth.charts import legends
from sharedwealth.charts.classes import Classes
from sharedwealth.charts.map_points import Points
from sharedwealth.charts.palettes import Scheme, palette
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import language, t, tn

Floats = npt.NDArray[np.float64]

_SHOWN = ("ok", "carried", "unverified")
_COUNTS = ("numerator", "denominator", "n")
_QUANTILES = ("median", "q1", "q3")


@dataclass(frozen=True)
class Measure:
    """What is shown, in the run's language.

    `detail` is a line for the tooltip that may name {numerator}, {denominator}, {n}, {median}, {q1} and {q3}.
    """

    name: str
    unit: str
    detail: str = ""


@dataclass(frozen=True)
class Ground:
    """What the map is drawn on: the geometry's relative address, the area in focus, the level of its parts.

    The geometry's file may hold more than the focus (a county's towns come in its city's file): only parts
    whose code begins with `area` are drawn. `parent` is the place that Escape asks for.
    """

    geometry: str
    area: str
    name: str
    level: str
    parent: str | None = None
    selected: str | None = None
    approval: str = ""


@dataclass(frozen=True)
class MapView:
    """Everything the map component needs beside the geometry, in the run's language."""

    ground: Ground
    measure: Measure
    scheme: Scheme
    codes: tuple[str, ...]
    indexes: tuple[int, ...]
    statuses: tuple[str, ...]
    labels: tuple[str, ...]
    details: dict[str, tuple[str, ...]]
    classes: Classes | None
    legend: tuple[legends.Entry, ...]
    alt: str
    radii: tuple[int, ...] = ()
    circles: tuple[tuple[int, str], ...] = ()
    points: Points | None = None

    def payload(self) -> dict[str, object]:
        """A JSON-able dictionary, areas as packed strings: about 4 KB for 90 counties."""
        class_count = 1 if self.scheme == "circles" else len(self.classes) if self.classes else 0
        found: dict[str, object] = {
            "geometry": self.ground.geometry,
            "area": self.ground.area,
            "level": self.ground.level,
            "parent": self.ground.parent,
            "selected": self.ground.selected,
            "scheme": self.scheme,
            "lang": language(),
            "codes": "|".join(self.codes),
            "classes": "".join("-" if index < 0 else str(index) for index in self.indexes),
            "statuses": "".join(legends.CODE_OF_STATUS[status] for status in self.statuses),
            "labels": "|".join(self.labels),
            "detail": self.measure.detail,
            "details": {name: "|".join(written) for name, written in self.details.items()},
            "heading": _heading(self.measure, is_change=legends.is_change(self.classes)),
            "method": legends.method(self.classes) if self.classes else "",
            "legend": [entry.payload() for entry in self.legend],
            "alt": self.alt,
            "approval": self.ground.approval,
            "palette": palette(self.scheme, class_count),
            "words": _words(),
        }
        if self.scheme == "circles":
            found["radii"] = list(self.radii)
            found["circles"] = [list(circle) for circle in self.circles]
        if self.points is not None:
            found["points"] = self.points.payload()
        return found


def areas(
    answer: pd.DataFrame,
    measure: Measure,
    ground: Ground,
    *,
    scheme: Scheme = "rates",
    classes: Classes | None = None,
) -> MapView:
    """Areas shaded by a rate or a mean, or, with the scheme `circles`, a circle for each total.

    Classes not given are fixed steps from 0 to 100 % for rates, quantiles for `sequential`, and even steps
    round zero for `diverging`. An area of the geometry without a row in the answer is left plain: it was not
    asked about.
    """
    rows = answer.sort_values("area", kind="stable")
    statuses = tuple(str(status) for status in rows["status"])
    values = _values(rows, statuses)
    chosen = None if scheme in ("circles", "plain") else classes or _default_classes(values, scheme)
    indexes = _indexes(values, chosen, scheme)
    view = MapView(
        ground=ground,
        measure=measure,
        scheme=scheme,
        codes=tuple(str(code) for code in rows["area"]),
        indexes=indexes,
        statuses=statuses,
        labels=tuple("" if math.isnan(value) else _label(value, measure.unit, chosen) for value in values),
        details=_details(rows, statuses, measure),
        classes=chosen,
        legend=(
            *(legends.of_classes(chosen, indexes, measure.unit) if chosen else ()),
            *legends.of_statuses(statuses),
        ),
        alt=_alt(rows, values, measure, ground, is_change=legends.is_change(chosen)),
    )
    return _with_circles(view, values) if scheme == "circles" else view


def with_points(view: MapView, points: Points) -> MapView:
    """The view with points over plain areas: points in colour cannot be told from areas in colour.

    The areas keep their names on the map, and their values where a reader points; only those without data or not
    verified are hatched.
    """
    missing = [status for status in view.statuses if status in ("no_data", "unverified")]
    return replace(
        view,
        scheme="plain",
        classes=None,
        indexes=(-1,) * len(view.codes),
        legend=tuple(legends.of_statuses(missing)),
        radii=(),
        circles=(),
        points=points,
    )


def _with_circles(view: MapView, values: Floats) -> MapView:
    """Radii in thousandths of the largest: a circle's area, not its radius, is in proportion to the value."""
    largest = float(np.nanmax(values, initial=0.0))
    if largest <= 0:
        return replace(view, radii=(0,) * len(values))
    sizes = legends.circle_sizes(largest)
    return replace(
        view,
        radii=tuple(_radius(value, largest) for value in values),
        circles=tuple((_radius(size, largest), numbers.short(size)) for size in sizes),
    )


def _radius(value: float, largest: float) -> int:
    return 0 if math.isnan(value) or value <= 0 else round(1000 * math.sqrt(value / largest))


def _values(rows: pd.DataFrame, statuses: tuple[str, ...]) -> Floats:
    """The values that may be shown: NaN wherever the status says there is none, whatever the frame holds."""
    values = rows["value"].to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isin(statuses, _SHOWN), values, np.nan)


def _default_classes(values: Floats, scheme: Scheme) -> Classes:
    if scheme == "rates":
        return classing.steps()
    if scheme == "diverging":
        return classing.around(values)
    return classing.quantiles(values)


def _indexes(values: Floats, classes: Classes | None, scheme: Scheme) -> tuple[int, ...]:
    if classes is not None:
        return tuple(int(index) for index in classes.index(values))
    first = 0 if scheme == "circles" else -1
    return tuple(-1 if math.isnan(value) else first for value in values)


def _label(value: float, unit: str, classes: Classes | None) -> str:
    return legends.change(value, unit) if legends.is_change(classes) else numbers.bare(value, unit)


def _details(rows: pd.DataFrame, statuses: tuple[str, ...], measure: Measure) -> dict[str, tuple[str, ...]]:
    """What is written for each area in place of each column that the tooltip's line names."""
    return {
        column: tuple(
            _detail(column, value, measure.unit) if status in _SHOWN else ""
            for value, status in zip(rows[column], statuses, strict=True)
        )
        for column in (*_COUNTS, *_QUANTILES)
        if f"{{{column}}}" in measure.detail
    }


def _detail(column: str, value: float, unit: str) -> str:
    if pd.isna(value):
        return numbers.MISSING
    return numbers.plain(float(value)) if column in _COUNTS else numbers.bare(float(value), unit)


def _alt(rows: pd.DataFrame, values: Floats, measure: Measure, ground: Ground, *, is_change: bool) -> str:
    """One sentence: what, where, when, the highest and the lowest, and how many areas show no value."""
    parts = [_alt_head(rows, measure, ground)]
    known = ~np.isnan(values)
    write = numbers.difference if is_change else numbers.with_unit
    if known.any():
        names = rows["area_name"].to_numpy(dtype=object)
        ends = [
            _extreme(names[values == end], write(float(end), measure.unit))
            for end in (np.nanmax(values), np.nanmin(values))
        ]
        parts.append(t("highest {highest}, lowest {lowest}").format(highest=ends[0], lowest=ends[1]))
    missing = int((~known).sum())
    if missing:
        without = tn("{count} of {all} areas shows no value", "{count} of {all} areas show no value", missing)
        parts.append(without.format(count=numbers.plain(missing), all=numbers.plain(len(rows))))
    return t("; ").join(parts) + t(".")


def _alt_head(rows: pd.DataFrame, measure: Measure, ground: Ground) -> str:
    sentence = {
        "city": t("Map of {place} by city, {month}: {measure}"),
        "county": t("Map of {place} by county, {month}: {measure}"),
        "town": t("Map of {place} by town, {month}: {measure}"),
    }.get(ground.level, t("Map of {place}, {month}: {measure}"))
    month = numbers.month(months.parse(str(rows["month"].iloc[0]))) if len(rows) else numbers.MISSING
    return sentence.format(place=ground.name, month=month, measure=measure.name)


def _extreme(names: npt.NDArray[np.object_], figure: str) -> str:
    if len(names) == 1:
        return t("{place} {figure}").format(place=names[0], figure=figure)
    return t("{figure} in {count} areas").format(figure=figure, count=numbers.plain(len(names)))


def _heading(measure: Measure, *, is_change: bool) -> str:
    """The measure with its unit's word, unless its name says the unit already."""
    is_points = is_change and measure.unit == "share"
    unit = t("percentage points") if is_points else numbers.unit_word(measure.unit)
    if not unit or unit in measure.name.lower():
        return measure.name
    return t("{measure} ({unit})").format(measure=measure.name, unit=unit)


def _words() -> dict[str, object]:
    return {
        "map": t("Map"),
        "in": t("Zoom in"),
        "out": t("Zoom out"),
        "reset": t("Whole area"),
        "keys": t("Arrow keys move between areas, Enter opens, Escape goes up a level, plus and minus zoom."),
        "schematic": t("Town outlines are schematic and are not boundaries."),
        "partly_schematic": t("Dashed town outlines are schematic and are not boundaries."),
        "positions": t("Village positions may be schematic."),
        "approval": t("Map approval number: {number}"),
        "failed": t("The map's outlines could not be loaded. Please reload the page."),
        "statuses": {
            legends.CODE_OF_STATUS[status]: word(STATUSES, status)
            for status in ("carried", "unverified", "suppressed", "no_data")
        },
    }
