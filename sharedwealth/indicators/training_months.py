"""Training month by month, with the people at work beside it."""

from datetime import date

import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answered
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.training import INDICATORS, PER_WORKER


def training(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """A row per month up to `month`: sessions, workshops (that gave them), attendances, per_worker, people, status.

    `people` are those at work in the workshops that gave attendances, which `per_worker` divides by. `status` is
    that of the attendances; a month without a ledger has no number at all.
    """
    sessions, attendances, share = (
        answered(warehouse, each, area, month, "month", workshop_type, threshold=threshold)
        for each in (*INDICATORS, PER_WORKER)
    )
    return pd.DataFrame(
        {
            "month": attendances["month"],
            "sessions": sessions["value"],
            "workshops": sessions["n"].where(sessions["value"].notna()),
            "attendances": attendances["value"],
            "people": share["denominator"],
            "per_worker": share["value"].where(attendances["value"].notna()),
            "status": attendances["status"],
            "counties_reported": attendances["counties_reported"],
            "counties": attendances["counties"],
        }
    )
