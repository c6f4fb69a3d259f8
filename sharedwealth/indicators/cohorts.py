"""Who joined when, and the share of them at work so many months later."""

from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, neighbours, partners, snapshot
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

Step = Literal["quarter", "month"]

THERE = """
SELECT left(county_code, $digits) AS area, workshop_type AS type, joined_month, month, sum(people) AS people
FROM cohorts
WHERE month <= $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()

JOINED = """
SELECT county_code AS county, workshop_type AS type, joined_month, sum(people) AS people
FROM cohorts
WHERE month = joined_month AND month <= $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()

LEDGERS = """
SELECT county_code AS county, month
FROM county_months
WHERE is_reported AND month <= $month AND starts_with(county_code, $inside)
""".strip()

_WHOLE = 3
"""Behind the three months of a quarter stands the quarter as a whole."""


def retention(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    step: Step = "quarter",
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row for each cohort and number of months after joining, both in order, up to `month`.

    `cohort` is the first month of the quarter, or the month, in which people joined; `after` the months since; `joined`
    those of them whose county sent a ledger for the later month, `at_work` those of them in it, `value` their share;
    `status` ok, suppressed (few joined, are at work or are not), or no_data (no ledger). The type is the one when
    joining. A quarter has no row for a number of months that has not passed for all who joined in it. `people` are
    all who joined, NaN where few did.
    """
    where, when = ask_wide(warehouse, t("Cohorts"), area, month, workshop_type)
    around = neighbours.neighbourhood(warehouse, where)
    first = snapshot.snapshot(warehouse).months[0]
    first = first.replace(month=(first.month - 1) // 3 * 3 + 1)
    joined, at_work = _counted(warehouse, around, first, when)
    is_hidden = _hidden(joined, at_work, threshold)
    group = neighbours.GROUPS.index(workshop_type or ALL_TYPES)
    joined, at_work, is_hidden = (each[around.own, group] for each in (joined, at_work, is_hidden))
    return _told(joined, at_work, is_hidden, first, when, step)


def _counted(
    warehouse: Source, around: neighbours.Neighbourhood, first: date, when: date
) -> tuple[np.ndarray, np.ndarray]:
    """People who joined, and those at work, by area, group, quarter, part of the quarter, and months after.

    Who joined counts for the months in which the county has sent a ledger: without one nothing is known of them.
    """
    span = _distance(first, when) // 3 * 3 + 3
    values = {"month": when, "inside": around.inside}
    there = warehouse.arrays(THERE, values | {"digits": around.digits})
    new, ledgers = warehouse.arrays(JOINED, values), warehouse.arrays(LEDGERS, values)
    counties = snapshot.snapshot(warehouse).places["county"].within(around.inside).codes.tolist()
    types = list(WORKSHOP_TYPES)

    at_work = np.zeros((len(around.codes), len(types), span, span))
    at = (neighbours.placed(around.codes, there["area"]), neighbours.placed(types, there["type"]))
    at_work[*at, _since(first, there["joined_month"]), _since(first, there["month"])] = there["people"]

    sizes = np.zeros((len(counties), len(types), span))
    at = (neighbours.placed(counties, new["county"]), neighbours.placed(types, new["type"]))
    sizes[*at, _since(first, new["joined_month"])] = new["people"]
    has_ledger = np.zeros((len(counties), span))
    has_ledger[neighbours.placed(counties, ledgers["county"]), _since(first, ledgers["month"])] = 1
    in_area = np.zeros((len(around.codes), len(counties)))
    in_area[neighbours.placed(around.codes, np.array([each[: around.digits] for each in counties])),
            np.arange(len(counties))] = 1  # fmt: skip
    joined = np.einsum("ac,ctj,cm->atjm", in_area, sizes, has_ledger, optimize=True)
    latest = _distance(first, when)
    return _by_quarter(joined, latest), _by_quarter(at_work, latest)


def _by_quarter(by_month: np.ndarray, latest: int) -> np.ndarray:
    """From area, type, month joined and month, to area, group, quarter, part and months after joining.

    A quarter as a whole is counted only for the months after that have passed for its last month with a ledger.
    """
    span = by_month.shape[-1]
    after = np.zeros_like(by_month)
    for began in range(span):
        after[:, :, began, : span - began] = by_month[:, :, began, began:]
    parts = neighbours.with_whole(after).reshape(after.shape[0], -1, span // 3, 3, span)
    last_joined = np.minimum(np.arange(span // 3) * 3 + 2, latest)
    is_due = last_joined[:, None] + np.arange(span)[None, :] <= latest
    whole = parts.sum(axis=3, keepdims=True) * is_due[:, None, :]
    return np.concatenate([parts, whole], axis=3)


def _since(first: date, stamps: np.ndarray) -> np.ndarray:
    return np.asarray(stamps.astype("datetime64[M]").astype(int) - np.datetime64(first, "M").astype(int))


def _hidden(joined: np.ndarray, at_work: np.ndarray, threshold: int) -> np.ndarray:
    """Cells of few people; areas, types, and the months of a quarter are lines that add up to a whole."""
    few = disclosure.few([joined, at_work, joined - at_work], threshold)
    return partners.closed(few, joined, partners.along(joined.shape, 0, 1, 3))


def _told(
    joined: np.ndarray, at_work: np.ndarray, is_hidden: np.ndarray, first: date, when: date, step: Step
) -> pd.DataFrame:
    rows = []
    latest = _distance(first, when)
    for quarter in range(joined.shape[0]):
        for part in (_WHOLE,) if step == "quarter" else range(_WHOLE):
            began = quarter * 3 + (0 if step == "quarter" else part)
            people, is_few = joined[quarter, part, 0], is_hidden[quarter, part, 0]
            last = min(quarter * 3 + 2, latest) if step == "quarter" else began
            for after in range(1, latest - last + 1) if people else ():
                there, of = at_work[quarter, part, after], joined[quarter, part, after]
                status = (
                    "no_data"
                    if not of
                    else "suppressed"
                    if is_few or is_hidden[quarter, part, after]
                    else "ok"
                )
                cohort = months.write(months.shift(first, began))
                rows.append((cohort, after, np.nan if is_few else people, of, there, status))
    frame = pd.DataFrame(rows, columns=["cohort", "after", "people", "joined", "at_work", "status"])
    frame[["joined", "at_work"]] = frame[["joined", "at_work"]].astype(float).where(frame["status"] == "ok")
    return frame.assign(value=frame["at_work"] / frame["joined"])


def _distance(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
