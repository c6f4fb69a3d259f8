"""The answer to a crossed question: a row for every place, month and value, and the whole where parts add up to it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, snapshot, withheld
from sharedwealth.indicators.answering import COLUMNS as ANSWERED
from sharedwealth.indicators.answering import told, too_few
from sharedwealth.indicators.crossing import MEMBERS, PLACES, Crossing, adds_up
from sharedwealth.indicators.crossing_texts import COLUMNS, text_of
from sharedwealth.indicators.snapshot import Source, words_of
from sharedwealth.indicators.spine import FIGURES, Spine, spine


def cross(
    warehouse: Source, asked: Crossing, *, threshold: int = disclosure.PEOPLE_THRESHOLD
) -> pd.DataFrame:
    """One row per place, month and value asked for, with the columns of an answer behind the key of each of `by`.

    `is_few` says of a suppressed row whether it is itself of few people; the others are withheld to protect it.
    `value` is NaN unless the status is ok, carried or unverified. A `threshold` of 0 lifts disclosure control.
    """
    known = snapshot.snapshot(warehouse)
    combined = _combined(asked)
    rows = spine(known, asked.level, asked.place.code, (asked.first, asked.month), list(combined))
    statement = text_of(asked)
    figures = rows.filled(_labelled(warehouse.arrays(statement.sql, statement.values), asked))
    status = told(figures, rows, asked.indicator)
    is_few = np.zeros(len(rows), dtype=bool)
    if asked.indicator.counts_people and threshold > 0:
        hidden = np.repeat(withheld.of(warehouse, asked, threshold).T.ravel(), len(combined))
        hidden &= status != "no_data"
        status[hidden] = "suppressed"
        is_few = hidden & too_few(figures, asked.indicator, threshold)
        for name in FIGURES:
            figures[name][hidden] = np.nan
    return _presented(rows, figures, status, asked, combined, known).assign(is_few=is_few)


def without(asked: Crossing, name: str) -> Crossing | None:
    """The question whose answer is the whole of this dimension; None where its parts do not add up to one."""
    if len(asked.by) < 2 or not adds_up(asked, name) or name in asked.only:
        return None
    level = asked.place.level if name in PLACES else asked.level
    if level not in asked.indicator.levels:
        return None
    return replace(asked, by=tuple(each for each in asked.by if each != name), level=level)


def _combined(asked: Crossing) -> dict[str, tuple[str, ...]]:
    """Every combination of the values asked for, under one label."""
    found: list[tuple[str, ...]] = [()]
    for name in MEMBERS:
        found = [(*before, each) for before in found for each in asked.members(name)]
    return {"/".join(each): each for each in found}


def _labelled(measured: dict[str, np.ndarray], asked: Crossing) -> dict[str, np.ndarray]:
    """The measured columns with that label in place of the type."""
    size = len(measured["month"])
    parts: list[list[str]] = []
    for name in MEMBERS:
        listed = asked.members(name)
        column = measured.get(COLUMNS[name], measured.get(name) if name == "type" else None)
        if len(listed) == 1 or column is None:
            parts.append([listed[0]] * size)
        elif name == "low":
            parts.append(["yes" if each else "no" for each in column.tolist()])
        else:
            parts.append([str(each) for each in column.tolist()])
    labels = np.array(["/".join(each) for each in zip(*parts, strict=True)], dtype=object)
    return {**measured, "type": labels}


def _presented(
    rows: Spine,
    figures: dict[str, np.ndarray],
    status: np.ndarray,
    asked: Crossing,
    combined: dict[str, tuple[str, ...]],
    known: snapshot.Snapshot,
) -> pd.DataFrame:
    each = len(rows.months) * len(rows.types)
    at_area = np.repeat(np.arange(len(rows.places.codes)), each)
    at_month, at_label = rows.month_numbers(), rows.type_numbers()
    values = np.array(list(combined.values()), dtype=object).reshape(len(combined), len(MEMBERS))
    keys: dict[str, object] = {}
    for name in asked.by:
        if name in PLACES:
            keys[name] = rows.places.written.take(at_area)
        elif name in MEMBERS:
            keys[name] = words_of(values[:, list(MEMBERS).index(name)]).take(at_label)
    described: dict[str, object] = {
        "area": rows.places.written.take(at_area),
        "area_name": rows.places.names.take(at_area),
        "month": words_of(rows.months).take(at_month),
        "unit": asked.indicator.unit,
        "status": words_of(status),
        "kind": known.kind,
        "snapshot": known.code,
        "counties_reported": rows.reported,
        "counties": rows.per_area(rows.counties),
    }
    columns = {name: described[name] if name in described else figures[name] for name in ANSWERED}
    return pd.DataFrame({**keys, **columns}, index=range(len(rows)))
