"""The ledgers behind a figure: their files of facts, and who sent them, when and in which workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sharedwealth import months
from sharedwealth.intake import journal
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.lineage.model import LEDGER_COLUMNS
from sharedwealth.intake.publication import PUBLICATION, ROLLBACK
from sharedwealth.settings import Settings
from sharedwealth.warehouse import manifest
from sharedwealth.warehouse.manifest import Ledger, Manifest
from sharedwealth.warehouse.partitions import Partition

CountyMonth = tuple[str, date]


@dataclass(frozen=True)
class Sources:
    """Everything that went into one snapshot, by county and month."""

    kind: str
    partitions: Mapping[str, Mapping[date, Mapping[str, Partition]]]
    """By county, month and sheet."""
    ledgers: Mapping[str, tuple[Ledger, ...]]
    """By county, the oldest first."""

    def of(self, county: str) -> list[Partition]:
        return [each for sheets in self.partitions.get(county, {}).values() for each in sheets.values()]

    def months(self, county: str) -> list[date]:
        """The months whose ledger the county has sent."""
        return [each.month for each in self.ledgers.get(county, ())]


@lru_cache(maxsize=3)
def read(path: Path) -> Sources:
    """What a snapshot's manifest lists; a manifest never changes under its name."""
    return _sorted(manifest.read(path))


def _sorted(inputs: Manifest) -> Sources:
    partitions: dict[str, dict[date, dict[str, Partition]]] = {}
    for each in inputs.partitions():
        partitions.setdefault(each.county_code, {}).setdefault(each.month, {})[each.sheet] = each
    ledgers: dict[str, list[Ledger]] = {}
    for ledger in sorted(inputs.ledgers(), key=lambda each: each.month):
        ledgers.setdefault(ledger.county_code, []).append(ledger)
    kind = str(inputs.parsed["kind"])
    return Sources(kind, partitions, {county: tuple(listed) for county, listed in ledgers.items()})


def published(settings: Settings, code: str) -> dict[CountyMonth, Entry]:
    """The entry of the journal that brought each county-month into the snapshot; generated ones have none.

    A publication builds on the snapshot before it; a rollback brings all that stood in the older one.
    """
    known: dict[str, dict[CountyMonth, Entry]] = {}
    kinds: dict[str, str] = {}
    for entry in journal.read(settings):
        after, before = str(entry.told.get("after") or ""), str(entry.told.get("before") or "")
        if entry.kind == PUBLICATION:
            kind = str(entry.told["snapshot_kind"])
            # The first real ledgers leave the demonstration behind, with what was practised on it.
            stays = known.get(before, {}) if kinds.get(before) == kind else {}
            known[after] = stays | dict.fromkeys(_county_months(entry), entry)
            kinds[after] = kind
        elif entry.kind == ROLLBACK:
            wanted = str(entry.told["wanted"])
            known[after] = dict(known.get(wanted, {}))
            kinds[after] = kinds.get(wanted, "")
    return known.get(code, {})


def _county_months(entry: Entry) -> list[CountyMonth]:
    return [(each["county"], months.parse(each["month"])) for each in entry.told.get("ledgers", [])]


def file_names(entry: Entry | None, county: str, month: date) -> tuple[str, str]:
    """The workbook's name and its SHA-256 as the journal has them; several CSV files one after another."""
    for told in entry.told.get("ledgers", []) if entry else []:
        if (told["county"], told["month"]) == (county, months.write(month)):
            files = told["files"]
            return "、".join(each["name"] for each in files), " ".join(each["sha256"] for each in files)
    return "", ""


def listed(
    sources: Sources,
    entries: Mapping[CountyMonth, Entry],
    names: Mapping[str, str],
    used: Iterable[tuple[str, date, str, int]],
) -> pd.DataFrame:
    """A row with `LEDGER_COLUMNS` for each county, month, sheet and number of months used that have a file of facts."""
    found = []
    for county, month, sheet, months_used in used:
        partition = sources.partitions.get(county, {}).get(month, {}).get(sheet)
        if partition is None:
            continue
        entry = entries.get((county, month))
        file, file_sha256 = file_names(entry, county, month)
        found.append(
            {
                "county_code": county,
                "county_name": names.get(county, county),
                "month": months.write(month),
                "months_used": months_used,
                "sheet": sheet,
                "rows": partition.rows,
                "path": partition.path,
                "sha256": partition.sha256,
                "publication": entry.number if entry else 0,
                "at": entry.at if entry else "",
                "who": entry.who if entry else "",
                "reason": entry.reason if entry else "",
                "file": file,
                "file_sha256": file_sha256,
                "is_generated": entry is None and sources.kind == "demonstration",
            }
        )
    return pd.DataFrame(found, columns=list(LEDGER_COLUMNS))
