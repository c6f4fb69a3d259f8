"""Runs the steps that draw the demonstration province inside DuckDB, to the five sheets of its ledgers."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd
from duckdb import DuckDBPyConnection

from sharedwealth.demo.anchors import FOLDER
from sharedwealth.demo.growth import STEPS
from sharedwealth.demo.plan import Plan
from sharedwealth.ledger import sheets
from sharedwealth.text import mark

SHEETS: Final = ("workshops", "enterprises", "partnerships", "employment", "results")

_CHOICES: Final = ("industries", "clusters", "seasons", "types", "linkages")

_ADD: Final = "ALTER TABLE {sheet} ADD COLUMN {column} {kind}"

_STAGES: Final = (
    ("draws", mark("Preparing")),
    ("codes", mark("Preparing")),
    ("places", mark("Placing the workshops")),
    ("workshops", mark("Placing the workshops")),
    ("serving", mark("Placing the workshops")),
    ("enterprises", mark("Pairing enterprises")),
    ("workers", mark("Hiring the workers")),
    ("employment", mark("Paying the wages")),
    ("results", mark("Counting the results")),
    ("ledgers", mark("Writing the ledgers")),
)


def draw(
    con: DuckDBPyConnection,
    plan: Plan,
    places: pd.DataFrame,
    designations: pd.DataFrame,
    started: Callable[[str, float], None] = lambda _stage, _share: None,
) -> None:
    """Leaves the tables of `SHEETS` in the connection, every one with county_code, month and no way to a workbook.

    The rows depend on the plan, its seed and the places alone, not on the number of threads.
    """
    con.execute("SET VARIABLE seed = $1", [plan.seed])
    con.execute("SET VARIABLE last_step = $1", [STEPS - 1])
    _load_choices(con)
    _load_frames(con, plan, places, designations)
    for position, (step, stage) in enumerate(_STAGES):
        started(stage, position / len(_STAGES))
        con.execute((FOLDER / "steps" / f"{step}.sql").read_text(encoding="utf-8"))
    for sheet in SHEETS:
        for column, kind in sheets.SHEETS[sheet].traced.items():
            con.execute(_ADD.replace("{sheet}", sheet).replace("{column}", column).replace("{kind}", kind))


def _load_choices(con: DuckDBPyConnection) -> None:
    for name in _CHOICES:
        con.execute(
            f"CREATE TABLE {name} AS FROM read_csv($1, all_varchar = $2)",
            [str(FOLDER / f"{name}.csv"), name == "clusters"],
        )
    con.execute("ALTER TABLE clusters ALTER weight TYPE DOUBLE")
    con.execute(
        """
        CREATE TABLE industry_types AS
        UNPIVOT industries ON COLUMNS(* EXCLUDE (industry, enterprise_word, products, season))
        INTO NAME type VALUE weight
        """
    )


def _load_frames(
    con: DuckDBPyConnection, plan: Plan, places: pd.DataFrame, designations: pd.DataFrame
) -> None:
    """The plan and the places as tables, through Parquet: the engine never scans a frame."""
    frames = {
        "plan_counties": plan.counties,
        "plan_ledgers": plan.ledgers,
        "plan_openings": plan.openings,
        "plan_joiners": plan.joiners,
        "plan_targeted": plan.targeted,
        "plan_low_income": plan.low_income,
        "plan_increase": plan.increase,
        "places": places[["code", "level", "kind", "name_zh", "parent_code", "longitude", "latitude"]],
        "designations": designations[["code", "designation"]],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in frames.items():
            path = Path(folder) / f"{name}.parquet"
            frame.to_parquet(path, index=False)
            con.execute(f"CREATE TABLE {name} AS FROM read_parquet($1)", [str(path)])
