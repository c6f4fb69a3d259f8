"""The four gains side by side: what each is measured by, and what areas of different size are compared by."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import mark, t


@dataclass(frozen=True)
class Gain:
    """One of the four: its name, the indicator that measures it, and how areas are compared."""

    key: str
    name: str
    measure: str
    compared: str
    comparison: str
    """The comparison in words: per head or per workshop, so that a large area does not win by its size."""


GAINS = (
    Gain(
        "farmers",
        mark("Farmers earn more"),
        "farmers_gain",
        "income_increase",
        mark("Increase per person"),
    ),
    Gain(
        "enterprises",
        mark("Enterprises work better"),
        "enterprise_output",
        "output_per_worker",
        mark("Output per worker"),
    ),
    Gain(
        "collectives",
        mark("Collectives grow richer"),
        "collective_income",
        "collective_income",
        mark("Income per workshop"),
    ),
    Gain("trust", mark("People trust more"), "public_trust", "public_trust", mark("Satisfied")),
)


def per_workshop(told: pd.DataFrame) -> pd.DataFrame:
    """An answer of a sum, divided by the workshops that gave the figure; NaN where none did."""
    shared = told["numerator"] / told["n"].where(told["n"] > 0)
    status = told["status"].mask(shared.isna() & told["value"].notna(), "no_data")
    return told.assign(value=shared, denominator=told["n"], unit="yuan_month", status=status)


def gains_headline(warehouse: Source, area: str = "33", month: str | date | None = None) -> str:
    """What the month brought, of the four gains those that are told."""
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    sentences = {
        "farmers_gain": t("farmers earned {figure} more than before joining"),
        "enterprise_output": t("output came to {figure}"),
        "collective_income": t("village collectives took in {figure}"),
        "public_trust": t("{figure} of those asked are satisfied"),
    }
    parts = []
    for key, sentence in sentences.items():
        row = answer(warehouse, key, area, months.write(when)).iloc[0]
        if pd.notna(row["value"]):
            parts.append(sentence.format(figure=numbers.with_unit(float(row["value"]), str(row["unit"]))))
    subject = t("The province") if where.level == "province" else where.name
    in_words = numbers.month(when)
    if not parts:
        return t("{area}: none of the four gains is known for {month}.").format(area=subject, month=in_words)
    return t("{area}, {month}: {parts}.").format(area=subject, month=in_words, parts=t(", ").join(parts))
