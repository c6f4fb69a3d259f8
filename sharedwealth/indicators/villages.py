"""The state of every village in every month at once, as a map that plays through the months needs it.

`blank.village_states` says the same of one month.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.indicators import snapshot, texts
from sharedwealth.indicators.coverage import OWN_AND_SERVED_VILLAGES, WANTED_KEY_VILLAGES, composed
from sharedwealth.indicators.question import check_type
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.workshop_directory import KEY

NOT_IN_USE, NO_DATA, BLANK, SERVED, COVERED = range(5)
STATES = ("not_in_use", "no_data", "blank", "served", "covered")
"""`not_in_use`: the village's code is not in use in the month, so that it is no village then."""

_COVERED = composed(
    """
WITH {reach}
SELECT r.code, c.month, bool_or(r.is_own) AS is_own
FROM reach AS r
{active}
WHERE starts_with(r.code, $inside) {only:r.workshop_type}
GROUP BY r.code, c.month
""".strip(),
    "",
    OWN_AND_SERVED_VILLAGES,
)
_KEY = composed(
    "WITH {first_ledgers},\n{wanted}\nSELECT code, from_month, until_month FROM wanted",
    WANTED_KEY_VILLAGES,
    "",
)
_IN_USE = """
SELECT code,
       date_trunc('month', coalesce(valid_from, DATE '0001-01-01')) AS from_month,
       date_trunc('month', coalesce(valid_to, DATE '9999-12-01')) AS until_month
FROM designations
WHERE designation = 'code_in_use' AND starts_with(code, $inside)
""".strip()
# Nothing is known of a village before its county's first ledger.
_KNOWN = composed("WITH {first_ledgers}\nSELECT county_code, month FROM first_ledgers", "", "")

_WORKSHOPS = """
SELECT w.key, w.workshop_id, w.name, w.workshop_type, w.opened_month, w.village_code,
       w.village_code = $village AS is_own
FROM (SELECT *, {key} AS key FROM workshops) AS w
JOIN county_months AS c
  ON c.county_code = w.county_code
 AND c.month = $month
 AND w.opened_month <= c.ledger_month
 AND (w.closed_month IS NULL OR w.closed_month > c.ledger_month)
WHERE w.village_code = $village
   OR EXISTS (
       SELECT 1
       FROM served_villages AS s
       WHERE s.county_code = w.county_code AND s.workshop_id = w.workshop_id AND s.village_code = $village
   )
ORDER BY is_own DESC, w.workshop_id
""".strip().replace("{key}", KEY)

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class VillageMonths:
    """Villages in code order; a row of the arrays is a month of the snapshot, a column a village."""

    codes: tuple[str, ...]
    states: Bytes
    """Indexes of `STATES`."""
    is_key: npt.NDArray[np.bool_]

    def within(self, area: str) -> "VillageMonths":
        """Those whose code begins with the area's."""
        here = slice(bisect_left(self.codes, area), bisect_left(self.codes, f"{area}:"))  # “:” follows “9”
        return VillageMonths(self.codes[here], self.states[:, here], self.is_key[:, here])


def village_months(warehouse: Source, area: str = "33", workshop_type: str | None = None) -> VillageMonths:
    """Every village and community of the area in all months; states as in `blank.village_states`."""
    if workshop_type is not None:
        check_type(workshop_type)
    where = snapshot.place(warehouse, area)
    known = snapshot.snapshot(warehouse)
    villages = known.places["village"].within(where.code).codes
    months = np.array(known.months, dtype="datetime64[M]")
    states = np.where(months[:, None] >= _first_months(warehouse, villages), BLANK, NO_DATA).astype(np.uint8)
    span = {"inside": where.code, "first": known.months[0], "month": known.months[-1]}

    sql = texts.written(_COVERED, texts.Shape(one_type=workshop_type is not None))
    found = warehouse.arrays(sql, span | ({"type": workshop_type} if workshop_type else {}))
    at = _found(villages, found["code"])
    here = at >= 0
    rows = np.searchsorted(months, found["month"].astype("datetime64[M]"))[here]
    columns = at[here]
    is_told = states[rows, columns] != NO_DATA
    reached = np.where(found["is_own"][here].astype(bool), COVERED, SERVED)
    states[rows[is_told], columns[is_told]] = reached[is_told]
    states[~_in_use(warehouse, villages, months, where.code)] = NOT_IN_USE
    return VillageMonths(tuple(villages.tolist()), states, _is_key(warehouse, villages, months, span))


def _first_months(warehouse: Source, villages: np.ndarray) -> np.ndarray:
    """Of each village the first month of which anything is known; never, where no ledger has come."""
    found = warehouse.arrays(_KNOWN)
    first = dict(zip(found["county_code"].tolist(), found["month"].astype("datetime64[M]"), strict=True))
    never = np.datetime64("9999-12", "M")
    counties, at = np.unique(villages.astype("<U6"), return_inverse=True)
    return np.array([first.get(county, never) for county in counties.tolist()], dtype="datetime64[M]")[at]


def _in_use(
    warehouse: Source, villages: np.ndarray, months: np.ndarray, inside: str
) -> npt.NDArray[np.bool_]:
    """Whether each village's code is in use on each month's last day; one on no list always is."""
    found = warehouse.arrays(_IN_USE, {"inside": inside})
    at = _found(villages, found["code"])
    in_use = np.ones((len(months), len(villages)), dtype=bool)
    in_use[:, at[at >= 0]] = False
    since, until = (found[name].astype("datetime64[M]") for name in ("from_month", "until_month"))
    for column, first, end in zip(at, since, until, strict=True):
        if column >= 0:
            in_use[(months >= first) & (months < end), column] = True
    return in_use


def _is_key(
    warehouse: Source, villages: np.ndarray, months: np.ndarray, span: dict[str, object]
) -> npt.NDArray[np.bool_]:
    """Whether each village is on the list of key assisted villages in each month."""
    found = warehouse.arrays(_KEY, {"inside": span["inside"], "month": span["month"]})
    is_key = np.zeros((len(months), len(villages)), dtype=bool)
    at = _found(villages, found["code"])
    since, until = (found[name].astype("datetime64[M]") for name in ("from_month", "until_month"))
    for column, first, last in zip(at, since, until, strict=True):
        if column >= 0:
            is_key[(months >= first) & (months <= last), column] = True
    return is_key


def _found(ordered: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Where each asked code stands among the ordered ones; −1 where it does not."""
    if not len(ordered) or not len(asked):
        return np.full(len(asked), -1)
    wanted = asked.astype(str)
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(ordered[at] == wanted, at, -1)


def village_workshops(warehouse: Source, village: str, month: str | date | None = None) -> pd.DataFrame:
    """The active workshops that stand in a village or serve it, those in it first.

    Columns: key (how a link names it), workshop_id, name, workshop_type, opened_month,
    village_code (where it stands), is_own.
    """
    where = snapshot.place(warehouse, village)
    when = snapshot.month_of(warehouse, month)
    return warehouse.query(_WORKSHOPS, {"village": where.code, "month": when})
