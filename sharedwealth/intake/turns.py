"""The turn of whoever changes what is current: what was cut off is completed first, and what the disk refuses is told.

Publications, returns to an older snapshot and approvals all end in the same way: the snapshot is found or built,
pointed to, and the line of the journal written that confirms it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import duckdb
import pandas as pd

from sharedwealth.errors import IntakeError
from sharedwealth.intake import unfinished
from sharedwealth.intake.journal import Entry
from sharedwealth.intake.unfinished import Pending
from sharedwealth.places import register
from sharedwealth.settings import Settings
from sharedwealth.text import t
from sharedwealth.warehouse import manifest, partitions, publishing
from sharedwealth.warehouse.connection import open_snapshot
from sharedwealth.warehouse.manifest import Manifest
from sharedwealth.warehouse.publishing import Turn
from sharedwealth.warehouse.shelf import SnapshotInfo

Report = Callable[[str, float], None]


@contextmanager
def turn(settings: Settings) -> Iterator[Turn]:
    """The publisher's turn, after whatever was cut off is completed; what the disk refuses becomes a sentence."""
    try:
        settings.snapshots.mkdir(parents=True, exist_ok=True)
        with publishing.turn(settings) as mine:
            partitions.remove_leftovers(settings)
            unfinished.complete(settings)
            try:
                yield mine
            except BaseException:
                # The next publication would clear up too; a disk that is full had better be cleared now.
                with suppress(OSError):
                    unfinished.complete(settings)
                raise
    except (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as problem:
        sentence = t(
            "The data folder could not be written to ({problem}). The snapshot that was current stays so. Make room or"
            " give the right to write, then publish again."
        )
        said = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise IntakeError(sentence.format(problem=said)) from problem


def register_frames(settings: Settings) -> dict[str, pd.DataFrame]:
    found = register.load(settings)
    return {"places": found.places, "designations": found.designations, "targets": found.targets}


def described(settings: Settings, info: SnapshotInfo) -> dict[str, Any] | None:
    """Today's register for real ledgers; None for a demonstration, which keeps its own."""
    return None if info.kind == "demonstration" else manifest.described(register_frames(settings))


def frames_of(settings: Settings, info: SnapshotInfo) -> Mapping[str, pd.DataFrame]:
    """The register for a full build: today's for real ledgers, the snapshot's own for a demonstration."""
    if info.kind != "demonstration":
        return register_frames(settings)
    warehouse = open_snapshot(info)
    found = {
        "places": warehouse.query("SELECT * FROM places"),
        "designations": warehouse.query("SELECT * FROM designations"),
        "targets": warehouse.query("SELECT * FROM targets"),
    }
    warehouse.close()
    return found


def pointed(
    settings: Settings,
    mine: Turn,
    inputs: Manifest,
    frames: Callable[[], Mapping[str, pd.DataFrame]],
    pending: Pending,
    report: Report,
) -> tuple[SnapshotInfo, Entry]:
    """Builds the snapshot unless it is there, points to it, and confirms."""
    info = mine.found(inputs) or mine.made(inputs, frames, report)
    mine.point_to(info)
    entry = pending.done(settings)
    report(t("published"), 1.0)
    return info, entry


def within(report: Report, stage: str, start: float, end: float) -> Report:
    """Reports a part's own progress, from 0 to 1, as its place in the whole."""
    return lambda _part, done: report(stage, start + (end - start) * done)


def silent(_stage: str, _done: float) -> None:
    pass
