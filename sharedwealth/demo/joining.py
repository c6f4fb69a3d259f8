"""When people join: new workers by county and month, through the published cumulative totals."""

import numpy as np
import pandas as pd

from sharedwealth.demo import anchors
from sharedwealth.demo.growth import STEPS, Numbers, Whole, spread

FIRST_CREW = 68_000
"""People in the workshops that stood before the first ledger; not published, extended backwards."""

# 245,000 at the end of 2022 and 278,000 four months later: the hiring must slow before the year ends.
_FIRST_YEAR = {1: 1.30, 2: 1.25, 3: 1.12, 4: 0.92, 5: 0.75, 6: 0.60, 7: 0.62, 8: 0.60, 9: 1.10, 10: 1.05}
_BY_CALENDAR_MONTH = (0.70, 0.62, 1.25, 1.08, 1.08, 1.22, 1.08, 0.98, 1.05, 1.02, 0.98, 0.84)
_SHARE_OF_NEW_WORKSHOPS = 0.6
"""Of those who join, the share that goes by the month's new workshops; the rest goes by all that stand."""


def province_curve() -> Whole:
    """People ever employed at each month's end, through every published total."""
    known = {0: FIRST_CREW} | anchors.points("people_employed_cumulative")
    weights = [
        _FIRST_YEAR.get(step, _BY_CALENDAR_MONTH[m.month - 1]) for step, m in enumerate(anchors.MONTHS)
    ]
    return spread(known, np.array(weights))


def joiners(built: pd.DataFrame, crew_level: pd.Series, received: pd.DataFrame) -> pd.DataFrame:
    """New workers by county (rows) and month (columns), first seen in a ledger that arrived.

    Whoever joins in a month without a ledger is first seen in the county's next one. Where the last ledger is
    missing there is no next one: nobody joins there, and the other counties take their share, so that the
    province's last total holds.
    """
    total = np.diff(province_curve(), prepend=0)
    openings = built.diff(axis=1).fillna(built).to_numpy(dtype=float)
    standing = built.to_numpy(dtype=float)
    level = crew_level.loc[built.index].to_numpy(dtype=float)[:, None]
    pull = level * (
        _SHARE_OF_NEW_WORKSHOPS * openings / openings.sum(axis=0)
        + (1 - _SHARE_OF_NEW_WORKSHOPS) * standing / standing.sum(axis=0)
    )
    arrived = received.loc[built.index].to_numpy(dtype=bool)
    seen_later = np.flip(np.logical_or.accumulate(np.flip(arrived, axis=1), axis=1), axis=1)
    pull = np.where(seen_later, pull, 0.0)
    joining = total * pull / pull.sum(axis=0)
    return pd.DataFrame(_whole(_moved_to_next_ledger(joining, arrived)), index=built.index)


def _moved_to_next_ledger(joining: Numbers, arrived: Numbers) -> Numbers:
    moved = joining.copy()
    for step in range(STEPS - 1):
        waiting = np.where(arrived[:, step], 0.0, moved[:, step])
        moved[:, step] -= waiting
        moved[:, step + 1] += waiting
    return moved


def _whole(joining: Numbers) -> Whole:
    """Whole numbers near the wanted ones, summing to them (rounded) over the counties up to every month."""
    found = np.zeros(joining.shape, dtype=np.int64)
    for step in range(joining.shape[1]):
        so_far = round(float(joining[:, : step + 1].sum())) - int(found.sum())
        now = np.floor(joining[:, step]).astype(np.int64)
        behind = np.argsort(now - joining[:, step], kind="stable")
        wants = behind[joining[behind, step] > 0]
        now[wants[: so_far - int(now.sum())]] += 1
        found[:, step] = now
    return found
