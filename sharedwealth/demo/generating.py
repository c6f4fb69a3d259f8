"""Generates the demonstration province and publishes it, the way real ledgers are published."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from sharedwealth import months
from sharedwealth.demo import anchors, plan, province
from sharedwealth.errors import RegisterError
from sharedwealth.places import codes
from sharedwealth.places.demonstration import demonstration_designations, demonstration_places
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t
from sharedwealth.warehouse import partitions, snapshots

SEED = 20241031
KIND = "demonstration"

Progress = Callable[[str, float], None]

# Shares of the time of the whole, as measured on two cores.
_DRAWN, _WRITTEN = 0.40, 0.65
_WRITING = mark("Filing the ledgers")


def generate(
    settings: Settings, register: Register, seed: int = SEED, progress: Progress | None = None
) -> snapshots.Snapshot:
    """Draws every county's ledgers from June 2022 to October 2024 and publishes them as the current snapshot.

    The same seed, register and program give the same rows. `progress` is told the stage, in the run's language, and
    how far the whole is, from 0 to 1.
    """
    report = progress or (lambda _stage, _done: None)
    places, designations = demonstration_places(register), demonstration_designations(register, seed)
    decided = plan.province(seed)
    _require_counties(decided, places)
    with duckdb.connect() as con:
        province.draw(con, decided, places, designations, lambda stage, done: report(t(stage), done * _DRAWN))
        written = []
        for position, sheet in enumerate(province.SHEETS):
            share = position / len(province.SHEETS)
            report(t(_WRITING), _DRAWN + share * (_WRITTEN - _DRAWN))
            written.extend(partitions.write(con, settings, sheet, sheet))
    published = snapshots.publish(
        settings,
        written,
        decided.ledgers.drop(columns="step"),
        places,
        designations,
        register.targets,
        kind=KIND,
        as_of=months.write(anchors.LAST),
        progress=lambda stage, done: report(stage, _WRITTEN + done * (1 - _WRITTEN)),
    )
    _note(settings).write_text(
        json.dumps(_origin(register, seed) | {"code": published.code}), encoding="utf-8"
    )
    return published


def _require_counties(decided: plan.Plan, places: pd.DataFrame) -> None:
    with_villages = places.loc[places["level"] == "village", "code"].str[: codes.LENGTHS["county"]].unique()
    lacking = decided.counties.loc[~decided.counties["county_code"].isin(with_villages), "county_code"]
    if len(lacking):
        raise RegisterError(
            t(
                "The demonstration needs villages in all 90 counties; the register has none in {county}."
            ).format(county=lacking.iloc[0])
        )


def is_current(settings: Settings, register: Register, seed: int = SEED) -> bool:
    """Whether the current snapshot is the demonstration that this seed, register and program would make."""
    note = _note(settings)
    if not note.is_file() or not snapshots.has_any(settings):
        return False
    made = json.loads(note.read_text(encoding="utf-8"))
    return made == _origin(register, seed) | {"code": snapshots.current(settings).code}


def _note(settings: Settings) -> Path:
    """Where the last demonstration says what it was made from."""
    return settings.data / "demonstration.json"


def _origin(register: Register, seed: int) -> dict[str, str | int]:
    return {"seed": seed, "register": _digest(register.places, register.designations), "program": _program()}


def _digest(*frames: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for frame in frames:
        digest.update(frame.to_csv(index=False).encode())
    return digest.hexdigest()


@cache
def _program() -> str:
    """A digest of everything in this folder that decides what is drawn."""
    digest = hashlib.sha256()
    for path in sorted(anchors.FOLDER.rglob("*")):
        if path.suffix in {".py", ".sql", ".csv"}:
            digest.update(path.relative_to(anchors.FOLDER).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
