"""The sentence on top of the page that asks whether work lasts."""

from datetime import date
from math import isnan

from sharedwealth import months
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.definition import WIDE
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.spells import ALL, survival
from sharedwealth.numbers import month as month_in_words
from sharedwealth.numbers import percent, plain
from sharedwealth.text import t, tn

_TOLD = ("ok", "unverified")


def stability_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """Who is at work after a year, how long the first spell is, who earns more; why not, where it is not told."""
    where = snapshot.place(warehouse, area)
    when = snapshot.month_of(warehouse, month)
    if where.level not in WIDE:
        return t("Whether work lasts is told for counties and above; {name} is smaller.").format(
            name=where.name
        )
    known = {
        key: answer(warehouse, key, area, months.write(when)).iloc[0]
        for key in ("retention_12m", "raised_share")
    }
    clauses = []
    if known["retention_12m"]["status"] in _TOLD:
        sentence = t("{share} of those who joined a year ago are at work")
        clauses.append(sentence.format(share=percent(known["retention_12m"]["value"])))
    clauses += _spell_clause(warehouse, area, when)
    if known["raised_share"]["status"] in _TOLD:
        sentence = t("{share} of those paid a year ago earn more now")
        clauses.append(sentence.format(share=percent(known["raised_share"]["value"])))
    name = t("The province") if where.level == "province" else where.name
    if clauses:
        return t("{area}: {clauses}.").format(area=name, clauses=t("; ").join(clauses))
    if any(row["status"] == "suppressed" for row in known.values()):
        sentence = t("So few people stand behind the figures of {area} for {month} that they are not shown.")
    elif not known["retention_12m"]["counties_reported"]:
        sentence = t("{area} has no ledger for {month}, so there is nothing to tell yet.")
    else:
        sentence = t("In {month} it is too early to tell whether work lasts in {area}.")
    return sentence.format(area=name, month=month_in_words(when))


def _spell_clause(warehouse: Source, area: str, when: date) -> list[str]:
    groups = survival(warehouse, area, when).groups
    row = groups[groups["key"] == ALL].iloc[0]
    if row["status"] != "ok":
        return []
    median = float(row["median"])
    if isnan(median):
        return [t("more than half of the first spells still go on")]
    sentence = tn(
        "half of the first spells end within {months} month",
        "half of the first spells end within {months} months",
        median,
    )
    return [sentence.format(months=plain(median))]
