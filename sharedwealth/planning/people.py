"""Low-income people who live in each village, as far as the month's ledgers know them, under disclosure control."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.indicators import disclosure, partners
from sharedwealth.indicators.disclosure import PEOPLE_THRESHOLD
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import manifest
from sharedwealth.warehouse.partitions import Partition

STAND_IN = PEOPLE_THRESHOLD // 2
"""What a village counts whose number is not shown: no plan then says more than the list does."""

_LIVING = """
SELECT home_village_code AS code, count(DISTINCT county_code || worker_id) AS people
FROM read_parquet($files, union_by_name = true)
WHERE is_low_income AND starts_with(home_village_code, $area)
GROUP BY home_village_code
ORDER BY home_village_code
""".strip()


@dataclass(frozen=True)
class Living:
    """`people`: one row a village in which any live, in code order: code, people, is_hidden.

    `counties` have sent the month's ledger; of the others nothing is known.
    """

    people: pd.DataFrame
    counties: frozenset[str]

    def counted(self) -> "pd.Series[int]":
        """What each village counts in a plan, by code: its people, or one small number wherever they are hidden."""
        count = self.people["people"].where(~self.people["is_hidden"], STAND_IN)
        return pd.Series(count.to_numpy(dtype=np.int64), index=self.people["code"].to_numpy(dtype=str))

    def told(self, codes: Iterable[str]) -> list[str]:
        """The number of each village as it may be shown."""
        shown = {
            code: t("not shown") if is_hidden else numbers.plain(int(people))
            for code, people, is_hidden in self.people.itertuples(index=False, name=None)
        }
        return [shown.get(code, "0") if code[:6] in self.counties else numbers.MISSING for code in codes]


def low_income(settings: Settings, partitions: Sequence[Partition], area: str, month: date) -> Living:
    """Low-income people in the month's sheets of employment, by the village they live in.

    They may work anywhere in the province; of people who work in no workshop the ledgers know nothing. Hidden are
    villages with fewer than 10, and another of their town where one would be hidden alone.
    """
    listed = [each for each in partitions if each.sheet == "employment" and each.month == month]
    files = [str(settings.partitions / each.path) for each in listed]
    found = pd.DataFrame({"code": pd.Series(dtype=str), "people": pd.Series(dtype="int64")})
    if files:
        with duckdb.connect(config={"threads": 2}) as con:
            found = con.execute(_LIVING, {"files": files, "area": area}).df()
    people = found["people"].to_numpy(dtype=np.int64)
    hidden = disclosure.few([people], PEOPLE_THRESHOLD)
    towns = found["code"].str[:9].to_numpy(dtype=str)
    found["is_hidden"] = partners.among(hidden, people, towns)
    return Living(found, frozenset(each.county_code for each in listed))


def of_snapshot(settings: Settings, code: str, area: str, month: date) -> Living:
    """The same of a published snapshot, whose manifest says which ledgers it was made of."""
    return low_income(settings, _partitions(settings.snapshots / f"{code}.json"), area, month)


@lru_cache(maxsize=2)
def _partitions(manifest_path: Path) -> tuple[Partition, ...]:
    return tuple(manifest.read(manifest_path).partitions())
