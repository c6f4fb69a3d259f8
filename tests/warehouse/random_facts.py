"""Facts drawn at random: fourteen months, three counties, what ledgers do wrong or leave out included."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES
from sharedwealth.warehouse import build
from sharedwealth.warehouse.schema import REGISTER, STATEMENTS

COUNTIES = ("339101", "339102", "339201")
MONTHS = months.between(months.parse("2023-11"), months.parse("2024-12"))
TYPES = list(WORKSHOP_TYPES)


def draw(seed: int) -> dict[str, pd.DataFrame]:
    """Frames `ledgers`, `workshops`, `partnerships`, `employment`, `results` and `places`."""
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
                | household(steady, ledger.county_code)
                for w in chosen
            ]
    for row in results:  # out of the other figures, so that everything drawn stays what it was
        spread = row["output_yuan"]
        row["hazards_found"] = spread % 4 if spread % 5 else None
        row["hazards_fixed"] = spread // 7 % 4 if spread % 3 else None
    frames = {"workshops": workshops, "employment": employment, "results": results}
    frames |= {"partnerships": partnerships(luck, workshops), "places": places(luck)}
    return {"ledgers": ledgers} | {name: pd.DataFrame(rows) for name, rows in frames.items()}


def village(luck: np.random.Generator, county: str) -> str:
    return f"{county}00{luck.integers(1, 3)}20{luck.integers(1, 4)}"


def household(luck: np.random.Generator, county: str) -> dict[str, str | None]:
    """Of ten workers one has no household and one no home on record; some live in another county."""
    home = village(luck, county if luck.random() < 0.8 else COUNTIES[luck.integers(3)])
    return {
        "household_id": f"h{luck.integers(9)}" if luck.random() > 0.1 else None,
        "home_village_code": home if luck.random() > 0.1 else None,
    }


def partnerships(luck: np.random.Generator, workshops: list[dict]) -> list[dict]:
    """Up to three linkages of a workshop in a ledger; some ended, begun again, or dated otherwise by a later ledger."""
    rows = []
    for each in workshops:
        for _ in range(luck.integers(0, 4)):
            began = int(luck.integers(0, len(MONTHS)))
            ended = began + int(luck.integers(0, 9))
            rows.append(
                {"county_code": each["county_code"], "month": each["month"]}
                | {"workshop_id": each["workshop_id"], "credit_code": f"E{luck.integers(3)}"}
                | {"linkage": list(LINKAGES)[luck.integers(len(LINKAGES))], "started_on": MONTHS[began]}
                | {"ended_on": MONTHS[ended] if ended < len(MONTHS) else None}
            )
    return rows


def places(luck: np.random.Generator) -> list[dict]:
    """The villages within 40 km, one of them without a position, one not listed."""
    codes = [f"{c}00{town}20{n}" for c in COUNTIES for town in (1, 2) for n in (1, 2, 3)]
    return [
        {"code": code, "level": "village", "kind": "village_committee", "name_zh": code, "name_en": code}
        | {"longitude": None if code == codes[1] else 120 + 0.3 * luck.random() ** 2}
        | {"latitude": None if code == codes[1] else 29 + 0.3 * luck.random() ** 2}
        for code in codes[:-1]
    ]


def fill(con, frames: dict[str, pd.DataFrame]) -> None:
    """The frames as the facts of a connection, and its places, by way of files; the rest of the register is empty."""
    build.create_facts(con)
    for table in REGISTER:
        con.execute(STATEMENTS[table])
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in frames.items():
            file = Path(folder) / f"{name}.parquet"
            frame.to_parquet(file)
            query = "INSERT INTO {table} BY NAME SELECT * FROM read_parquet($file)"
            table = name if name == "places" else f"facts.{name}"
            con.execute(query.replace("{table}", table), {"file": str(file)})
