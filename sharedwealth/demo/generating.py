"""Generates the demonstration province and publishes it, the way real ledgers are published."""

from collections.abc import Callable

import duckdb
import pandas as pd

from sharedwealth.demo import anchors, plan, province
from sharedwealth.errors import RegisterError, SnapshotError
from sharedwealth.places import codes
from sharedwealth.places.demonstration import demonstration_designations, demonstration_places
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t
from sharedwealth.warehouse import manifest, partitions, snapshots

SEED = 20241031
KIND = "demonstration"

Progress = Callable[[str, float], None]

# Where in the whole each part begins and ends, by the time it takes on two cores.
_DRAWN, _FILED = 0.12, 0.50
_FILING = {
    "workshops": (0.12, 0.20),
    "enterprises": (0.20, 0.25),
    "partnerships": (0.25, 0.30),
    "employment": (0.30, 0.45),
    "results": (0.45, 0.50),
}
_FILING_STAGE = mark("Filing the ledgers")
_PUBLISHING_STAGE = mark("Building the snapshot")


def generate(
    settings: Settings, register: Register, seed: int = SEED, progress: Progress | None = None
) -> snapshots.Snapshot:
    """Draws every county's ledgers from June 2022 to October 2024 and publishes them as the current snapshot.

    The same seed, register and program give the same rows. `progress` is told the stage, in the run's language,
    and how far the whole is, from 0 to 1.
    """
    report = progress or (lambda _stage, _done: None)
    frames = _register(register, seed)
    decided = plan.province(seed)
    _require_counties(decided, frames["places"])
    with duckdb.connect() as con:
        province.draw(
            con,
            decided,
            frames["places"],
            frames["designations"],
            lambda stage, done: report(t(stage), done * _DRAWN),
        )
        filed = [
            partition
            for sheet, (start, end) in _FILING.items()
            for partition in partitions.write(
                con, settings, sheet, sheet, _within(report, t(_FILING_STAGE), start, end)
            )
        ]
    ledgers = [
        snapshots.Ledger(
            row["county_code"], row["month"], row["received_on"], row["is_late"], is_verified=True
        )
        for row in decided.ledgers.to_dict("records")
    ]
    return snapshots.publish(
        settings,
        filed,
        ledgers,
        **frames,
        kind=KIND,
        as_of=anchors.LAST,
        progress=_within(report, t(_PUBLISHING_STAGE), _FILED, 1.0),
        seed=seed,
    )


def is_current(settings: Settings, register: Register, seed: int = SEED) -> bool:
    """Whether the current snapshot is the demonstration of this seed and register, made by this program's version.

    A snapshot that is damaged, or whose manifest is, is not.
    """
    if not snapshots.has_any(settings):
        return False
    wanted = manifest.compose([], [], _register(register, seed), KIND, anchors.LAST, seed).parsed
    try:
        found = manifest.read(snapshots.current(settings).manifest_path).parsed
    except SnapshotError:
        return False
    return all(
        found.get(key) == value for key, value in wanted.items() if key not in {"ledgers", "partitions"}
    )


def _register(register: Register, seed: int) -> dict[str, pd.DataFrame]:
    return {
        "places": demonstration_places(register),
        "designations": demonstration_designations(register, seed),
        "targets": register.targets,
    }


def _within(report: Progress, stage: str, start: float, end: float) -> Progress:
    """Reports a part's own progress, from 0 to 1, as its place in the whole."""
    return lambda _part, done: report(stage, start + done * (end - start))


def _require_counties(decided: plan.Plan, places: pd.DataFrame) -> None:
    with_villages = places.loc[places["level"] == "village", "code"].str[: codes.LENGTHS["county"]].unique()
    lacking = decided.counties.loc[~decided.counties["county_code"].isin(with_villages), "county_code"]
    if len(lacking):
        raise RegisterError(
            t(
                "The demonstration needs villages in all 90 counties; the register has none in {county}."
            ).format(county=lacking.iloc[0])
        )
