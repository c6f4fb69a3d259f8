"""An answer as a reader's table: headings in words, numbers with their unit's decimals; and as plain rows."""

import math
from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import choices, numbers
from sharedwealth.text import t, tp

JSON_COLUMNS = (
    "area", "area_name", "month", "value", "unit", "numerator", "denominator", "n", "median", "q1", "q3", "status",
    "kind", "snapshot", "counties_reported", "counties",
)  # fmt: skip
_BREAKDOWNS = ("city", "county", "town", "village", "type", "sex", "age", "low")


def json_rows(answer: pd.DataFrame) -> list[dict[str, Any]]:
    """The answer's rows with plain Python values, the same keys for every indicator.

    A number that is not known, or that the indicator has not (a count has no median), is null.
    """
    columns = [*JSON_COLUMNS, *(column for column in answer.columns if column in _BREAKDOWNS)]
    return [{column: _plain(row.get(column)) for column in columns} for row in answer.to_dict("records")]


def _plain(value: object) -> object:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def table(answer: pd.DataFrame) -> pd.DataFrame:
    """The answer for a reader: headings in words, numbers as numbers (shares in percent), the status in words.

    What is suppressed or not known is empty in the number's column; the status says which. Where several answers stand
    in one frame, a column `measure` or `group` says which row is of which; a ranking has `rank` and `rank_change`.
    """
    shown = pd.DataFrame(index=answer.index)
    if "rank" in answer:
        shown[t("Rank")] = answer["rank"].astype("Int64")
    if "rank_change" in answer and answer["rank_change"].notna().any():
        shown[t("Change in rank")] = answer["rank_change"].astype("Int64")
    if "measure" in answer:
        shown[tp("column", "Measure")] = answer["measure"]
    if "group" in answer:
        shown[t("Group")] = answer["group"]
    for key, heading, worded in (
        ("type", t("Type"), partial(choices.word, choices.WORKSHOP_TYPES)),
        ("sex", t("Sex"), partial(choices.word, choices.SEXES)),
        ("age", t("Age"), choices.age_band),
        ("low", t("Low income"), partial(choices.word, choices.LOW_INCOME)),
    ):
        if key in answer:
            shown[heading] = [worded(value) for value in answer[key]]
    shown[t("Area")] = answer["area_name"]
    shown[t("Code")] = answer["area"]
    shown[t("Month")] = answer["month"]
    unit = str(answer["unit"].iloc[0]) if len(answer) else ""
    shown[value_heading(unit)] = figures(answer["value"], unit)
    for column, heading in (
        ("numerator", t("Numerator")),
        ("denominator", t("Denominator")),
        ("n", "n"),
        ("median", t("Median")),
        ("q1", t("Lower quartile")),
        ("q3", t("Upper quartile")),
    ):
        if column in answer and answer[column].notna().any():
            shown[heading] = figures(answer[column], unit if column in ("median", "q1", "q3") else "people")
    shown[t("Status")] = [_status(row) for row in answer.to_dict("records")]
    return shown.reset_index(drop=True)


def _status(row: Mapping[Hashable, Any]) -> str:
    """The status in words; of a whole in which counties are missing, how many there are."""
    reported, counties = row.get("counties_reported"), row.get("counties")
    if row["status"] == "ok" and reported is not None and counties is not None and reported < counties:
        sentence = t("{reported} of {counties} counties have reported")
        return sentence.format(reported=int(reported), counties=int(counties))
    if row["status"] == "suppressed" and not row.get("is_few", True):
        return t("Withheld to protect another figure")
    return choices.word(choices.STATUSES, str(row["status"]))


def written(table_: pd.DataFrame) -> list[list[str]]:
    """The rows of a reader's table as text, for a terminal."""
    return [[_text(cell) for cell in row] for row in table_.itertuples(index=False, name=None)]


def value_heading(unit: str) -> str:
    """数值（元/月）; Value (yuan a month)."""
    word = numbers.unit_word(unit) or ("%" if unit == "share" else "")
    return t("Value ({unit})").format(unit=word) if word else t("Value")


def figures(values: pd.Series, unit: str) -> pd.Series:
    """Rounded as the unit is read: percent with one decimal, an index with four, everything else whole."""
    known = pd.to_numeric(values, errors="coerce").astype(float)
    if unit == "share":
        return (known * 100).round(1)
    return known.round(4) if unit == "index" else known.round(0).astype("Int64")


def _text(cell: object) -> str:
    if cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return numbers.MISSING
    if isinstance(cell, (int, float, np.number)):
        cell = float(cell)
        return numbers.plain(cell, 0 if cell.is_integer() else 1 if abs(cell) >= 1 else 4)
    return str(cell)
