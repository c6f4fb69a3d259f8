"""What goes over from the county's latest ledger into the new month's, and what is left for the clerk."""

from collections.abc import Mapping

import pandas as pd

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS

OF_THE_MONTH: dict[str, tuple[str, ...]] = {"employment": ("days_worked", "wage_yuan")}
"""Columns that belong to one month alone, so that they start empty; the results are such columns throughout."""


def carried(context: Context) -> dict[str, pd.DataFrame]:
    """The rows every sheet begins with, columns as in `SHEETS`; none where nothing is known of the county.

    A workshop that closed before the month goes with all its rows, and so does a partnership that ended before it.
    """
    sheets = {name: _known(context.previous, name) for name in SHEETS}
    first = pd.Timestamp(context.month)
    workshops = sheets["workshops"]
    workshops = workshops[~_is_before(workshops["closed_on"], first)]
    open_ids = set(workshops["workshop_id"])
    partnerships = sheets["partnerships"]
    partnerships = partnerships[~_is_before(partnerships["ended_on"], first)]
    partnerships = partnerships[partnerships["workshop_id"].isin(open_ids)]
    employment = sheets["employment"]
    employment = employment[employment["workshop_id"].isin(open_ids)].copy()
    employment[list(OF_THE_MONTH["employment"])] = None
    results = pd.DataFrame({"workshop_id": workshops["workshop_id"]})
    return {
        "workshops": _in_order(workshops, "workshops"),
        "enterprises": _in_order(sheets["enterprises"], "enterprises"),
        "partnerships": _in_order(partnerships, "partnerships"),
        "employment": _in_order(employment, "employment"),
        "results": _in_order(results.reindex(columns=_columns("results")), "results"),
    }


def _columns(sheet: str) -> list[str]:
    return [column.name for column in SHEETS[sheet].columns]


def _known(previous: Mapping[str, pd.DataFrame], sheet: str) -> pd.DataFrame:
    return previous.get(sheet, pd.DataFrame()).reindex(columns=_columns(sheet)).astype(object)


def _is_before(days: pd.Series, first: pd.Timestamp) -> pd.Series:
    return pd.to_datetime(days) < first


def _in_order(rows: pd.DataFrame, sheet: str) -> pd.DataFrame:
    """Sorted by what tells the rows apart, so that the same ledger always gives the same workbook."""
    key = [column for column in SHEETS[sheet].key if column != "started_on"]
    return rows.sort_values(key, kind="stable").reset_index(drop=True)
