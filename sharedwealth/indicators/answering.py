"""An answer: a row for every area, month or type asked for, with figure, people behind, status and origin."""

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from sharedwealth.indicators import catalogue, disclosure, partners, snapshot
from sharedwealth.indicators.definition import Indicator
from sharedwealth.indicators.question import Question, ask
from sharedwealth.indicators.snapshot import Snapshot, Source, Words, words_of
from sharedwealth.indicators.spine import FIGURES, Spine, spine

COLUMNS = (
    "area", "area_name", "month", "value", "unit", "numerator", "denominator", "n", "median", "q1", "q3",
    "status", "kind", "snapshot", "counties_reported", "counties",
)  # fmt: skip

Figures = dict[str, np.ndarray]


def answer(  # noqa: PLR0913  what a question has, and the two that most leave alone
    warehouse: Source,
    key: str,
    area: str = "33",
    month: str | date | None = None,
    by: str | None = None,
    workshop_type: str | None = None,
    *,
    since: str | date | None = None,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per area, month or type asked for, ordered, with `COLUMNS` and the `by` key.

    `month` is the snapshot's last when None; `by="month"` gives every month up to it, and `since` every month
    from that one up to it, of whatever is asked for. `value` is NaN unless the status is ok, carried or
    unverified. A `threshold` of 0 lifts disclosure control. What cannot be answered raises the `ReaderError`
    that says what can.
    """
    indicator = catalogue.find(key)
    return answered(warehouse, indicator, area, month, by, workshop_type, since=since, threshold=threshold)


def answered(  # noqa: PLR0913  as above
    warehouse: Source,
    indicator: Indicator,
    area: str = "33",
    month: str | date | None = None,
    by: str | None = None,
    workshop_type: str | None = None,
    *,
    since: str | date | None = None,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The same of an indicator that stands on one page only and in no catalogue, as the count of households."""
    question = ask(warehouse, indicator, area, month, by, workshop_type, since=since)
    known = snapshot.snapshot(warehouse)
    is_guarded = question.indicator.counts_people and threshold > 0
    # Disclosure control must see an area among its neighbours: a subtraction needs them all.
    inside = question.neighbourhood if is_guarded else question.place.code
    rows = spine(known, question.level, inside, (question.first, question.month), question.types)
    figures = rows.filled(_asked(warehouse, question, inside))
    status = told(figures, rows, question.indicator)
    if is_guarded:
        hidden = _hidden(question, rows, figures, threshold)
        status[hidden] = "suppressed"
        for name in FIGURES:
            figures[name][hidden] = np.nan
    return _presented(rows, figures, status, question, known)


def _asked(warehouse: Source, question: Question, inside: str) -> dict[str, np.ndarray]:
    sql = question.written(inside)
    return warehouse.arrays(sql, question.values(sql, inside))


def told(figures: Figures, rows: Spine, indicator: Indicator) -> np.ndarray:
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
    status = np.full(len(rows), "ok", dtype=object)
    status[rows.is_unverified] = "unverified"
    if is_stock:
        status[rows.reported == 0] = "carried"
    status[~is_told] = "no_data"
    return status


def _hidden(question: Question, rows: Spine, figures: Figures, threshold: int) -> np.ndarray:
    """The rows that disclosure control hides; types are siblings of one another, and so are areas of one parent."""
    few = too_few(figures, question.indicator, threshold)
    if question.by == "type":
        siblings = [rows.per_area(rows.places.codes), rows.month_numbers()]
    else:
        siblings = [rows.per_area(rows.places.parents), rows.month_numbers(), rows.type_numbers()]
    return partners.among(few, _size(figures), *siblings)


def too_few(figures: Figures, indicator: Indicator, threshold: int) -> np.ndarray:
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
    """The rows of the place asked for, without its neighbours'."""
    own, areas = rows.rows(question.place.code), rows.places.within(question.place.code)
    each, count = len(rows.months) * len(rows.types), own.stop - own.start
    at_area = np.repeat(np.arange(len(areas.codes)), each)
    at_month = np.tile(np.repeat(np.arange(len(rows.months)), len(rows.types)), len(areas.codes))
    codes = areas.written.take(at_area)
    described: dict[str, Words | np.ndarray] = {
        "area": codes,
        "area_name": areas.names.take(at_area),
        "month": _words(tuple(rows.months)).take(at_month),
        "unit": _repeated(question.indicator.unit, count),
        "status": words_of(status[own]),
        "kind": _repeated(known.kind, count),
        "snapshot": _repeated(known.code, count),
        "counties_reported": rows.reported[own],
        "counties": rows.per_area(rows.counties)[own],
    }
    keys: dict[str, Words] = {}
    if question.is_over_areas:
        keys = {str(question.by): codes}
    elif question.by == "type":
        keys = {"type": _words(tuple(rows.types)).take(rows.type_numbers()[own])}
    columns = {name: described[name] if name in described else figures[name][own] for name in COLUMNS}
    return pd.DataFrame(keys | columns, index=range(count))


def _repeated(text: str, count: int) -> Words:
    return _words((text,)).take(np.zeros(count, dtype=int))


@lru_cache(200)
def _words(texts: tuple[str, ...]) -> Words:
    """A column of these; to be taken from, never changed."""
    return words_of(texts)
