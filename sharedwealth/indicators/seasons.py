"""What a calendar month is to the year: people at work against the year round it, by type."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, neighbours, partners, snapshot
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

HALF = 6
"""Months before and after that a month is held against."""
_YEAR = np.array([0.5, *[1.0] * 11, 0.5]) / 12

PEOPLE = """
SELECT area_code AS county, month, workshop_type AS type, people
FROM area_people
WHERE length(area_code) = 6 AND starts_with(area_code, $inside) AND month <= $month AND workshop_type <> 'all'
""".strip()

LEDGERS = """
SELECT county_code AS county, month FROM county_months
WHERE is_reported AND starts_with(county_code, $inside) AND month <= $month
""".strip()


def seasons(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """A row for each type (and `all`) and calendar month: type, calendar_month, value, years, months, status.

    `value` is people at work ÷ the mean of the twelve months round the month (of the seventh month on either side a
    half), and the mean over the years that have both; so growth is taken out. Of each month only counties with a ledger
    in all thirteen months count. `months` are those that the value is of; `status` ok, suppressed (few people in any of
    these months), or no_data.
    """
    where, when = ask_wide(warehouse, t("The season"), area, month)
    around = neighbours.neighbourhood(warehouse, where)
    listed = [each for each in snapshot.snapshot(warehouse).months if each <= when]
    centres = listed[HALF : len(listed) - HALF]
    people = _windows(warehouse, around, listed)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = people[..., HALF] / (people @ _YEAR)
    few = disclosure.few(list(np.moveaxis(people, -1, 0)), threshold)
    hidden = partners.closed(few, people[..., HALF], partners.along(few.shape, 0, 1))
    rows = []
    for group, key in enumerate(neighbours.GROUPS):
        for calendar_month in range(1, 13):
            at = [n for n, centre in enumerate(centres) if centre.month == calendar_month]
            rows.append(
                (
                    key,
                    calendar_month,
                    *_mean(
                        ratios[around.own, group, at], hidden[around.own, group, at], [centres[n] for n in at]
                    ),
                )
            )
    return pd.DataFrame(rows, columns=["type", "calendar_month", "value", "years", "months", "status"])


def _mean(values: np.ndarray, hidden: np.ndarray, of: list[date]) -> tuple[float, int, str, str]:
    """The mean over the years with the months it is of, and its status; a month hidden in one year is hidden."""
    if hidden.any():
        return np.nan, 0, "", "suppressed"
    known = ~np.isnan(values)
    if not known.any():
        return np.nan, 0, "", "no_data"
    written = ", ".join(months.write(each) for each, is_known in zip(of, known, strict=True) if is_known)
    return round(float(values[known].mean()), 3), int(known.sum()), written, "ok"


def _windows(warehouse: Source, around: neighbours.Neighbourhood, listed: list[date]) -> np.ndarray:
    """People by area, group, middle of thirteen months, and month of them, in counties with all thirteen ledgers."""
    values = {"inside": around.inside, "month": listed[-1]}
    found, ledgers = warehouse.arrays(PEOPLE, values), warehouse.arrays(LEDGERS, values)
    counties = snapshot.snapshot(warehouse).places["county"].within(around.inside).codes.tolist()
    by_type = np.zeros((len(counties), len(WORKSHOP_TYPES), len(listed)))
    types = neighbours.placed(list(WORKSHOP_TYPES), found["type"])
    by_type[neighbours.placed(counties, found["county"]), types, _at(listed, found["month"])] = found[
        "people"
    ]
    has_ledger = np.zeros((len(counties), len(listed)), dtype=bool)
    has_ledger[neighbours.placed(counties, ledgers["county"]), _at(listed, ledgers["month"])] = True
    people = neighbours.with_whole(by_type)
    if len(listed) <= 2 * HALF:
        return np.zeros((len(around.codes), people.shape[1], 0, _YEAR.size))
    windows = np.lib.stride_tricks.sliding_window_view(people, _YEAR.size, axis=-1)
    ledgers_sent = np.lib.stride_tricks.sliding_window_view(has_ledger, _YEAR.size, axis=-1)
    is_whole = np.asarray(ledgers_sent.sum(axis=-1) == _YEAR.size)
    counted = windows * is_whole[:, None, :, None]
    area_of = neighbours.placed(around.codes, np.array([county[: around.digits] for county in counties]))
    summed = np.zeros((len(around.codes), *counted.shape[1:]))
    np.add.at(summed, area_of, counted)
    return summed


def _at(listed: list[date], stamps: np.ndarray) -> np.ndarray:
    return neighbours.placed(listed, stamps.astype("datetime64[D]"))
