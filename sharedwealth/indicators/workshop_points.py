"""Every workshop with its place, and in which months it is active, as a map of workshops needs it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.question import check_type
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.workshop_directory import KEY

# A workshop whose ledger gives no position stands where its village does.
_WORKSHOPS = """
SELECT w.key, w.county_code, w.workshop_id, w.name, w.workshop_type, w.village_code, w.opened_month, w.closed_month,
       coalesce(w.longitude, p.longitude) AS longitude, coalesce(w.latitude, p.latitude) AS latitude
FROM (SELECT *, {key} AS key FROM workshops) AS w
LEFT JOIN places AS p ON p.code = w.village_code
WHERE starts_with(w.village_code, $inside)
  AND ($type = 'all' OR w.workshop_type = $type)
  AND coalesce(w.longitude, p.longitude) IS NOT NULL
ORDER BY w.county_code, w.workshop_id
""".strip().replace("{key}", KEY)
_LEDGERS = "SELECT county_code, month, ledger_month FROM county_months WHERE ledger_month IS NOT NULL"


@dataclass(frozen=True)
class WorkshopMonths:
    """Workshops in the order of their numbers; the arrays are parallel to them."""

    keys: tuple[str, ...]
    """How a link names each."""
    names: tuple[str, ...]
    villages: tuple[str, ...]
    """Codes of the villages that they stand in."""
    types: npt.NDArray[np.uint8]
    """Indexes of `choices.WORKSHOP_TYPES`."""
    longitudes: npt.NDArray[np.float64]
    latitudes: npt.NDArray[np.float64]
    is_active: npt.NDArray[np.bool_]
    """A row is a month of the snapshot, a column a workshop."""
    ids: tuple[tuple[str, str], ...]
    """County and number of each, by which other tables know them."""


def workshop_months(warehouse: Source, area: str = "33", workshop_type: str | None = None) -> WorkshopMonths:
    """Every workshop of the area, active in a month as its county's latest ledger up to then has it."""
    if workshop_type is not None:
        check_type(workshop_type)
    where = snapshot.place(warehouse, area)
    found = warehouse.arrays(_WORKSHOPS, {"inside": where.code, "type": workshop_type or "all"})
    known = _ledger_months(warehouse, found["county_code"])
    opened, closed = (found[name].astype("datetime64[M]") for name in ("opened_month", "closed_month"))
    order = {key: at for at, key in enumerate(WORKSHOP_TYPES)}
    return WorkshopMonths(
        tuple(found["key"].tolist()),
        tuple(str(name) for name in found["name"]),
        tuple(found["village_code"].tolist()),
        np.array([order[key] for key in found["workshop_type"]], dtype=np.uint8),
        found["longitude"].astype(float),
        found["latitude"].astype(float),
        (opened <= known) & ~(closed <= known),
        tuple(zip(found["county_code"].tolist(), found["workshop_id"].tolist(), strict=True)),
    )


def _ledger_months(warehouse: Source, counties: np.ndarray) -> np.ndarray:
    """Of each month and workshop the latest ledger of its county up to then; NaT before the first."""
    months = np.array(snapshot.snapshot(warehouse).months, dtype="datetime64[M]")
    listed, at = np.unique(counties.astype(str), return_inverse=True)
    known = np.full((len(months), len(listed)), np.datetime64("NaT"), dtype="datetime64[M]")
    found = warehouse.arrays(_LEDGERS)
    place = {county: column for column, county in enumerate(listed.tolist())}
    rows = np.searchsorted(months, found["month"].astype("datetime64[M]"))
    ledgers = found["ledger_month"].astype("datetime64[M]")
    for county, row, ledger in zip(found["county_code"].tolist(), rows, ledgers, strict=True):
        if county in place:
            known[row, place[county]] = ledger
    return known[:, at]
