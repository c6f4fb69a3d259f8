"""The charts of a talk: categories and series with their values as they are and as they are written."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.briefings import scene
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.facts import number
from sharedwealth.briefings.model import Step
from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import CATALOGUE
from sharedwealth.indicators.distributions import increase_histogram
from sharedwealth.indicators.targets import target_with_month
from sharedwealth.text import t

_BIN = 500
"""Yuan: as wide as a column has to be to be read from the last row."""
_TAIL = 0.01
"""Columns at either end that hold less than this share together are drawn as one."""


def drawn(asked: Asked, step: Step) -> scene.Chart:
    if step.chart is None:
        raise ValueError(step.key)
    return _FORMS[step.chart](asked, step)


def _ranking(asked: Asked, step: Step) -> scene.Chart:
    """Areas in order, best first, with the whole's own figure to compare with where it is a rate or a mean."""
    key = step.indicator
    rows = asked.ranked(key, asked.below(key, step.by))
    rows = rows[rows["value"].notna()].head(step.count)
    lines = []
    whole = asked.row(key)
    if CATALOGUE[key].shape in ("rate", "mean") and pd.notna(whole["value"]):
        lines.append(_line(str(whole["area_name"]), float(whole["value"]), key, "earlier"))
    return _of_areas(key, rows, rows["value"], CATALOGUE[key].title(), tuple(lines), step.marked)


def _change(asked: Asked, step: Step) -> scene.Chart:
    """The areas that rose most in a year."""
    key = step.indicator
    before = asked.year_before
    if before is None:
        raise UnknownChoiceError(
            t("Nothing can be said of a year's change in {month}: the snapshot begins {first}.").format(
                month=numbers.month(asked.month), first=numbers.month(asked.first_month)
            )
        )
    rows = asked.changed(key, asked.below(key, step.by)).head(step.count)
    measure = t("{measure}: change since {month}").format(
        measure=CATALOGUE[key].short_title(), month=numbers.month(before)
    )
    return _of_areas(key, rows, rows["value"], measure, (), step.marked, write=numbers.difference)


def _of_areas(
    key: str,
    rows: pd.DataFrame,
    values: "pd.Series[Any]",
    measure: str,
    lines: tuple[scene.Line, ...],
    marked: tuple[str, ...],
    write: Callable[[float | None, str], str] = numbers.bare,
) -> scene.Chart:
    unit = CATALOGUE[key].unit
    told = [number(value) for value in values]
    statuses = rows["status"] if "status" in rows else ["ok"] * len(rows)
    series = scene.Series(
        name=measure,
        role="main",
        values=tuple(told),
        texts=tuple(write(value, unit) for value in told),
        statuses=tuple(cast("scene.Status", str(status)) for status in statuses),
    )
    return scene.Chart(
        indicator=key,
        measure=measure,
        unit=unit,
        kind="bars",
        categories=tuple(rows["area_name"].astype(str)),
        codes=tuple(rows["area"].astype(str)),
        series=(series,),
        lines=lines,
        marked=marked or tuple(rows["area"].astype(str).head(1)),
        category_title="",
        value_title=_titled(measure, key),
    )


def _months(asked: Asked, step: Step) -> scene.Chart:
    """The indicator month by month, with the target where there is one."""
    key = step.indicator
    rows = asked.rows(key, "month")
    told = [number(value) for value in rows["value"]]
    unit = CATALOGUE[key].unit
    target = target_with_month(asked.warehouse, asked.area, asked.month, key)
    lines: tuple[scene.Line, ...] = ()
    if target is not None:
        label = (
            t("Target") if target[1] is None else t("{month} target").format(month=numbers.month(target[1]))
        )
        lines = (_line(label, target[0], key, "target"),)
    return scene.Chart(
        indicator=key,
        measure=CATALOGUE[key].title(),
        unit=unit,
        kind="lines",
        categories=tuple(numbers.month_short(months.parse(str(each))) for each in rows["month"]),
        codes=tuple(rows["month"].astype(str)),
        series=(
            scene.Series(
                name=CATALOGUE[key].short_title(),
                role="main",
                values=tuple(told),
                texts=tuple(numbers.bare(value, unit) for value in told),
                statuses=tuple(cast("scene.Status", str(status)) for status in rows["status"]),
            ),
        ),
        lines=lines,
        marked=tuple(rows["month"].astype(str).tail(1)),
        category_title="",
        value_title=_titled(CATALOGUE[key].title(), key),
    )


def _distribution(asked: Asked, step: Step) -> scene.Chart:
    """Workers by their monthly increase, with the mean and the median drawn on it."""
    key = step.indicator
    if key != "income_increase":
        raise UnknownChoiceError(t("A distribution is known of income_increase alone."))
    bins = increase_histogram(asked.warehouse, asked.area, asked.month, asked.workshop_type, width=_BIN)
    people = bins["people"].to_numpy(dtype=float)
    edges, people = _without_tails(bins["bin"].to_numpy(dtype=float), people)
    row = asked.row(key)
    marks: tuple[tuple[str, str, scene.Role], ...] = (
        ("median", t("Median"), "median"),
        ("value", t("Mean"), "main"),
    )
    lines = [
        _line(label, float(row[column]), key, role) for column, label, role in marks if pd.notna(row[column])
    ]
    told = [number(value) for value in people]
    return scene.Chart(
        indicator=key,
        measure=CATALOGUE[key].title(),
        unit="people",
        kind="columns",
        categories=tuple(numbers.plain(edge) for edge in edges),
        codes=tuple(str(int(edge)) for edge in edges),
        series=(
            scene.Series(
                name=t("People"),
                role="main",
                values=tuple(told),
                texts=tuple(numbers.short(value) for value in told),
                statuses=tuple("suppressed" if value is None else "ok" for value in told),
            ),
        ),
        lines=tuple(lines),
        marked=(),
        category_title=t("Increase in yuan a month, in columns of {width}, by lower edge").format(width=_BIN),
        value_title=t("People"),
    )


def _without_tails(edges: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Without the columns at the ends that together hold less than a hundredth, added to the last one drawn."""
    if not len(people) or np.isnan(people).any():
        return edges, people
    running = np.cumsum(people) / people.sum()
    first = int(np.searchsorted(running, _TAIL, side="right"))
    last = int(np.searchsorted(running, 1 - _TAIL))
    kept = people[first : last + 1].copy()
    kept[0] += people[:first].sum()
    kept[-1] += people[last + 1 :].sum()
    return edges[first : last + 1], kept


def _spread(asked: Asked, step: Step) -> scene.Chart:
    """Quartiles and median of each type of workshop, or of each area where a level is given; by median."""
    key = step.indicator
    by = "type" if step.by is None else asked.below(key, step.by)
    rows = asked.rows(key, by)
    if rows["median"].isna().all():
        raise UnknownChoiceError(
            t("“{indicator}” has no quartiles.").format(indicator=CATALOGUE[key].title())
        )
    rows = rows[rows["median"].notna()].sort_values(["median", by], ascending=[False, True]).head(step.count)
    codes = rows[by].astype(str)
    unit = CATALOGUE[key].unit
    columns: tuple[tuple[scene.Role, str], ...] = (
        ("q1", t("Lower quartile")), ("median", t("Median")), ("q3", t("Upper quartile")),
    )  # fmt: skip
    statuses = tuple(cast("scene.Status", str(status)) for status in rows["status"])
    row = asked.row(key)
    return scene.Chart(
        indicator=key,
        measure=CATALOGUE[key].title(),
        unit=unit,
        kind="ranges",
        categories=tuple(word(WORKSHOP_TYPES, code) for code in codes)
        if by == "type"
        else tuple(rows["area_name"].astype(str)),
        codes=tuple(codes),
        series=tuple(
            scene.Series(
                name=label,
                role=role,
                values=tuple(float(value) for value in rows[role]),
                texts=tuple(numbers.bare(value, unit) for value in rows[role]),
                statuses=statuses,
            )
            for role, label in columns
        ),
        lines=(_line(t("Median of all"), float(row["median"]), key, "earlier"),)
        if pd.notna(row["median"])
        else (),
        marked=tuple(codes.head(1)),
        category_title="",
        value_title=_titled(CATALOGUE[key].title(), key),
    )


def _line(label: str, value: float, key: str, role: scene.Role) -> scene.Line:
    return scene.Line(label, value, numbers.bare(value, CATALOGUE[key].unit), role)


def _titled(measure: str, key: str) -> str:
    unit = CATALOGUE[key].unit_word()
    return f"{measure} ({unit})" if unit else measure


_FORMS: dict[str, Callable[[Asked, Step], scene.Chart]] = {
    "ranking": _ranking,
    "change": _change,
    "months": _months,
    "distribution": _distribution,
    "spread": _spread,
}
