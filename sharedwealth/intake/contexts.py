"""What each county's ledger is held against, gathered from the current snapshot, its facts and the register."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

import duckdb
import pandas as pd

from sharedwealth import months
from sharedwealth.errors import UnknownAreaError
from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS, Sheet
from sharedwealth.places import boundaries, register
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import manifest, partitions, shelf
from sharedwealth.warehouse.connection import Warehouse, open_snapshot
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.partitions import Partition

HISTORY_MONTHS = 12
_PLACE_COLUMNS = ["code", "level", "name_zh", "name_en", "parent_code"]

_PLACES = "SELECT code, level, name_zh, name_en, parent_code FROM places ORDER BY code"
_IN_USE = "SELECT code, valid_from, valid_to FROM designations WHERE designation = 'code_in_use'"
_WORKSHOPS = "SELECT workshop_id, county_code FROM workshops"
_HISTORY = """
SELECT workshop_id, month, people, wage_sum
FROM workshop_months
WHERE county_code = $county AND month >= $first AND month < $month
ORDER BY workshop_id, month
"""
_PEERS = """
WITH latest AS (
    SELECT w.workshop_type, CAST(m.people AS DOUBLE) AS people, m.wage_sum / m.people AS wage
    FROM workshop_months AS m
    JOIN workshops AS w ON w.county_code = m.county_code AND w.workshop_id = m.workshop_id
    WHERE m.month = (SELECT max(month) FROM workshop_months WHERE month < $month) AND m.people > 0
)
SELECT workshop_type,
       median(people) AS people_median,
       mad(people) AS people_mad,
       median(wage) AS wage_median,
       mad(wage) AS wage_mad
FROM latest
GROUP BY workshop_type
ORDER BY workshop_type
"""


def context(settings: Settings, county_code: str, month: date, today: date | None = None) -> Context:
    """What the county's ledger for the month is held against; for many counties ask one `Contexts`."""
    return Contexts(settings, today).of(county_code, month)


class Contexts:
    """Contexts of any counties and months, all from the snapshot that was current when this was made.

    A `SnapshotError` when there is one but it is damaged. Where nothing was ever published, or for a chain that
    begins anew, only the register and the boundaries are known.
    """

    def __init__(self, settings: Settings, today: date | None = None, *, from_nothing: bool = False) -> None:
        self._settings = settings
        self._today = today or date.today()  # noqa: DTZ011  the clerk's own day
        has_snapshot = not from_nothing and shelf.has_any(settings)
        self._info = shelf.current(settings) if has_snapshot else None
        self._peers: dict[date, pd.DataFrame] = {}
        self._beside: dict[str, str] = {}

    @property
    def snapshot(self) -> str | None:
        """The code of the snapshot that is asked; None where there is none."""
        return self._info.code if self._info else None

    @property
    def kind(self) -> str:
        """`demonstration` on a demonstration snapshot, else `reported`."""
        return self._info.kind if self._info else "reported"

    @cached_property
    def counties(self) -> dict[str, str]:
        """Every county's code to its Chinese name."""
        found = self._places[self._places["level"] == "county"]
        return dict(zip(found["code"], found["name_zh"], strict=True))

    @cached_property
    def last_month(self) -> date | None:
        """The last month of the snapshot; None where there is none."""
        return months.parse(self._info.as_of) if self._info else None

    def of(self, county_code: str, month: date) -> Context:
        """The context of one county-month; an `UnknownAreaError` where the register has no such county."""
        if county_code not in self.counties:
            raise UnknownAreaError(t("The register has no county {code}.").format(code=county_code))
        beside = {number: county for number, county in self._beside.items() if county != county_code}
        known = Context(
            county_code,
            month,
            self._today,
            self._places_of(county_code),
            boundaries.load().counties.get(county_code),
            workshops_elsewhere=beside,
            in_use=self._in_use[self._in_use["code"].str.startswith(county_code)],
            previous={name: _empty(sheet) for name, sheet in SHEETS.items()},
        )
        if self._info is None:
            return known
        span = {"county": county_code, "month": month, "first": months.shift(month, -HISTORY_MONTHS)}
        return replace(
            known,
            previous=self._previous(county_code, month),
            history=self._warehouse.query(_HISTORY, span),
            peers=self._peers_before(month),
            workshops_elsewhere=beside | {k: c for k, c in self._workshops.items() if c != county_code},
            enterprises=self._enterprises_elsewhere(county_code),
        )

    def remember(self, county_code: str, book: Book) -> None:
        """Holds the ledgers that come after against this one too: several counties' may be sent at once."""
        sheet = book.sheets.get("workshops")
        if sheet is not None:
            for number in sheet.frame["workshop_id"].dropna():
                self._beside.setdefault(str(number), county_code)

    @cached_property
    def _warehouse(self) -> Warehouse:
        if self._info is None:
            raise AssertionError("there is no snapshot to ask")
        return open_snapshot(self._info)

    @cached_property
    def _facts(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect()

    @cached_property
    def _manifest(self) -> Manifest:
        if self._info is None:
            raise AssertionError("there is no snapshot to ask")
        return manifest.read(self._info.manifest_path)

    @cached_property
    def _places(self) -> pd.DataFrame:
        """Demonstration snapshots bring their own villages, which exist nowhere else."""
        if self._info is not None and self._info.kind == "demonstration":
            return self._warehouse.query(_PLACES)
        return self._register.places[_PLACE_COLUMNS]

    @cached_property
    def _register(self) -> Register:
        return register.load(self._settings)

    @cached_property
    def _in_use(self) -> pd.DataFrame:
        if self._info is not None and self._info.kind == "demonstration":
            return self._warehouse.query(_IN_USE)
        listed = self._register.designations
        return listed.loc[listed["designation"] == "code_in_use", ["code", "valid_from", "valid_to"]]

    def _places_of(self, county_code: str) -> pd.DataFrame:
        places = self._places
        wanted = (places["level"] == "county") | places["code"].str.startswith(county_code)
        return places[wanted].reset_index(drop=True)

    @cached_property
    def _partitions(self) -> dict[str, dict[date, dict[str, Partition]]]:
        """By county, month and sheet."""
        found: dict[str, dict[date, dict[str, Partition]]] = {}
        for each in self._manifest.partitions():
            found.setdefault(each.county_code, {}).setdefault(each.month, {})[each.sheet] = each
        return found

    def _previous(self, county_code: str, month: date) -> dict[str, pd.DataFrame]:
        """The sheets of the county's latest ledger before the month; all empty where there is none."""
        earlier = [each for each in self._partitions.get(county_code, {}) if each < month]
        listed = self._partitions[county_code][max(earlier)] if earlier else {}
        return {
            name: _as_written(partitions.read(self._facts, self._settings, [listed[name]]), sheet)
            if name in listed
            else _empty(sheet)
            for name, sheet in SHEETS.items()
        }

    def _peers_before(self, month: date) -> pd.DataFrame:
        if month not in self._peers:
            self._peers[month] = self._warehouse.query(_PEERS, {"month": month})
        return self._peers[month]

    @cached_property
    def _workshops(self) -> Mapping[str, str]:
        found = self._warehouse.query(_WORKSHOPS)
        return dict(zip(found["workshop_id"], found["county_code"], strict=True))

    @cached_property
    def _enterprises(self) -> list[tuple[str, str, str]]:
        """County, credit code and name, from every county's latest ledger."""
        latest = [listed[max(listed)].get("enterprises") for listed in self._partitions.values()]
        named = [each for each in latest if each is not None]
        if not named:
            return []
        rows = partitions.read(self._facts, self._settings, named)
        return list(zip(rows["county_code"], rows["credit_code"], rows["name"], strict=True))

    def _enterprises_elsewhere(self, county_code: str) -> dict[str, str]:
        return {credit_code: name for county, credit_code, name in self._enterprises if county != county_code}


def _empty(sheet: Sheet) -> pd.DataFrame:
    return pd.DataFrame({each.name: pd.Series(dtype=each.pandas_type) for each in sheet.columns})


def _as_written(rows: pd.DataFrame, sheet: Sheet) -> pd.DataFrame:
    """The ledger's own columns; positions as the county wrote them, in the system of coordinates it named."""
    if sheet.name == "workshops":
        was_converted = rows["reported_longitude"].notna()
        rows = rows.assign(
            longitude=rows["longitude"].mask(was_converted, rows["reported_longitude"]),
            latitude=rows["latitude"].mask(was_converted, rows["reported_latitude"]),
        )
    return rows[[each.name for each in sheet.columns]].reset_index(drop=True)
