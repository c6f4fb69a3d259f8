"""The gap among the same workers before joining and after, in one sentence and month by month."""

from datetime import date

import pandas as pd

from sharedwealth import numbers
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.definition import WIDE
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t


def gini_before(after: pd.DataFrame, change: pd.DataFrame) -> pd.DataFrame:
    """The Gini of the incomes before joining, out of the answers of `gini` and `gini_change` by month."""
    earlier = after.merge(change[["month", "value"]], on="month", suffixes=("", "_change"))
    return earlier.assign(value=earlier["value"] - earlier["value_change"]).drop(columns="value_change")


def gaps_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """Both Ginis with their n, and whose they are; why not, where they cannot be told."""
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    subject = t("The province") if where.level == "province" else where.name
    if where.level not in WIDE:
        return t("Gaps are told for the province, cities and counties; choose the county of {area}.").format(
            area=subject
        )
    after = answer(warehouse, "gini", area, when).iloc[0]
    change = answer(warehouse, "gini_change", area, when).iloc[0]
    if pd.isna(after["value"]) or pd.isna(change["value"]):
        sentence = t(
            "{area}: gaps cannot be told for {month}: no ledger, or too few people with both incomes known."
        )
        return sentence.format(area=subject, month=numbers.month(when))
    sentence = t(
        "{area}: among {n} workers with both incomes known, the Gini is {before} before joining and {after} after."
    )
    return sentence.format(
        area=subject,
        n=numbers.plain(after["n"]),
        before=numbers.plain(after["value"] - change["value"], 3),
        after=numbers.plain(after["value"], 3),
    )
