"""What a ledger is held against: the register, the county's earlier ledgers, its peers, the other counties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Context:
    """Everything the rules may know beside the ledger itself; frames without rows where nothing is known yet."""

    county_code: str
    month: date
    """First day of the month whose ledger is asked for."""
    today: date
    places: pd.DataFrame
    """The county's towns and villages, and every county: code, level, name_zh, name_en, parent_code."""
    outline: BaseGeometry | None
    """The county in WGS84 degrees; None where no boundary is known."""
    previous: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """The county's latest ledger before the month, by sheet, with the columns of `SHEETS`."""
    history: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["workshop_id", "month", "people", "wage_sum"])
    )
    """The county's workshops month by month, at most the last twelve months before this one."""
    peers: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            columns=["workshop_type", "people_median", "people_mad", "wage_median", "wage_mad"]
        )
    )
    """The province's workshops by type in the latest month: medians and median absolute deviations of people and of
    the mean wage, in yuan a month."""
    workshops_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """workshop_id of every other county's workshop, to that county's code."""
    enterprises: Mapping[str, str] = field(default_factory=dict)
    """credit_code to name, as other counties' ledgers have it."""
    in_use: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {
                "code": pd.Series(dtype="str"),
                "valid_from": pd.Series(dtype="datetime64[s]"),
                "valid_to": pd.Series(dtype="datetime64[s]"),
            }
        )
    )
    """When villages' codes are in use: code, first day, first day no more. A code that is not there always is."""

    @property
    def not_in_use(self) -> frozenset[str]:
        """The codes that have their time and are in use on no day of the month."""
        first = pd.Timestamp(self.month)
        starts, ends = self.in_use["valid_from"], self.in_use["valid_to"]
        in_month = (starts.isna() | (starts <= first + pd.offsets.MonthEnd(0))) & (
            ends.isna() | (ends > first)
        )
        return frozenset(self.in_use["code"]) - frozenset(self.in_use.loc[in_month, "code"])
