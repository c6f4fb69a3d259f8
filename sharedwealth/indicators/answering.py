"""An answer: a row for every area, month or type asked for, with figure, people behind, status and origin."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import catalogue, disclosure, snapshot, texts
from sharedwealth.indicators.definition import WIDE, Indicator
from sharedwealth.indicators.question import Question, ask
from sharedwealth.indicators.snapshot import Snapshot, Source
from sharedwealth.indicators.spine import FIGURES, Spine, spine
from sharedwealth.text import language

COLUMNS = (
    "area", "area_name", "month", "value", "unit", "numerator", "denominator", "n", "median", "q1", "q3",
    "status", "kind", "snapshot", "counties_reported", "counties",
)  # fmt: skip

Figures = dict[str, np.ndarray]


def answer(
    warehouse: Source,
    key: str,
    area: str = "33",
    month: str | date | None = None,
    by: str | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per area, month or type asked for, ordered, with `COLUMNS` and the `by` key.

    `month` is the snapshot's last when None; `by="month"` gives every month up to it. `value` is NaN unless
    the status is ok, carried or unverified. A `threshold` of 0 lifts disclosure control. What cannot be
    answered raises the `ReaderError` that says what can.
    """
    question = ask(warehouse, catalogue.find(key), area, month, by, workshop_type)
    known = snapshot.snapshot(warehouse)
    rows = _spine(known, question, question.place.code)
    figures = _measured(warehouse, question, rows)
    status = _told(figures, rows, question.indicator)
    if question.indicator.counts_people and threshold > 0:
        hidden = _hidden(warehouse, question, rows, figures, threshold)
        status[hidden] = "suppressed"
        for name in FIGURES:
            figures[name][hidden] = np.nan
    return _presented(rows, figures, status, question, known)


def _spine(known: Snapshot, question: Question, inside: str) -> Spine:
    return spine(known, question.level, inside, (question.first, question.month), question.types)


def _measured(warehouse: Source, question: Question, rows: Spine) -> Figures:
    indicator, level = question.indicator, question.level
    measured = _asked(warehouse, question, indicator.query(level), question.place.code)
    if indicator.reckoned and level in WIDE:
        measured = indicator.reckoned(measured)
    return rows.filled(measured)


def _asked(warehouse: Source, question: Question, text: str, inside: str) -> pd.DataFrame:
    over_areas = question.is_over_areas or inside != question.place.code
    sql = texts.written(text, question.shape(over_areas=over_areas))
    return warehouse.query(sql, question.values(sql, inside))


def _told(figures: Figures, rows: Spine, indicator: Indicator) -> np.ndarray:
    """The status of each row; fills the values by the indicator's shape, and true zeros where it is told."""
    is_stock = indicator.nature == "stock"
    has_ledger = (rows.known if is_stock else rows.reported) > 0
    if indicator.is_zero_when_silent:
        for name in ("numerator", "n"):
            figures[name][has_ledger & np.isnan(figures[name])] = 0.0
    if indicator.shape in ("count", "sum"):
        figures["value"] = figures["numerator"].copy()
    elif indicator.shape in ("rate", "mean"):
        divisor = np.where(figures["denominator"] > 0, figures["denominator"], np.nan)
        figures["value"] = figures["numerator"] / divisor
    is_told = has_ledger & ~np.isnan(figures["value"])
    for name in FIGURES:
        if name not in ("n", "others"):
            figures[name][~is_told] = np.nan
    is_carried = is_stock & (rows.reported == 0)
    status = np.where(is_told, np.where(is_carried, "carried", "ok"), "no_data")
    return status.astype(object)


def _hidden(
    warehouse: Source, question: Question, rows: Spine, figures: Figures, threshold: int
) -> np.ndarray:
    """The rows that disclosure control hides, as the same rows among all their neighbours would be."""
    own = _too_few(figures, question.indicator, threshold)
    if question.by == "type":
        return disclosure.with_partners(own, _size(figures), [rows.areas, rows.months])
    if not question.needs_neighbours:
        return disclosure.with_partners(own, _size(figures), [rows.parents, rows.months, rows.types])
    inside = question.place.parent_code
    around = _spine(snapshot.snapshot(warehouse), question, inside)
    text = question.indicator.query(question.level)
    if question.level in WIDE:
        text = question.indicator.behind or text
    neighbours = around.filled(_asked(warehouse, question, text, inside))
    few = _too_few(neighbours, question.indicator, threshold)
    among = disclosure.with_partners(few, _size(neighbours), [around.parents, around.months, around.types])
    return np.asarray(own | among[around.areas == question.place.code])


def _too_few(figures: Figures, indicator: Indicator, threshold: int) -> np.ndarray:
    """Rows with few people behind them, few counted, or few in the complement another indicator tells.

    A count of zero is shown, whatever its complement.
    """
    counts = [figures["n"], figures["others"]]
    if indicator.shape == "rate":
        counts.append(figures["numerator"])
    few = disclosure.few(counts, threshold)
    return few & (figures["n"] != 0) if indicator.shape == "count" else few


def _size(figures: Figures) -> np.ndarray:
    return np.asarray(np.nan_to_num(figures["n"]) + np.nan_to_num(figures["others"]))


def _presented(
    rows: Spine, figures: Figures, status: np.ndarray, question: Question, known: Snapshot
) -> pd.DataFrame:
    described = {
        "area": rows.areas,
        "area_name": rows.names_zh if language() == "zh" else rows.names_en,
        "month": rows.months,
        "unit": question.indicator.unit,
        "status": status,
        "kind": known.kind,
        "snapshot": known.code,
        "counties_reported": rows.reported,
        "counties": rows.counties,
    }
    keys: dict[str, np.ndarray] = {}
    if question.is_over_areas:
        keys = {str(question.by): rows.areas}
    elif question.by == "type":
        keys = {"type": rows.types}
    columns = {name: described[name] if name in described else figures[name] for name in COLUMNS}
    return pd.DataFrame(keys | columns, index=range(len(rows)))
