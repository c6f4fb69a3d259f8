"""What of the rows may be shown: workers only counted by workshop, and no count of a few to be got by subtraction."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure, partners
from sharedwealth.places.codes import LENGTHS

_ADDED = ["numerator", "denominator", "entries"]


def by_workshop(rows: pd.DataFrame) -> pd.DataFrame:
    """Workers' rows put together: one for each workshop, with how many there are and what they add.

    Rows of several months are one too, or each would be of a few; it then has no month.
    """
    keys = ["sheet", "workshop_id", "place_code", "name", "workshop_type"]
    grouped = rows.groupby(keys, dropna=False, as_index=False, sort=True)
    added = grouped[_ADDED].sum(min_count=1)
    months = rows["month"].unique()
    added["month"] = months[0] if len(months) == 1 else pd.NaT
    added["source_row"] = pd.NA
    added["worker_id"] = None
    return added


def hidden(
    rows: pd.DataFrame, counts: Sequence[str], threshold: int, hidden_places: frozenset[str] = frozenset()
) -> np.ndarray:
    """The rows that are not shown: few people in one of the counts, a place whose figure is hidden, and partners.

    Pages tell figures of villages, towns and types, so in each of them none is hidden alone: whoever knows the whole
    and the others would know it too.
    """
    if rows.empty:
        return np.zeros(0, dtype=bool)
    places = rows["place_code"].fillna("").to_numpy(dtype=str)
    kinds = rows["workshop_type"].fillna("").to_numpy(dtype=str)
    numbers = [rows[name].to_numpy(dtype=float) for name in counts]
    found = disclosure.few(numbers, threshold)
    for digits in (LENGTHS["town"], LENGTHS["village"]):
        found |= np.isin([code[:digits] for code in places], sorted(hidden_places))
    size = np.nan_to_num(numbers[0])
    margins = []
    for digits in (LENGTHS["village"], LENGTHS["town"], 0):
        prefix = np.array([code[:digits] for code in places])
        margins += [partners.alike(prefix, kinds), partners.alike(prefix)]
    return partners.closed(found, size, margins)
