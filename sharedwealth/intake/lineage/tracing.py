"""From a figure to what stands behind it."""

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import indicators
from sharedwealth.indicators import catalogue, disclosure
from sharedwealth.indicators.question import ask
from sharedwealth.intake.lineage import dividing, excluding, gathering, protecting, sources
from sharedwealth.intake.lineage.asked import Asked
from sharedwealth.intake.lineage.gathering import SHEETS, Gathered
from sharedwealth.intake.lineage.model import PART_COLUMNS, ROW_COLUMNS, Lineage, Sum
from sharedwealth.intake.lineage.remaking import remade
from sharedwealth.intake.lineage.rules import PEOPLE
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.warehouse.connection import Warehouse

_NAN = float("nan")


def of(
    settings: Settings,
    warehouse: Warehouse,
    key: str,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Lineage:
    """The figure that `indicators.answer` gives for one area and month, with everything behind it.

    What cannot be answered raises the same `ReaderError`. Rows of workers are single ones only where the installation
    shows them (`Settings.shows_rows`); else workers are counted by workshop, and few of them are not told.
    """
    question = ask(warehouse, catalogue.find(key), area, month, None, workshop_type)
    answer = indicators.answer(
        warehouse, key, area, question.month, workshop_type=workshop_type, threshold=threshold
    )
    asked = Asked(
        settings, warehouse, question.indicator, question.place.code, question.place.level, question.month,
        workshop_type, answer.iloc[0], threshold,
    )  # fmt: skip
    if asked.is_wide:
        return _wide(asked)
    found = gathering.gathered(asked) if asked.is_told else None
    rows, summed = _protected(asked, found) if found else (pd.DataFrame(columns=list(ROW_COLUMNS)), None)
    return _made(asked, found, parts=pd.DataFrame(columns=list(PART_COLUMNS)), rows=rows, summed=summed)


def _wide(asked: Asked) -> Lineage:
    parts, summed = pd.DataFrame(columns=list(PART_COLUMNS)), None
    if asked.is_told:
        parts = dividing.parts(asked)
        is_hidden = (parts["status"] == "suppressed").to_numpy()
        summed = _sum(asked, parts, is_hidden, _value(asked, parts))
        parts.loc[is_hidden, ["numerator", "denominator"]] = np.nan
    return _made(asked, None, parts=parts, rows=pd.DataFrame(columns=list(ROW_COLUMNS)), summed=summed)


def _made(
    asked: Asked, found: Gathered | None, *, parts: pd.DataFrame, rows: pd.DataFrame, summed: Sum | None
) -> Lineage:
    names = dict(zip(asked.counties["county_code"], asked.counties["name"], strict=True))
    return Lineage(
        indicator=asked.indicator,
        area=asked.area,
        area_name=str(asked.figure["area_name"]),
        month=asked.month,
        workshop_type=asked.workshop_type,
        figure=asked.figure,
        excluded=excluding.excluded(asked, found),
        parts=parts.reset_index(drop=True),
        rows=rows,
        ledgers=sources.listed(asked.sources, asked.entries, names, _used(asked, found)),
        sum=summed,
        notes=excluding.notes(asked),
    )


def _used(asked: Asked, found: Gathered | None) -> Iterator[tuple[str, date, str, int]]:
    """County, month, sheet and how many months of it; above the county the last month stands for all."""
    sheets = SHEETS[asked.rule.base]
    if found is not None:
        for month in found.months:
            yield from ((asked.county, month, sheet, 1) for sheet in sheets)
        return
    for row in asked.counties.to_dict("records"):
        if asked.indicator.nature == "flow" and not row["is_reported"]:
            continue
        sent = asked.sources.months(row["county_code"])
        if asked.rule.base in ("workshops", "places"):
            used = sent[-1:]
        else:
            used = [each for each in sent if _first(asked) <= each <= asked.month]
        if used and not pd.isna(row["ledger_month"]):
            yield from ((row["county_code"], used[-1], sheet, len(used)) for sheet in sheets)


def _first(asked: Asked) -> date:
    """The first month that the figure can reach back to."""
    if asked.rule.base == "ever":
        return date.min
    return asked.month


def _protected(asked: Asked, found: Gathered) -> tuple[pd.DataFrame, Sum]:
    """The rows as they may be shown, and what all of them come to."""
    rows, rule = found.rows, asked.rule
    value = remade(rule.remade, rows) if rule.remade else _value(asked, rows)
    is_of_people = rule.base in PEOPLE
    if rule.remade:
        rows = rows.assign(numerator=1)
    if is_of_people and not asked.settings.shows_rows:
        rows = protecting.by_workshop(rows)
    is_hidden = _hidden(asked, rows, found.others)
    summed = _sum(asked, rows, is_hidden, value)
    masked = ["denominator"] if rule.base == "results" else ["numerator", "denominator", "entries"]
    shown = rows.reindex(columns=[*dict.fromkeys([*rows.columns, *ROW_COLUMNS])])
    shown["status"] = np.where(is_hidden, "suppressed", "ok")
    shown[["numerator", "denominator", "entries"]] = shown[["numerator", "denominator", "entries"]].astype(
        float
    )
    shown.loc[is_hidden, masked] = np.nan
    return _filed(asked, shown)[list(ROW_COLUMNS)].reset_index(drop=True), summed


def _hidden(asked: Asked, rows: pd.DataFrame, others: pd.Series | None) -> np.ndarray:
    if not asked.is_guarded or (asked.rule.base in PEOPLE and asked.settings.shows_rows):
        return np.zeros(len(rows), dtype=bool)
    known = rows.assign(people=rows["entries"] if asked.rule.base in PEOPLE else rows["denominator"])
    counts = ["people"]
    if asked.indicator.shape == "rate":
        counts += ["numerator", "others"]
        known["others"] = known["people"] - known["numerator"]
    elif others is not None:
        counts.append("others")
        known["others"] = known["workshop_id"].map(others).fillna(0)
    return protecting.hidden(known, counts, asked.threshold, _hidden_places(asked))


def _hidden_places(asked: Asked) -> frozenset[str]:
    """The towns and villages of the area whose figure pages do not show."""
    found: set[str] = set()
    for level in ("town", "village"):
        if level in asked.indicator.levels and codes.LENGTHS[level] > len(asked.area):
            told = asked.answered(asked.indicator.key, level)
            found |= set(told.loc[told["status"] == "suppressed", "area"])
    return frozenset(found)


def _filed(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """With the county and the workbook of each row."""
    county = rows["county_code"].fillna(asked.county) if asked.rule.base == "places" else asked.county
    rows = rows.assign(county_code=county)
    stamps = pd.to_datetime(rows["month"])
    files = {}
    for code, stamp in {(c, s) for c, s in zip(rows["county_code"], stamps, strict=True) if not pd.isna(s)}:
        month = stamp.date()
        files[code, stamp] = sources.file_names(asked.entries.get((code, month)), code, month)[0]
    rows["file"] = [files.get(each, "") for each in zip(rows["county_code"], stamps, strict=True)]
    rows["month"] = stamps.dt.strftime("%Y-%m").fillna("")
    return rows.assign(source_row=rows["source_row"].astype("Int64"))


def _value(asked: Asked, added: pd.DataFrame) -> float:
    """The figure out of what rows or parts add; NaN where adding up does not give it."""
    numerator = float(added["numerator"].sum())
    if asked.indicator.key == "target_progress":
        return numerator / float(asked.figure["denominator"])
    if asked.indicator.key in ("theil_within", "theil_between"):
        return numerator
    if asked.indicator.shape == "index":
        return _NAN
    if asked.indicator.shape in ("rate", "mean"):
        denominator = float(added["denominator"].sum())
        return numerator / denominator if denominator else _NAN
    return numerator


def _sum(asked: Asked, added: pd.DataFrame, is_hidden: np.ndarray, value: float) -> Sum:
    numbers = added[["numerator", "denominator"]].astype(float)
    numerator, denominator = (float(numbers[name].sum(min_count=1)) for name in numbers)
    hidden = numbers[is_hidden]
    few = _is_few(asked, hidden)
    figure, n = float(asked.figure["value"]), float(asked.figure["n"])
    if math.isnan(value):
        agrees = _same(numerator, n) if asked.indicator.shape == "index" else None
    else:
        agrees = _same(value, figure)
    return Sum(
        numerator=numerator,
        denominator=denominator,
        value=value,
        hidden_rows=int(is_hidden.sum()),
        hidden_numerator=_NAN if few else float(hidden["numerator"].sum()),
        hidden_denominator=_NAN if few else float(hidden["denominator"].sum(min_count=1)),
        agrees=agrees,
    )


def _is_few(asked: Asked, hidden: pd.DataFrame) -> bool:
    """Whether even together the hidden rows count too few people, where what they add are people."""
    counts = hidden["denominator"] if hidden["denominator"].notna().any() else hidden["numerator"]
    return bool(len(hidden)) and bool(0 <= counts.sum() < asked.threshold)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)
