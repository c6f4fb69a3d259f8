"""What a reader is told when pointing at a mark: ready lines, with everything the answer knows."""

from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import theme
from sharedwealth.choices import STATUSES, word
from sharedwealth.text import t

Row = dict[Any, Any]


def of_answer(row: Row, *, head: str | None = None) -> str:
    """Lines for one row of an answer: name and month, value, what it is made of, what stands behind it."""
    name = head if head is not None else " · ".join(part for part in (_area(row), month(row)) if part)
    lines = [f"<b>{theme.safe(name)}</b>"] if name else []
    if is_known(row.get("value")):
        lines.append(numbers.with_unit(float(row["value"]), str(row.get("unit", ""))))
        lines += _made_of(row)
    status = str(row.get("status", "ok"))
    if status != "ok":
        lines.append(word(STATUSES, status))
    return "<br>".join([*lines, *_reported(row)])


def is_known(value: object) -> bool:
    """Whether a cell holds something: NaN, NaT, NA and None do not."""
    return not pd.isna(value)  # type: ignore[call-overload]


def _area(row: Row) -> str:
    return str(row["area_name"]) if is_known(row.get("area_name")) else ""


def month(row: Row) -> str:
    return numbers.month(months.parse(str(row["month"]))) if is_known(row.get("month")) else ""


def _made_of(row: Row) -> list[str]:
    unit = str(row.get("unit", ""))
    lines = []
    if unit == "share" and is_known(row.get("numerator")) and is_known(row.get("denominator")):
        lines.append(f"{numbers.plain(float(row['numerator']))} / {numbers.plain(float(row['denominator']))}")
    if is_known(row.get("median")):
        lines.append(t("Median {value}").format(value=numbers.with_unit(float(row["median"]), unit)))
    if is_known(row.get("q1")) and is_known(row.get("q3")):
        low, high = numbers.bare(float(row["q1"]), unit), numbers.with_unit(float(row["q3"]), unit)
        lines.append(t("Middle half {low} to {high}").format(low=low, high=high))
    if is_known(row.get("p10")) and is_known(row.get("p90")):
        low, high = numbers.bare(float(row["p10"]), unit), numbers.with_unit(float(row["p90"]), unit)
        lines.append(t("Middle four fifths {low} to {high}").format(low=low, high=high))
    if is_known(row.get("n")):
        lines.append(people(float(row["n"])))
    return lines


def people(n: float) -> str:
    """The n behind a mean, a median or a distribution."""
    return t("n = {count}").format(count=numbers.plain(n))


def _reported(row: Row) -> list[str]:
    reported, counties = row.get("counties_reported"), row.get("counties")
    if not is_known(reported) or not is_known(counties) or float(counties or 0) <= 1:
        return []
    of = {"reported": numbers.plain(float(reported or 0)), "counties": numbers.plain(float(counties or 0))}
    return [t("{reported} of {counties} counties reported").format(**of)]
