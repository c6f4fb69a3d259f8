"""The sentence on top of the page of partnerships."""

from datetime import date

from sharedwealth.indicators import enterprises, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.snapshot import Source
from sharedwealth.numbers import month as month_in_words
from sharedwealth.numbers import percent, plain
from sharedwealth.text import t, tn


def partnership_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """How many enterprises are tied to the area's workshops, and how much hangs on the largest of them."""
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    subject = t("The province") if where.level == "province" else where.name
    at_work = answer(warehouse, "people_at_work", area, when).iloc[0]
    if at_work["status"] == "no_data":
        return t("{area} has no ledger for {month}, so there is nothing to tell yet.").format(
            area=subject, month=month_in_words(when)
        )
    tied = enterprises.count(warehouse, area, when)
    if not tied:
        return t("No enterprise is tied to a workshop of {area} in {month}.").format(
            area=t("the province") if where.level == "province" else where.name, month=month_in_words(when)
        )
    first = tn(
        "{area}: {count} enterprise is tied to its workshops",
        "{area}: {count} enterprises are tied to its workshops",
        tied,
    ).format(area=subject, count=plain(tied))
    largest = answer(warehouse, "dependence", area, when).iloc[0]
    if largest["status"] not in ("ok", "unverified"):
        return t("{first}.").format(first=first)
    second = t("the largest stands behind {share} of the people at work").format(
        share=percent(float(largest["value"]))
    )
    return t("{first}; {second}.").format(first=first, second=second)
