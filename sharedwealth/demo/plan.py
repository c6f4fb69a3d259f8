"""What is decided before anything is drawn: stocks and joiners by county and month, totals, wages' course."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sharedwealth.demo import anchors, calendar, growth, joining
from sharedwealth.demo.growth import STEPS
from sharedwealth.places.codes import PROVINCE

# Mean increase by calendar month: orders peak in summer, the Spring Festival shortens the working month.
_PAY_BY_CALENDAR_MONTH = (0.955, 0.925, 0.985, 1.000, 1.010, 1.025, 1.030, 1.025, 1.020, 1.010, 1.010, 1.000)
_TARGETED_SHARE_LATELY = 0.09
"""Of the workshops opened between the two published totals of targeted recruitment, so many were of that
type; the months after go on like that."""


@dataclass(frozen=True)
class Plan:
    """Everything that generation takes as given. Frames name months by `step`, 0 for June 2022.

    `counties`: county_code, crew_level, pay_level, low_income_level.
    `ledgers`: county_code, step, month, received_on, is_late; only ledgers that arrived.
    `openings`: county_code, step, workshops opened in the month (in the first, all that stood by its end).
    `joiners`: county_code, step, people first seen.
    `targeted`: first_step, last_step, count: so many of the workshops opened then are of the type.
    `low_income`: likewise, how many of the people first seen then are low-income.
    `increase`: step, mean_yuan, the mean increase of the month.
    """

    seed: int
    counties: pd.DataFrame
    ledgers: pd.DataFrame
    openings: pd.DataFrame
    joiners: pd.DataFrame
    targeted: pd.DataFrame
    low_income: pd.DataFrame
    increase: pd.DataFrame


def province(seed: int) -> Plan:
    """The plan of the whole province, through every anchor."""
    counties = pd.read_csv(anchors.FOLDER / "counties.csv", dtype={"county_code": str}).set_index(
        "county_code"
    )
    arrived = calendar.received(list(counties.index), seed)
    silent = arrived.index[~arrived[STEPS - 1]]
    ends = {str(county): int(end) for county, end in counties["workshops_end"].items()}
    built = growth.county_curves(ends, dict.fromkeys(silent, STEPS - 1), seed)
    joiners = joining.joiners(built, counties["crew_level"], arrived)
    openings = built.diff(axis=1).fillna(built).astype("int64")
    return Plan(
        seed=seed,
        counties=counties.drop(columns="workshops_end").reset_index(),
        ledgers=calendar.arrivals(arrived, seed),
        openings=_long(openings, "workshops"),
        joiners=_long(joiners, "people"),
        targeted=_targeted(built.sum().to_numpy()),
        low_income=_in_stretches(anchors.points("low_income_people_employed_cumulative")),
        increase=_increase(),
    )


def excerpt(whole: Plan, counties: Sequence[str], scale: float = 1.0) -> Plan:
    """The plan for a few counties with a share of their people, for quick looks and tests.

    The counties' own workshops stay as they are; what is fixed for the whole province is cut in proportion.
    """

    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["county_code"].isin(list(counties))].reset_index(drop=True)

    joiners = kept(whole.joiners)
    joiners = joiners.assign(people=np.ceil(joiners["people"] * scale).astype("int64"))
    openings = kept(whole.openings)
    return replace(
        whole,
        counties=kept(whole.counties),
        ledgers=kept(whole.ledgers),
        openings=openings,
        joiners=joiners,
        targeted=_in_proportion(whole.targeted, whole.openings, openings, "workshops"),
        low_income=_in_proportion(whole.low_income, whole.joiners, joiners, "people"),
    )


def _long(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """County by month as rows county_code, step, count; months with none left out."""
    long = wide.rename_axis("county_code").reset_index().melt("county_code", var_name="step", value_name=name)
    return long[long[name] > 0].astype({"step": "int64"}).reset_index(drop=True)


def _in_stretches(cumulative: dict[int, int]) -> pd.DataFrame:
    steps = sorted(cumulative)
    return pd.DataFrame(
        {
            "first_step": [0, *(step + 1 for step in steps[:-1])],
            "last_step": steps,
            "count": np.diff([0, *(cumulative[step] for step in steps)]),
        }
    )


def _targeted(built: growth.Whole) -> pd.DataFrame:
    known = anchors.points("workshops_built_targeted_recruitment", PROVINCE)
    last = max(known)
    later = int((built[-1] - built[last]) * _TARGETED_SHARE_LATELY)
    return _in_stretches(known | {STEPS - 1: known[last] + later})


def _in_proportion(counts: pd.DataFrame, whole: pd.DataFrame, part: pd.DataFrame, of: str) -> pd.DataFrame:
    def total(frame: pd.DataFrame, first: int, last: int) -> int:
        return int(frame.loc[frame["step"].between(first, last), of].sum())

    shares = [
        total(part, first, last) / total(whole, first, last)
        for first, last in zip(counts["first_step"], counts["last_step"], strict=True)
    ]
    return counts.assign(count=(counts["count"] * shares).round().astype("int64"))


def _increase() -> pd.DataFrame:
    """A smooth rise through the published means, with the year's seasons on it."""
    season = np.array([_PAY_BY_CALENDAR_MONTH[month.month - 1] for month in anchors.MONTHS])
    known = anchors.points("income_increase")
    first, last = min(known), max(known)
    start, end = known[first] / season[first], known[last] / season[last]
    trend = start + (end - start) * (np.arange(STEPS) - first) / (last - first)
    return pd.DataFrame({"step": np.arange(STEPS), "mean_yuan": np.round(trend * season, 2)})
