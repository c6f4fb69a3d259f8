"""Facts drawn at random: fourteen months, three counties, what ledgers do wrong or leave out included."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.choices import WORKSHOP_TYPES
from sharedwealth.warehouse import build

COUNTIES = ("339101", "339102", "339201")
MONTHS = months.between(months.parse("2023-11"), months.parse("2024-12"))
TYPES = list(WORKSHOP_TYPES)


def draw(seed: int) -> dict[str, pd.DataFrame]:
    """Frames `ledgers`, `workshops`, `employment` and `results`."""
    luck = np.random.default_rng(seed)
    ledgers = pd.DataFrame(
        [(c, m, m, False) for c in COUNTIES for m in MONTHS if luck.random() > 0.15],
        columns=["county_code", "month", "received_on", "is_late"],
    )
    homes = {
        f"{c}W{n}": (c, f"{c}00{luck.integers(1, 3)}20{luck.integers(1, 4)}")
        for c in COUNTIES
        for n in range(5)
    }
    workshops, employment, results = [], [], []
    for ledger in ledgers.itertuples():
        here = [w for w, (c, _) in homes.items() if c == ledger.county_code and luck.random() > 0.1]
        for w in here:
            workshops.append(
                {"county_code": ledger.county_code, "month": ledger.month, "workshop_id": w, "name": w}
                | {
                    "workshop_type": TYPES[(int(w[-1]) + int(luck.random() > 0.9)) % 6],
                    "village_code": homes[w][1],
                }
                | {"opened_on": MONTHS[0]}
            )
            if luck.random() > 0.2:
                results.append(
                    {"county_code": ledger.county_code, "month": ledger.month, "workshop_id": w}
                    | {
                        "output_yuan": int(luck.integers(0, 10**6)),
                        "survey_responses": int(luck.integers(0, 9)),
                    }
                )
        for worker in range(25):
            steady = np.random.default_rng([seed, worker, int(ledger.county_code)])
            known, sex, born = steady.random() > 0.2, "FM"[steady.integers(2)], 1945 + steady.integers(60)
            prior, usual, attendance = steady.integers(0, 4000), steady.integers(0, 5000), steady.random()
            if luck.random() > attendance or not here:
                continue
            chosen = luck.choice(here, size=min(len(here), 1 + int(luck.random() > 0.8)), replace=False)
            employment += [
                {"county_code": ledger.county_code, "month": ledger.month, "workshop_id": str(w)}
                | {"worker_id": f"n{worker}", "sex": sex, "birth_year": int(born)}
                | {"is_low_income": bool(luck.random() > 0.5)}
                | {"days_worked": int(luck.integers(0, 4)) if luck.random() > 0.3 else None}
                | {"wage_yuan": int(usual * luck.choice([0, 0.9, 1, 1, 1.2]))}
                | {"prior_income_yuan": int(prior) if known else None}
                for w in chosen
            ]
    frames = {"workshops": workshops, "employment": employment, "results": results}
    return {"ledgers": ledgers} | {name: pd.DataFrame(rows) for name, rows in frames.items()}


def fill(con, frames: dict[str, pd.DataFrame]) -> None:
    """The frames as the facts of a connection, by way of files."""
    build.create_facts(con)
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in frames.items():
            file = Path(folder) / f"{name}.parquet"
            frame.to_parquet(file)
            query = "INSERT INTO facts.{name} BY NAME SELECT * FROM read_parquet($file)"
            con.execute(query.replace("{name}", name), {"file": str(file)})
