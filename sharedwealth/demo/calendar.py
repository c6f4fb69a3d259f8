"""Which county's ledger arrived when: mostly in time, some late, a few never."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from sharedwealth import months
from sharedwealth.demo import anchors
from sharedwealth.demo.draws import unit
from sharedwealth.demo.growth import STEPS
from sharedwealth.places import codes

DUE_DAYS = 10
"""A month's ledger is due on the tenth day of the next month."""

_LATE_STARTERS = 8
_MISSING_LAST = 2
_MISSING_SHARE = 0.014
_LATE_SHARE = 0.06
_LATER_THAN_MOST = 0.22
_SLOW_COUNTIES = 0.12
"""One county in eight is often late."""


def received(counties: Sequence[str], seed: int) -> pd.DataFrame:
    """Whether each county's ledger (rows) of each month (columns 0, 1, …) ever arrived.

    All counties have reported by September 2022; all report in the months of the province's published totals,
    and each in the months of its own. Exactly two counties have not sent the last month's ledger.
    """
    full = {anchor.step for anchor in anchors.all_anchors() if anchor.area_code == codes.PROVINCE}
    certain = {county: _own_months(county) | full for county in counties}
    first = dict.fromkeys(counties, 0) | _late_starters(counties, certain, seed)
    last = _not_yet_sent(counties, seed)
    rows = {
        county: [
            step >= first[county]
            and (
                step in certain[county] - {STEPS - 1}
                or step in (first[county], STEPS - 2)
                or (step == STEPS - 1 and county not in last)
                or (step < STEPS - 2 and unit(seed, "missing", county, step) >= _MISSING_SHARE)
            )
            for step in range(STEPS)
        ]
        for county in counties
    }
    return pd.DataFrame.from_dict(rows, orient="index").sort_index()


def _own_months(county: str) -> set[int]:
    """Months for which the county or its city has a published total."""
    of_county = anchors.points("workshops_built", county)
    of_city = anchors.points("workshops_built", codes.up_to(county, "city"))
    return set(of_county) | set(of_city)


def _late_starters(counties: Sequence[str], certain: dict[str, set[int]], seed: int) -> dict[str, int]:
    """Counties whose first ledger is that of July, August or September 2022."""
    may = [county for county in counties if not {1, 2, 3} & certain[county]]
    drawn = sorted(may, key=lambda county: unit(seed, "starts late", county))[:_LATE_STARTERS]
    return {county: 1 + position % 3 for position, county in enumerate(drawn)}


def _not_yet_sent(counties: Sequence[str], seed: int) -> set[str]:
    """The two counties whose last ledger is missing; none that has a published total in that month."""
    may = [county for county in counties if STEPS - 1 not in _own_months(county)]
    return set(sorted(may, key=lambda county: unit(seed, "not yet sent", county))[:_MISSING_LAST])


def arrivals(arrived: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row for each ledger that arrived: county_code, step, month, received_on, is_late."""
    rows = [
        (county, step, anchors.MONTHS[step], *_received_on(county, step, seed))
        for county, row in arrived.iterrows()
        for step, has_arrived in enumerate(row)
        if has_arrived
    ]
    return pd.DataFrame(rows, columns=["county_code", "step", "month", "received_on", "is_late"])


def _received_on(county: object, step: int, seed: int) -> tuple[date, bool]:
    """The day on which the ledger came, and whether that was after the day it was due."""
    slow = unit(seed, "slow county", county) < _SLOW_COUNTIES
    is_late = unit(seed, "late", county, step) < (_LATER_THAN_MOST if slow else _LATE_SHARE)
    wait = unit(seed, "day", county, step)
    # The last month's late ledgers are in already: the snapshot is taken three weeks after the month's end.
    longest = 11 if step == STEPS - 1 else 34
    days = DUE_DAYS + 1 + int(wait * longest) if is_late else 2 + int(wait * (DUE_DAYS - 1))
    return months.shift(anchors.MONTHS[step], 1) + timedelta(days=days - 1), is_late
