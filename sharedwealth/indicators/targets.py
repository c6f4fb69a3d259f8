"""What an area is to reach, and by when."""

from datetime import date

import pandas as pd

from sharedwealth.indicators.snapshot import Source

_TARGET = """
SELECT value, due_month FROM targets
WHERE area_code = $area AND indicator = $indicator
ORDER BY due_month < $month, CASE WHEN due_month < $month THEN NULL ELSE due_month END NULLS LAST, due_month DESC
LIMIT 1
""".strip()
"""The nearest target still to come; when all are past, the last."""


def target_with_month(
    warehouse: Source, area: str, month: date, indicator: str
) -> tuple[float, date | None] | None:
    """The figure and the month by which; the month is None where none was said."""
    rows = warehouse.query(_TARGET, {"area": area, "month": month, "indicator": indicator})
    for value, due in zip(rows["value"], rows["due_month"], strict=True):
        return float(value), None if pd.isna(due) else pd.Timestamp(due).date()
    return None
