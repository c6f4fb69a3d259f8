"""One number out of an answer, ready to stand by itself."""

from typing import Any, cast

import pandas as pd

from sharedwealth import numbers
from sharedwealth.briefings.asking import Asked
from sharedwealth.briefings.scene import Fact, Status
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE
from sharedwealth.text import language, t


def fact(asked: Asked, key: str, label: str = "") -> Fact:
    """The indicator's figure of the step's place and month."""
    row = asked.row(key)
    figure, unit = _split(row)
    return Fact(
        label=label or CATALOGUE[key].short_title(),
        figure=figure,
        unit=unit,
        value=number(row["value"]),
        status=cast("Status", str(row["status"])),
        beneath=beneath(key, row),
        indicator=key,
        area=str(row["area"]),
        month=str(row["month"]),
    )


def number(value: Any) -> float | None:  # noqa: ANN401  a cell of a frame
    return None if pd.isna(value) else float(value)


def _split(row: "pd.Series[Any]") -> tuple[str, str]:
    """The figure as written large, and its unit with 万 or 亿 in it: 49.8 and 万人."""
    if pd.isna(row["value"]):
        return ("<10" if row["status"] == "suppressed" else numbers.MISSING), ""
    unit, value = str(row["unit"]), float(row["value"])
    written, word_ = numbers.bare(value, unit), numbers.unit_word(unit, value)
    if language() == "zh" and written[-1] in "万亿":
        return written[:-1], f"{written[-1]}{word_}"
    return written, word_


def beneath(key: str, row: "pd.Series[Any]") -> str:
    """What the figure is out of, or how many stand behind it; why there is none, where there is none."""
    indicator, status = CATALOGUE[key], str(row["status"])
    if status in ("no_data", "suppressed"):
        return word(STATUSES, status)
    said = []
    if indicator.shape == "rate" and pd.notna(row["denominator"]):
        said.append(f"{numbers.plain(row['numerator'])} ÷ {numbers.plain(row['denominator'])}")
    if pd.notna(row["median"]):
        said.append(t("median {value}").format(value=numbers.with_unit(row["median"], indicator.unit)))
    if indicator.shape == "mean" and pd.notna(row["n"]):
        said.append(t("n = {count}").format(count=numbers.plain(row["n"])))
    if status in ("carried", "unverified"):
        said.append(word(STATUSES, status))
    return " · ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in said)
