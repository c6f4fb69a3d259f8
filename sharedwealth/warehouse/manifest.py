"""What a snapshot is made of, written down: the same inputs give the same manifest and so the same code."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

import sharedwealth
from sharedwealth import months
from sharedwealth.choices import KINDS
from sharedwealth.errors import SnapshotError
from sharedwealth.ledger.sheets import SHEETS, create_table_sql
from sharedwealth.text import t
from sharedwealth.warehouse.partitions import Partition
from sharedwealth.warehouse.schema import HERE

FORMAT = 2


@dataclass(frozen=True)
class Ledger:
    """A county's ledger for a month: received when, after the day it was due or not, and whether it is verified.

    Verified is what the province has approved, and what was generated.
    """

    county_code: str
    month: date
    received_on: date | None
    is_late: bool
    is_verified: bool


@dataclass(frozen=True)
class Manifest:
    """The inputs of one snapshot; `content` is the file's bytes, and everything else follows from it."""

    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def code(self) -> str:
        """The name that is said aloud: six hexadecimal digits in capitals."""
        return self.sha256[:6].upper()

    @cached_property
    def parsed(self) -> dict[str, Any]:
        """The content as read from JSON."""
        return dict(json.loads(self.content))

    def partitions(self) -> list[Partition]:
        return list(self._partitions)

    def ledgers(self) -> list[Ledger]:
        # Manifests of before approvals were kept do not say who is verified: generated ledgers are, others are not.
        unsaid = self.parsed["kind"] == "demonstration"
        return [
            Ledger(
                county,
                months.parse(month),
                date.fromisoformat(received) if received else None,
                is_late,
                said[0] if said else unsaid,
            )
            for county, month, received, is_late, *said in self.parsed["ledgers"]
        ]

    @cached_property
    def _partitions(self) -> list[Partition]:
        known = {
            written: months.parse(written) for written in {p["month"] for p in self.parsed["partitions"]}
        }
        return [Partition(**{**each, "month": known[each["month"]]}) for each in self.parsed["partitions"]]

    def totals(self) -> dict[str, dict[str, int]]:
        """Rows and sums of each sheet over all its partitions, as `{"employment": {"rows": …, "wage_yuan": …}}`."""
        return totals(self._partitions)


def totals(listed: Iterable[Partition]) -> dict[str, dict[str, int]]:
    """Rows and sums of each sheet over these partitions."""
    found = {name: dict.fromkeys(("rows", *sheet.summed), 0) for name, sheet in SHEETS.items()}
    for each in listed:
        sheet = found[each.sheet]
        sheet["rows"] += each.rows
        for column, value in each.sums.items():
            sheet[column] += value
    return found


def read(path: Path) -> Manifest:
    """The manifest as it lies on disk; a `SnapshotError` when it is missing or no manifest."""
    try:
        manifest = Manifest(path.read_bytes())
        manifest.totals()
        manifest.partitions()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        sentence = t("The manifest {file} cannot be read ({problem}). Restore it from the backup.")
        raise SnapshotError(sentence.format(file=path.name, problem=problem)) from problem
    return manifest


def compose(
    partitions: Sequence[Partition],
    ledgers: Sequence[Ledger],
    register: dict[str, pd.DataFrame],
    kind: str,
    as_of: date,
    seed: int | None = None,
) -> Manifest:
    """The manifest of these inputs, in whatever order they come.

    A `ValueError` tells the caller of a kind that does not exist, a ledger after `as_of`, a partition without its
    ledger, or two partitions of one sheet, county and month.
    """
    return _written(partitions, ledgers, described(register), kind, as_of, seed)


def described(register: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """What a manifest says of a register: rows and digest of each of its frames."""
    return {name: {"rows": len(frame), "sha256": _digest(frame)} for name, frame in register.items()}


def revise(
    base: Manifest,
    partitions: Sequence[Partition],
    ledgers: Sequence[Ledger],
    register: dict[str, Any] | None = None,
) -> Manifest:
    """The base with other facts, by this version of the program; its kind, seed and, unless given, its register stay.

    It reaches to the last month that has a ledger.
    """
    values = base.parsed
    as_of = max(each.month for each in ledgers)
    return _written(
        partitions, ledgers, register or values["register"], values["kind"], as_of, values.get("seed")
    )


def changed_counties(before: Manifest, after: Manifest) -> set[str]:
    """The counties that have other facts, or ledgers of other months, in one than in the other.

    When a ledger came and whether it is verified changes no fact.
    """
    kinds = [
        ({(p["county_code"], p["sha256"], p["path"]) for p in before.parsed["partitions"]},
         {(p["county_code"], p["sha256"], p["path"]) for p in after.parsed["partitions"]}),
        ({tuple(each[:2]) for each in before.parsed["ledgers"]},
         {tuple(each[:2]) for each in after.parsed["ledgers"]}),
    ]  # fmt: skip
    return {each[0] for one, other in kinds for each in one ^ other}


def _written(
    partitions: Sequence[Partition],
    ledgers: Sequence[Ledger],
    register: dict[str, Any],
    kind: str,
    as_of: date,
    seed: int | None,
) -> Manifest:
    _check(partitions, ledgers, kind, as_of)
    values: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind,
        "as_of": months.write(as_of),
        "program": program(),
        "register": register,
    }
    if seed is not None:
        values["seed"] = seed
    lists: dict[str, list[Any]] = {
        "ledgers": [
            [
                each.county_code,
                months.write(each.month),
                str(each.received_on or ""),
                each.is_late,
                each.is_verified,
            ]
            for each in sorted(ledgers, key=lambda each: (each.month, each.county_code))
        ],
        "partitions": [
            {**vars(each), "month": months.write(each.month)}
            for each in sorted(partitions, key=lambda each: (each.month, each.county_code, each.sheet))
        ],
    }
    # One row a line: a tenth of the time that an indented text of thousands of rows takes, and fit for comparing.
    lines = [f"{_json(name)}: {_json(value)}" for name, value in values.items()]
    lines += [f"{_json(name)}: [\n{_lines(rows)}]" for name, rows in lists.items()]
    return Manifest(("{\n" + ",\n".join(sorted(lines)) + "\n}\n").encode())


def _lines(rows: Iterable[Any]) -> str:
    return ",\n".join(map(_json, rows))


def _json(value: Any) -> str:  # noqa: ANN401  whatever JSON can say
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def program() -> dict[str, str]:
    """The version of the program and a digest of its rules, as a manifest written now says it."""
    return {"version": sharedwealth.__version__, "rules": rules()}


@cache
def rules() -> str:
    """A digest of everything that turns facts into figures: the statements, the schema, the columns of the sheets."""
    digest = hashlib.sha256()
    for file in sorted(HERE.rglob("*.sql")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    for sheet in SHEETS:
        digest.update(create_table_sql(sheet).encode())
    return digest.hexdigest()


def _check(partitions: Iterable[Partition], ledgers: Iterable[Ledger], kind: str, as_of: date) -> None:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of snapshot")
    reported = [(each.county_code, each.month) for each in ledgers]
    if len(set(reported)) < len(reported):
        raise ValueError("a county has two ledgers for one month")
    if any(month > as_of for _, month in reported):
        raise ValueError(f"a ledger is of a month after {months.write(as_of)}")
    known = set(reported)
    seen: set[tuple[str, str, date]] = set()
    for each in partitions:
        name = (each.sheet, each.county_code, each.month)
        if name in seen:
            raise ValueError(f"two partitions are of {name}")
        if name[1:] not in known:
            raise ValueError(f"there is no ledger behind the partition {name}")
        seen.add(name)


def _digest(frame: pd.DataFrame) -> str:
    """The same for the same rows in any order of rows and columns."""
    ordered = frame[sorted(frame.columns)]
    lines = ordered.to_csv(index=False, header=False, lineterminator="\n").splitlines()
    return hashlib.sha256("\n".join([",".join(ordered.columns), *sorted(lines)]).encode()).hexdigest()
