"""Maps: an answer frame becomes a view that the map component, an export or a test can take.

A rate shades its areas; a total is drawn as circles whose area is the value, never as shading. An area
without data is hatched and counted, one carried or not verified is hatched over its colour, a suppressed one
is dotted.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth import numbers
from sharedwealth.charts import classes as classing
from sharedwealth.charts import legends, map_words
from sharedwealth.charts.classes import Classes
from sharedwealth.charts.map_points import Points
from sharedwealth.charts.palettes import Scheme, palette, type_colours
from sharedwealth.text import language

Floats = npt.NDArray[np.float64]

_CIRCLES: tuple[Scheme, ...] = ("circles", "balance")
_SHOWN = ("ok", "carried", "unverified")
_COUNTS = ("numerator", "denominator", "n")
_FIGURES = ("median", "q1", "q3", "before", "after")


@dataclass(frozen=True)
class Measure:
    """What is shown, in the run's language.

    `detail` is a line for the tooltip that may name {numerator}, {denominator}, {n}, {median}, {q1} and {q3}, or
    {before} and {after} where a change is shown.
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
    below: Mapping[str, str] = field(default_factory=dict)
    """Where the geometry of the parts' own maps is found, by the beginning of their codes."""
    outside: tuple[str, int] | None = None
    """What parts without a row are called and how many there are, where they were left out on purpose."""


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
    method: str = ""
    """How what is shaded came about, where it is not by classes."""
    is_over_months: bool = False
    """Whether the scale holds the other months too."""

    @property
    def is_change(self) -> bool:
        """Whether the values are changes: signed, and of rates in percentage points."""
        return self.scheme == "balance" or legends.is_change(self.classes)

    @property
    def has_circles(self) -> bool:
        return self.scheme in _CIRCLES

    def payload(self) -> dict[str, object]:
        """A JSON-able dictionary, areas as packed strings: about 4 KB for 90 counties."""
        class_count = 1 if self.has_circles else len(self.classes) if self.classes else 0
        found: dict[str, object] = {
            "geometry": self.ground.geometry,
            "area": self.ground.area,
            "level": self.ground.level,
            "parent": self.ground.parent,
            "below": dict(self.ground.below),
            "selected": self.ground.selected,
            "scheme": "circles" if self.has_circles else self.scheme,
            "lang": language(),
            "codes": "|".join(self.codes),
            "classes": "".join("-" if index < 0 else str(index) for index in self.indexes),
            "statuses": "".join(legends.CODE_OF_STATUS[status] for status in self.statuses),
            "labels": "|".join(self.labels),
            "detail": self.measure.detail,
            "details": {name: "|".join(written) for name, written in self.details.items()},
            "heading": map_words.heading(self.measure.name, self.measure.unit, is_change=self.is_change),
            "method": legends.method(self.classes, is_over_months=self.is_over_months)
            if self.classes
            else self.method,
            "legend": [entry.payload() for entry in (*self.legend, *legends.of_outside(self.ground.outside))],
            "alt": self.alt,
            "approval": self.ground.approval,
            "palette": palette(self.scheme, class_count),
            "words": map_words.controls(),
        }
        if self.ground.outside:
            found["outside"] = self.ground.outside[0]
        if self.has_circles:
            found["radii"] = list(self.radii)
            found["circles"] = [list(circle) for circle in self.circles]
        if self.points is not None:
            found["points"] = self.points.payload()
            if self.points.details:
                found["types"] = {ground: type_colours(ground) for ground in ("light", "dark")}
            if self.points.named:
                found["named"] = [list(each) for each in self.points.named]
                found["village"] = self.points.chosen
        return found


def areas(
    answer: pd.DataFrame,
    measure: Measure,
    ground: Ground,
    *,
    scheme: Scheme = "rates",
    classes: Classes | None = None,
    over: Floats | None = None,
) -> MapView:
    """Areas shaded by a rate or a mean, or, with the scheme `circles`, a circle for each total.

    With `balance` the values are changes of totals, a circle each, in one colour up and in another down.

    `over` are the values that the scale has to hold beside these, such as those of the other months: the same
    colour and the same size then say the same in each of them.

    Classes not given are fixed steps from 0 to 100 % for rates, quantiles for `sequential`, and even steps
    round zero for `diverging`. An area of the geometry without a row in the answer is left plain: it was not
    asked about.
    """
    rows = answer.sort_values("area", kind="stable")
    statuses = tuple(str(status) for status in rows["status"])
    values = _values(rows, statuses)
    all_values = values if over is None else np.concatenate([values, over])
    chosen = None if scheme in (*_CIRCLES, "plain") else classes or _default_classes(all_values, scheme)
    indexes = _indexes(values, chosen, scheme)
    view = MapView(
        ground=ground,
        measure=measure,
        scheme=scheme,
        codes=tuple(str(code) for code in rows["area"]),
        indexes=indexes,
        statuses=statuses,
        labels=tuple(
            "" if math.isnan(value) else _label(value, measure.unit, scheme, chosen) for value in values
        ),
        details=_details(rows, statuses, measure),
        classes=chosen,
        is_over_months=over is not None,
        legend=(
            *(legends.of_classes(chosen, indexes, measure.unit) if chosen else ()),
            *(legends.of_balance(indexes) if scheme == "balance" else ()),
            *legends.of_statuses(statuses),
        ),
        alt=map_words.alt(
            rows,
            values,
            map_words.alt_head(rows, measure.name, ground.name, ground.level),
            measure.unit,
            is_change=scheme == "balance" or legends.is_change(chosen),
        ),
    )
    return _with_circles(view, np.abs(values), np.abs(all_values)) if scheme in _CIRCLES else view


def told_apart(answer: pd.DataFrame) -> pd.DataFrame:
    """The answer with areas that have reported, and have nothing of what is counted, told from those without data."""
    has_nothing = (answer["status"] == "no_data") & (answer["counties_reported"] > 0)
    return answer.assign(status=answer["status"].mask(has_nothing, legends.NOT_APPLICABLE))


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


def _with_circles(view: MapView, values: Floats, all_values: Floats) -> MapView:
    """Radii in thousandths of the largest: a circle's area, not its radius, is in proportion to the value."""
    largest = float(np.nanmax(all_values, initial=0.0))
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
    if scheme == "balance":
        return tuple(-1 if math.isnan(value) else int(value >= 0) for value in values)
    first = 0 if scheme == "circles" else -1
    return tuple(-1 if math.isnan(value) else first for value in values)


def _label(value: float, unit: str, scheme: Scheme, classes: Classes | None) -> str:
    is_change = scheme == "balance" or legends.is_change(classes)
    return legends.change(value, unit) if is_change else numbers.bare(value, unit)


def _details(rows: pd.DataFrame, statuses: tuple[str, ...], measure: Measure) -> dict[str, tuple[str, ...]]:
    """What is written for each area in place of each column that the tooltip's line names."""
    return {
        column: tuple(
            _detail(column, value, measure.unit) if status in _SHOWN else ""
            for value, status in zip(rows[column], statuses, strict=True)
        )
        for column in (*_COUNTS, *_FIGURES)
        if f"{{{column}}}" in measure.detail
    }


def _detail(column: str, value: float, unit: str) -> str:
    if pd.isna(value):
        return numbers.MISSING
    return numbers.plain(float(value)) if column in _COUNTS else numbers.bare(float(value), unit)
