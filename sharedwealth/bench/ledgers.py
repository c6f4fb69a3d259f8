"""How long ledgers take: a county's workbook checked and published, every county's at once, and a very large one."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import xlsxwriter

from sharedwealth import months
from sharedwealth.bench import measure
from sharedwealth.bench.measure import Measure
from sharedwealth.intake import arriving, publication
from sharedwealth.intake.contexts import Contexts
from sharedwealth.intake.filing import Checked
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS, Column
from sharedwealth.ledger.words import YES_NO, template_words
from sharedwealth.settings import ROOT, Settings

CHECK_GOAL_S, PUBLISH_GOAL_S, ALL_GOAL_S, LARGE_GOAL_S, LARGE_GOAL_MIB = 2.0, 5.0, 240.0, 15.0, 1024.0
COUNTY = "331082"
LARGE_ROWS = 100_000
_TIMES = 3
_SEED = 20241101

# Runs beside the benchmark, so that its peak is of this check alone, and of the child that reads for it.
_LARGE = """
import json, re, resource, sys, time
from datetime import date
from pathlib import Path
from sharedwealth import settings
from sharedwealth.intake import arriving
from sharedwealth.intake.contexts import Contexts
begun = time.perf_counter()
found = arriving.checked(Contexts(settings.load()), [Path(sys.argv[1])])
taken = time.perf_counter() - begun
status = Path("/proc/self/status").read_text()
own = re.search(r"VmHWM:\\s+(\\d+)", status)[1]  # ru_maxrss begins with that of the process that began this one
peaks = [int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
rows = len(found.book.sheets["employment"].frame)
print(json.dumps({"seconds": taken, "mebibytes": max(peaks) / 1024, "rows": rows}))
"""


def measures(installation: Settings) -> Iterator[Measure]:
    """In a copy of the installation that shares its files, so nothing of this stays."""
    with tempfile.TemporaryDirectory(dir=installation.data) as folder:
        elsewhere = _copied(installation, Path(folder))
        known = Contexts(elsewhere)
        if known.last_month is None:
            raise AssertionError("there is no snapshot to publish onto")
        month = months.shift(known.last_month, 1)
        yield from _of_one_county(elsewhere, month)
        yield from _of_a_large_workbook(elsewhere, known, month)
        yield _of_every_county(elsewhere, month)


def _copied(installation: Settings, folder: Path) -> Settings:
    """The published files by hard links: they are never changed, only taken away."""
    for name in ("boundaries", "partitions", "snapshots"):
        for path in (installation.data / name).rglob("*"):
            target = folder / path.relative_to(installation.data)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            elif not path.name.startswith("."):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(path, target)
    return replace(installation, data=folder)


def _of_one_county(elsewhere: Settings, month: date) -> Iterator[Measure]:
    """Checked, then published: first anew, then as corrections."""
    checking, publishing = [], []
    for time in range(_TIMES):
        path = elsewhere.data / f"{COUNTY}-{months.write(month)}.xlsx"
        write(Contexts(elsewhere).of(COUNTY, month), path, seed=_SEED + time)
        begun = perf_counter()
        ledger = arriving.checked(Contexts(elsewhere), [path])
        checking.append(perf_counter() - begun)
        begun = perf_counter()
        _publish(elsewhere, [ledger], month)
        publishing.append(perf_counter() - begun)
    rows = len(ledger.book.sheets["employment"].frame)
    yield measure.of(f"ledger: check {rows:,} workers", checking, goal=CHECK_GOAL_S, about="p50", unit="s")
    yield measure.of(
        f"ledger: publish {rows:,} workers", publishing, goal=PUBLISH_GOAL_S, about="p50", unit="s"
    )


def _of_every_county(elsewhere: Settings, month: date) -> Measure:
    """All counties' workbooks in one call, checked and published together; writing them is not counted."""
    known = Contexts(elsewhere)
    later = months.shift(month, 1)
    paths = []
    for code in sorted(known.counties):
        paths.append(elsewhere.data / f"{code}-{months.write(later)}.xlsx")
        write(known.of(code, later), paths[-1], seed=_SEED)
    begun = perf_counter()
    fresh = Contexts(elsewhere)
    _publish(elsewhere, [arriving.checked(fresh, [path]) for path in paths], later)
    taken = [perf_counter() - begun]
    return measure.of(f"ledger: {len(paths)} counties at once", taken, goal=ALL_GOAL_S, about="p50", unit="s")


def _of_a_large_workbook(elsewhere: Settings, known: Contexts, month: date) -> Iterator[Measure]:
    path = elsewhere.data / f"{COUNTY}-{months.write(month)}-large.xlsx"
    write(known.of(COUNTY, month), path, seed=_SEED, workers=LARGE_ROWS)
    command = [sys.executable, "-c", _LARGE, str(path)]
    environment = {**os.environ, "SHAREDWEALTH_DATA": str(elsewhere.data), "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
    found = json.loads(told.stdout)
    if found["rows"] != LARGE_ROWS:
        raise AssertionError(f"{found['rows']} rows were read of {LARGE_ROWS}")
    name = f"ledger: check {LARGE_ROWS:,} workers"
    yield measure.of(name, [found["seconds"]], goal=LARGE_GOAL_S, about="p50", unit="s")
    yield measure.of(f"{name}, memory", [found["mebibytes"]], goal=LARGE_GOAL_MIB, about="p50", unit="MiB")


def _publish(elsewhere: Settings, ledgers: list[Checked], month: date) -> None:
    errors = [finding for each in ledgers for finding in each.findings if finding.severity == "error"]
    if errors:
        raise AssertionError(f"{len(errors)} errors in ledgers made to be clean, first {errors[0]}")
    publication.publish(
        elsewhere, ledgers, who="bench", reason="bench", today=publication.due(elsewhere, month)
    )


def write(context: Context, path: Path, *, seed: int, workers: int | None = None) -> None:
    """The county's last ledger once more, with other wages and days, as a clerk would send it for this month.

    With `workers` as many rows as that: the same people's rows over and over under other numbers.
    """
    chance = np.random.default_rng(seed)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        cover = book.add_worksheet("说明")
        for row, (label, value) in enumerate(
            (("县代码", context.county_code), ("月份", months.write(context.month)))
        ):
            cover.write_row(row, 0, (label, value))
        for name, sheet in SHEETS.items():
            frame = context.previous[name]
            if name == "employment":
                frame = _another_month(frame, chance, workers)
            _write_sheet(book, sheet.title_zh, sheet.columns, frame)


def _another_month(frame: pd.DataFrame, chance: np.random.Generator, workers: int | None) -> pd.DataFrame:
    if workers is not None:
        times = -(-workers // len(frame))
        copies = [frame.assign(worker_id=frame["worker_id"] + f"X{each}") for each in range(times)]
        frame = pd.concat(copies, ignore_index=True).head(workers)
    wages = (frame["wage_yuan"].astype(float) * chance.normal(1.0, 0.06, len(frame))).clip(100, 40_000)
    days = frame["days_worked"].astype(float) + chance.integers(-1, 1, len(frame))
    return frame.assign(wage_yuan=wages.round().astype(int), days_worked=days.clip(1, 28).astype(int))


def _write_sheet(
    book: xlsxwriter.Workbook, title: str, columns: tuple[Column, ...], frame: pd.DataFrame
) -> None:
    page = book.add_worksheet(title)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, [f"{column.heading_zh}{'*' if column.is_required else ''}" for column in columns])
    page.write_row(1, 0, [column.name for column in columns])
    listed = [_written(column, frame[column.name]) for column in columns]
    for row, values in enumerate(zip(*listed, strict=True), start=2):
        for place, value in enumerate(values):
            if isinstance(value, date):
                page.write_datetime(row, place, value, day)
            elif value is not None:
                page.write(row, place, value)


def _written(column: Column, values: pd.Series) -> list[object]:
    """Each value as the template would have it in its cell; None for an empty one."""
    choices = YES_NO if column.duckdb_type == "BOOLEAN" else column.choices
    words = template_words(choices) if choices else {}
    found: list[object] = []
    for value in values:
        if pd.isna(value):
            found.append(None)
        elif column.duckdb_type == "BOOLEAN":
            found.append(words["yes" if value else "no"])
        elif column.duckdb_type == "DATE":
            found.append(pd.Timestamp(value).date())
        elif column.duckdb_type == "VARCHAR":
            found.append(words.get(value, value))
        else:
            found.append(value.item() if hasattr(value, "item") else value)
    return found
