"""How long the first unbroken time at work lasts, by type and by linkage."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, neighbours, partners
from sharedwealth.indicators.kaplan_meier import Curve, half_gone, kaplan_meier
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

Dimension = Literal["type", "linkage"]

ALL = "all"
NO_LINKAGE = "none"
MARK = 6
"""The number at risk is told for every so many months."""

KEYS: dict[Dimension, tuple[str, ...]] = {
    "type": tuple(WORKSHOP_TYPES),
    "linkage": (*LINKAGES, NO_LINKAGE),
}

# As of the month: the length goes up to the county's last ledger then, and who is in it has not ended.
SPELLS = """
SELECT left(s.county_code, $digits) AS area,
       s.key,
       least(s.months_at_work, s.most) AS months_at_work,
       s.months_at_work < s.most AS is_ended,
       sum(s.people) AS people
FROM (
    SELECT p.*, datediff('month', p.joined_month, c.ledger_month) + 1 AS most
    FROM spells AS p
    JOIN county_months AS c ON c.county_code = p.county_code AND c.month = $month
    WHERE starts_with(p.county_code, $inside)
      AND p.joined_month <= c.ledger_month
      AND p.dimension IN ('all', $dimension)
) AS s
GROUP BY ALL
ORDER BY ALL
""".strip()


class Survival(NamedTuple):
    """`curves` and `at_risk` have rows for each group and month, `groups` one row for each group."""

    curves: pd.DataFrame
    groups: pd.DataFrame
    at_risk: pd.DataFrame


def survival(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    dimension: Dimension = "type",
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Survival:
    """The share whose first spell is longer than so many months, of everybody (`all`) and of each group.

    `curves`: key, after (0 first), share, low, high (95 %). Months in which few ended, or few were last observed, have
    no row, and are told together with those that follow; a curve stops before few are at risk. `at_risk`: key, after,
    people, for every sixth month. `groups`: key, people, median with median_low and median_high (NaN where not
    reached), status ok, suppressed (few people, or no month that may be seen) or no_data (nobody followed for a month
    yet). As of the month: who is in the county's last ledger then has not ended.
    """
    where, when = ask_wide(warehouse, t("The length of work"), area, month)
    around = neighbours.neighbourhood(warehouse, where)
    values = {"month": when, "inside": around.inside, "digits": around.digits, "dimension": dimension}
    found = warehouse.query(SPELLS, values)
    keys = [*KEYS[dimension], ALL]
    wide = found.pivot_table(index="area", columns="key", values="people", aggfunc="sum", fill_value=0)
    people = wide.reindex(index=around.codes, columns=keys, fill_value=0).to_numpy(dtype=float)
    few, lines = disclosure.few([people], threshold), partners.along(people.shape, 0, 1)
    hidden = partners.closed(few, people, lines)[around.own]
    here = found[found["area"] == where.code]
    curves: list[tuple[object, ...]] = []
    at_risk: list[tuple[object, ...]] = []
    groups: list[tuple[object, ...]] = []
    for key, size, is_hidden in zip(keys, people[around.own], hidden, strict=True):
        curve = _curve(here[here["key"] == key])
        points = list(_shown(curve, threshold))
        if is_hidden or len(points) < 2:
            is_watched = size and len(curve.times)
            groups.append((key, np.nan, np.nan, np.nan, np.nan, "suppressed" if is_watched else "no_data"))
            continue
        medians = [half_gone(edge) for edge in (curve.share, curve.low, curve.high)]
        groups.append((key, size, *medians, "ok"))
        curves += [(key, *point) for point in points]
        at_risk += [(key, *point) for point in _marks(curve, size, threshold)]
    return Survival(
        pd.DataFrame(curves, columns=["key", "after", "share", "low", "high"]),
        pd.DataFrame(groups, columns=["key", "people", "median", "median_low", "median_high", "status"]),
        pd.DataFrame(at_risk, columns=["key", "after", "people"]),
    )


def _curve(rows: pd.DataFrame) -> Curve:
    """Whoever is in the last ledger with so many months has not been watched for an end after them, only before."""
    is_ended = rows["is_ended"].to_numpy(dtype=bool)
    watched = rows["months_at_work"].to_numpy(dtype=int) - ~is_ended
    return kaplan_meier(watched, is_ended, rows["people"].to_numpy(dtype=float))


def _shown(curve: Curve, threshold: int) -> Iterator[tuple[float, ...]]:
    """The curve's points that may be seen, rounded to a thousandth so that no small number can be worked out."""
    at_risk = np.append(curve.at_risk, 0.0)
    left = at_risk[:-1] - at_risk[1:] - curve.ended
    yield 0, 1.0, 1.0, 1.0
    ended_since = left_since = 0.0
    for at, after in enumerate(curve.times):
        if at_risk[at] < max(threshold, 1):
            break
        ended_since, left_since = ended_since + curve.ended[at], left_since + left[at]
        if disclosure.few([np.array([ended_since, left_since])], threshold).any():
            continue
        yield int(after), *(round(float(edge[at]), 3) for edge in (curve.share, curve.low, curve.high))
        ended_since = left_since = 0.0


def _marks(curve: Curve, size: float, threshold: int) -> Iterator[tuple[int, float]]:
    """Every sixth month with the people at risk, as long as they and those gone since the mark before are not few."""
    shown = size
    yield 0, size
    for after in range(MARK, len(curve.times) + 1, MARK):
        people = float(curve.at_risk[after - 1])
        if people < max(threshold, 1):
            return
        if not disclosure.few([np.array([shown - people])], threshold).any():
            yield after, people
            shown = people
