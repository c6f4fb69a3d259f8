"""What a publication changed: the headline figures that stood before and are others now.

Both snapshots stay as they are, so the same comparison can be made at any time; the first one is kept beside the
journal. Figures hidden for the few people behind them stay hidden on both sides.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from sharedwealth import indicators, months
from sharedwealth.errors import IntakeError, SnapshotError
from sharedwealth.intake import journal
from sharedwealth.intake.journal import Entry
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import files, manifest, shelf
from sharedwealth.warehouse.connection import Warehouse, open_snapshot

Report = Callable[[str, float], None]

INDICATORS = (
    "workshops_built", "workshops_active", "mountain_town_coverage", "village_coverage", "people_employed_cumulative",
    "low_income_people_employed_cumulative", "people_at_work", "low_income_people_at_work", "income_increase",
    "collective_income", "enterprise_output",
)  # fmt: skip
COLUMNS = (
    "publication", "area", "month", "indicator", "unit", "before", "after", "status_before", "status_after",
    "counties_before", "counties_after",
)  # fmt: skip
_TEXT = ("area", "month", "indicator", "unit", "status_before", "status_after")
_KEYS = ["area", "month"]


def of(settings: Settings, number: int, progress: Report | None = None) -> pd.DataFrame:
    """What the publication of this number changed, with `COLUMNS`: province first, then cities, then counties.

    One row for each headline figure, area and month that had a figure before and has another one now; `before` and
    `after` are NaN where they are suppressed or no longer there. Worked out the first time it is asked for.
    """
    kept = _path(settings, number)
    if not kept.is_file():
        entry = journal.find(settings, number)
        frame = _compared(settings, entry, progress or _silent)
        kept.parent.mkdir(parents=True, exist_ok=True)
        files.replace(kept, frame.to_csv(index=False).encode())
    return pd.read_csv(kept, dtype=dict.fromkeys(_TEXT, "str"), keep_default_na=False, na_values=[""])


def all_of(settings: Settings) -> pd.DataFrame:
    """What all publications changed, the latest first; those whose snapshots are no longer there are left out."""
    found = []
    for entry in reversed(journal.read(settings)):
        if entry.told.get("before") and entry.told.get("after"):
            try:
                found.append(of(settings, entry.number))
            except IntakeError:
                continue
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))


def _silent(_stage: str, _done: float) -> None:
    pass


def _path(settings: Settings, number: int) -> Path:
    return settings.journal / "restatements" / f"{number:06d}.csv"


def _compared(settings: Settings, entry: Entry, report: Report) -> pd.DataFrame:
    before, after = entry.told.get("before"), entry.told.get("after")
    if not before or not after:
        return pd.DataFrame(columns=list(COLUMNS))
    try:
        infos = [shelf.find(settings, code) for code in (before, after)]
        inputs = [manifest.read(info.manifest_path) for info in infos]
        one, other = (open_snapshot(info) for info in infos)
        changed = manifest.changed_counties(*inputs)
        found = list(_moved(one, other, changed, report))
    except (SnapshotError, duckdb.Error) as problem:
        sentence = t("The snapshots {before} and {after} cannot be compared: {problem}")
        raise IntakeError(sentence.format(before=before, after=after, problem=problem)) from problem
    frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))
    frame["publication"] = entry.number
    return frame[list(COLUMNS)]


def _moved(
    before: Warehouse, after: Warehouse, changed: Iterable[str], report: Report
) -> Iterator[pd.DataFrame]:
    """The rows that moved, area by area from the province down; only months that both snapshots have."""
    counties = sorted(changed)
    above = sorted({codes.up_to(each, "city") for each in counties})
    areas = [codes.PROVINCE, *above, *counties] if counties else []
    last = months.write(min(before.last_month, after.last_month))
    for done, area in enumerate(areas):
        report(area, done / len(areas))
        for key in INDICATORS:
            if codes.level(area) in indicators.CATALOGUE[key].levels:
                yield _of_one(before, after, key, area, last)


def _of_one(before: Warehouse, after: Warehouse, key: str, area: str, last: str) -> pd.DataFrame:
    old, new = (
        indicators.answer(each, key, area=area, month=last, by="month")[
            [*_KEYS, "value", "unit", "status", "counties_reported"]
        ]
        for each in (before, after)
    )
    both = old.merge(new, on=_KEYS, suffixes=("_before", "_after"))
    had = both["status_before"] != "no_data"
    values = both[["value_before", "value_after"]].to_numpy(dtype=float)
    is_same = np.isclose(values[:, 0], values[:, 1], rtol=1e-12, atol=0, equal_nan=True)
    # A figure that was carried from the last ledger and is reported now, the same, did not move.
    is_silent = np.isnan(values[:, 1]) & (both["status_before"] != both["status_after"])
    moved = both[had & (~is_same | is_silent)]
    return pd.DataFrame(
        {
            "area": moved["area"],
            "month": moved["month"],
            "indicator": key,
            "unit": moved["unit_after"],
            "before": moved["value_before"],
            "after": moved["value_after"],
            "status_before": moved["status_before"],
            "status_after": moved["status_after"],
            "counties_before": moved["counties_reported_before"],
            "counties_after": moved["counties_reported_after"],
        }
    )
