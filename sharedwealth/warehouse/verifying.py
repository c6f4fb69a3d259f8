"""Rechecking a snapshot against its manifest, down to every file of facts behind it."""

from dataclasses import dataclass

import duckdb

from sharedwealth import numbers
from sharedwealth.errors import SnapshotError
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import checks, files, manifest, partitions, shelf
from sharedwealth.warehouse.connection import connect
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.partitions import Partition
from sharedwealth.warehouse.shelf import SnapshotInfo


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was published: which file, and what is wrong with it."""

    subject: str
    problem: str

    def __str__(self) -> str:
        return t("{subject}: {problem}").format(subject=self.subject, problem=self.problem)


def verify(settings: Settings, code: str | None = None) -> list[Finding]:
    """Everything wrong with the snapshot (the current one when no code is given) and the facts behind it.

    Empty when all is as published. A snapshot that cannot even be found is a `SnapshotError`.
    """
    info = shelf.find(settings, code) if code else shelf.pointed_to(settings)
    try:
        inputs = manifest.read(info.manifest_path)
    except SnapshotError as problem:
        return [*_of_file(info, None), Finding(info.manifest_path.name, str(problem))]
    found = _of_file(info, inputs)
    if inputs.sha256 != info.manifest_sha256:
        found.append(Finding(info.manifest_path.name, t("its content has changed")))
    with duckdb.connect() as con:
        for sheet in SHEETS:
            listed = [each for each in inputs.partitions() if each.sheet == sheet]
            found += _of_partitions(con, settings, sheet, listed)
    return found


def _of_file(info: SnapshotInfo, inputs: Manifest | None) -> list[Finding]:
    """The snapshot's own file: present, unchanged, with the tables and sums it should have."""
    name = info.path.name
    problem = shelf.file_problem(info)
    if not problem and files.digest(info.path) != info.sha256:
        problem = t("its content has changed")
    if problem:
        return [Finding(name, problem)]
    if inputs is None:
        return []
    with connect(info.path) as con:
        return [Finding(name, each) for each in checks.differences(con, inputs.totals())]


def _of_partitions(
    con: duckdb.DuckDBPyConnection, settings: Settings, sheet: str, listed: list[Partition]
) -> list[Finding]:
    """Files of one sheet: present, unchanged, with the rows and sums that the manifest says."""
    found: list[Finding] = []
    whole = {}
    for each in listed:
        path = settings.partitions / each.path
        if not path.is_file():
            found.append(Finding(each.path, t("the file is missing")))
        elif files.digest(path) != each.sha256:
            found.append(Finding(each.path, t("its content has changed")))
        else:
            whole[path] = each
    for path, (county, month, total) in partitions.totals(con, sheet, list(whole)).items():
        each = whole[path]
        if (county, month, total) != (each.county_code, each.month, (each.rows, each.sums)):
            sentence = t("it holds {county} {month} with rows and sums other than the manifest says")
            found.append(Finding(each.path, sentence.format(county=county, month=numbers.month(month))))
    return found
