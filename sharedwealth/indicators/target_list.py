"""Every target of an area and of the areas inside it, with where it stands and when it would be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from sharedwealth import bilingual, months, numbers
from sharedwealth.errors import UnknownAreaError, UnknownChoiceError
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.catalogue import CATALOGUE
from sharedwealth.indicators.forecasts import Forecast, of_rate, of_value
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t, tn

LISTED = """
SELECT area_code, indicator, value, due_month, source
FROM targets
WHERE starts_with(area_code, $inside)
ORDER BY length(area_code), area_code, indicator, due_month
""".strip()

Standing = Literal["reached", "on_time", "uncertain", "late", "missed", "open", "no_trend", "unknown"]


@dataclass(frozen=True)
class Aim:
    """One target, and what is known of it in the month asked about."""

    area: str
    area_name: str
    indicator: str
    target: float
    due: date | None
    source: str
    unit: str
    course: pd.DataFrame
    """The indicator's answer month by month up to the month; empty where it cannot be told."""
    forecast: Forecast | None
    standing: Standing
    now: float
    months_left: int | None
    """Months until it is due; None without a due month, 0 when it has passed."""

    @property
    def key(self) -> str:
        """How the address names it."""
        due = f"-{self.due:%Y-%m}" if self.due else ""
        return f"{self.area}-{self.indicator}{due}"

    @property
    def title(self) -> str:
        known = CATALOGUE.get(self.indicator)
        return known.short_title() if known else self.indicator

    @property
    def progress(self) -> float:
        """What share of the target has been reached; NaN where it is not told, or the target is none to rise to."""
        known = CATALOGUE.get(self.indicator)
        return (
            self.now / self.target if self.target > 0 and known and known.better != "lower" else float("nan")
        )

    @property
    def pace_needed(self) -> float:
        """What every month until it is due must bring; NaN where it is reached, not due, or due already."""
        if self.standing == "reached" or not self.months_left:
            return float("nan")
        return (self.target - self.now) / self.months_left


def aims(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    ask: Callable[..., pd.DataFrame] = answer,
) -> list[Aim]:
    """The targets in the order of their areas; empty where none is set.

    `ask` is `indicators.answer`, or one that remembers: courses are asked for all months of the snapshot.
    """
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    rows = warehouse.query(LISTED, {"inside": where.code})
    return [_aim(warehouse, row, when, ask) for row in rows.to_dict("records")]


def _aim(warehouse: Source, row: dict[Any, Any], when: date, ask: Callable[..., pd.DataFrame]) -> Aim:
    area, key, target = str(row["area_code"]), str(row["indicator"]), float(row["value"])
    due = None if pd.isna(row["due_month"]) else pd.Timestamp(row["due_month"]).date()
    course = _course(warehouse, area, key, when, ask)
    found = _forecast(course, key, target)
    told = course["value"].dropna() if len(course) else pd.Series(dtype=float)
    is_current = len(told) > 0 and pd.notna(course["value"].iloc[-1])
    left = None if due is None else max(0, (due.year - when.year) * 12 + due.month - when.month)
    return Aim(
        area=area,
        area_name=_name(warehouse, area),
        indicator=key,
        target=target,
        due=due,
        source="" if pd.isna(row["source"]) else str(bilingual.either(str(row["source"]))),
        unit=CATALOGUE[key].unit if key in CATALOGUE else "",
        course=course,
        forecast=found if is_current else None,
        standing=_standing(found if is_current else None, due, when),
        now=float(told.iloc[-1]) if is_current else float("nan"),
        months_left=left,
    )


def _name(warehouse: Source, area: str) -> str:
    try:
        return snapshot.place(warehouse, area).name
    except UnknownAreaError:
        return area


def _course(
    warehouse: Source, area: str, key: str, when: date, ask: Callable[..., pd.DataFrame]
) -> pd.DataFrame:
    """Empty where an operator's target names an indicator or an area that the tables cannot answer."""
    if key not in CATALOGUE:
        return pd.DataFrame()
    try:
        last = snapshot.snapshot(warehouse).months[-1]
        whole = ask(warehouse, key, area=area, month=last, by="month")
    except (UnknownChoiceError, UnknownAreaError):
        return pd.DataFrame()
    return whole[whole["month"] <= months.write(when)]


def _forecast(course: pd.DataFrame, key: str, target: float) -> Forecast | None:
    if course.empty:
        return None
    named = [months.parse(str(each)) for each in course["month"]]
    if CATALOGUE[key].shape == "rate" and CATALOGUE[key].unit == "share" and target <= 1:
        told = course[["numerator", "denominator"]].where(course["value"].notna())
        return of_rate(named, told["numerator"].tolist(), told["denominator"].tolist(), target)
    return of_value(named, course["value"].tolist(), target, lower=CATALOGUE[key].better == "lower")


def _standing(found: Forecast | None, due: date | None, when: date) -> Standing:
    """How it stands against the month by which it is due."""
    if found is None:
        return "unknown"
    if found.state == "reached":
        return "reached"
    if due is not None and due <= when:
        return "missed"
    if found.state == "too_short":
        return "unknown"
    if found.state == "no_trend":
        return "no_trend"
    if due is None:
        return "open"
    if found.latest is not None and found.latest <= due:
        return "on_time"
    return "late" if found.earliest is None or found.earliest > due else "uncertain"


def counted(found: list[Aim]) -> dict[Standing, int]:
    """How many targets stand how."""
    standings = np.array([aim.standing for aim in found])
    return {
        each: int((standings == each).sum()) for each in ("reached", "missed", "late", "no_trend", "unknown")
    }


def targets_headline(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    ask: Callable[..., pd.DataFrame] = answer,
) -> str:
    """How many targets there are, how many are reached and how many were missed; `ask` as for `aims`."""
    where, when = snapshot.place(warehouse, area), snapshot.month_of(warehouse, month)
    subject = t("The province") if where.level == "province" else where.name
    found = aims(warehouse, area, when, ask)
    if not found:
        return t("No target is set for {area} or a place inside it.").format(area=where.name)
    count, several = counted(found), len(found)
    sentence = tn(
        "{area}, {month}: {count} target; {reached} reached, {missed} past due, {behind} late or without trend.",
        "{area}, {month}: {count} targets; {reached} reached, {missed} past due, {behind} late or without trend.",
        several,
    )
    return sentence.format(
        area=subject,
        month=numbers.month(when),
        count=several,
        reached=count["reached"],
        missed=count["missed"],
        behind=count["late"] + count["no_trend"],
    )
