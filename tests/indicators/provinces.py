"""Small provinces drawn by hypothesis: facts as five sheets of frames, and the warehouse built from them."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from hypothesis import strategies as st

from sharedwealth import months
from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES
from sharedwealth.warehouse import build
from sharedwealth.warehouse.connection import Warehouse

FIRST = date(2023, 6, 1)
TYPES = list(WORKSHOP_TYPES)[:3]

CITIES = ("3301", "3310")
COUNTIES = ("330102", "330127", "331002", "331003")
TOWNS = {"101": "town", "201": "township", "001": "subdistrict"}
VILLAGES = ("601", "602")


@dataclass
class Province:
    """The facts, as every county sent them, and the register; `months` are all months of the snapshot."""

    months: list[date]
    places: pd.DataFrame
    designations: pd.DataFrame
    targets: pd.DataFrame
    ledgers: pd.DataFrame
    workshops: pd.DataFrame
    enterprises: pd.DataFrame
    partnerships: pd.DataFrame
    employment: pd.DataFrame
    results: pd.DataFrame

    def warehouse(self) -> Warehouse:
        """The snapshot's tables, made by the same statements that make a published one."""
        con = duckdb.connect()
        build.create_facts(con)
        with tempfile.TemporaryDirectory() as folder:
            for sheet in ("ledgers", "workshops", "enterprises", "partnerships", "employment", "results"):
                file = str(Path(folder) / f"{sheet}.parquet")
                getattr(self, sheet).to_parquet(file, index=False)
                load = "INSERT INTO facts.{sheet} BY NAME SELECT * FROM read_parquet($file)"
                con.execute(load.replace("{sheet}", sheet), {"file": file})
        build.meta(con, {"code": "ABC123", "kind": "demonstration", "as_of": months.write(self.months[-1])})
        build.register(con, self.places, self.designations, self.targets)
        build.dimensions(con, self.months[-1])
        build.rollups(con)
        build.summaries(con)
        return Warehouse.in_memory(con)


def register() -> pd.DataFrame:
    """Two cities, four counties, a town, a township and a subdistrict in each, two villages in each of these."""
    rows = [("33", "province", "province", "浙江省", "Zhejiang", None)]
    rows += [(code, "city", "city", f"市{code}", f"City {code}", "33") for code in CITIES]
    rows += [(code, "county", "county", f"县{code}", f"County {code}", code[:4]) for code in COUNTIES]
    for county in COUNTIES:
        for part, kind in TOWNS.items():
            town = county + part
            rows.append((town, "town", kind, f"镇{town}", f"Town {town}", county))
            for village in VILLAGES:
                code = town + village
                kind_of = "village_committee" if village == "601" else "residents_committee"
                rows.append((code, "village", kind_of, f"示例村{code}", f"Village {code}", town))
    frame = pd.DataFrame(rows, columns=["code", "level", "kind", "name_zh", "name_en", "parent_code"])
    frame[["longitude", "latitude"]] = 120.0, 30.0
    return frame.assign(position_source="schematic").sort_values("code", ignore_index=True)


@st.composite
def provinces(draw) -> Province:
    """A province with gaps in its ledgers, ties in wages, workers who come, go, return and work twice."""
    span = draw(st.integers(1, 15), label="months")
    reported = draw(
        st.lists(st.lists(st.booleans(), min_size=span, max_size=span), min_size=4, max_size=4),
        label="ledgers of each county",
    )
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1), label="seed"))
    workshops = draw(st.integers(1, 9), label="workshops")
    workers = draw(st.integers(0, 60), label="workers")
    known = draw(st.sampled_from([0.0, 0.5, 0.9, 1.0]), label="share with known income before")
    step = draw(st.sampled_from([1, 50, 500]), label="wages are multiples of")
    present = draw(st.sampled_from([0.3, 0.8, 1.0]), label="share of months at work")
    if not any(map(any, reported)):
        reported[0][0] = True
    return make(reported, rng, workshops=workshops, workers=workers, known=known, step=step, present=present)


def make(
    reported: list[list[bool]],
    rng: np.random.Generator,
    *,
    workshops: int,
    workers: int,
    known: float = 0.9,
    step: int = 50,
    present: float = 0.8,
) -> Province:
    """A province whose counties report as the flags say; everything else falls as the generator has it."""
    # The first month is the first with any ledger: a snapshot begins there.
    first = next(at for at in range(len(reported[0])) if any(flags[at] for flags in reported))
    listed = [months.shift(FIRST, at) for at in range(first, len(reported[0]))]
    ledgers = pd.DataFrame(
        [
            (county, month)
            for county, flags in zip(COUNTIES, reported, strict=True)
            for month, flag in zip(listed, flags[first:], strict=True)
            if flag
        ],
        columns=["county_code", "month"],
    ).assign(received_on=None, is_late=False)
    places = register()
    standing = _workshops(rng, places, listed, workshops)
    ties = _partnerships(rng, standing, listed)
    employment = _employment(rng, standing, ledgers, workers, (known, step, present))
    return Province(
        months=listed,
        places=places,
        designations=_designations(places, listed),
        targets=pd.DataFrame(
            {
                "area_code": ["33", "3310"],
                "indicator": "workshops_built",
                "value": [5.0, 2.0],
                "due_month": [date(2024, 9, 1), date(2023, 12, 1)],
                "source": "test",
            }
        ),
        ledgers=_typed(ledgers, ["month", "received_on"]),
        workshops=_typed(
            _each_ledger(standing, ledgers, "opened_on", "closed_on"), ["month", "opened_on", "closed_on"]
        ),
        enterprises=pd.DataFrame(
            columns=["county_code", "month", "credit_code", "name", "industry", "home_county_code"], dtype=str
        ).astype({"month": "datetime64[s]"}),
        partnerships=_typed(
            _each_ledger(ties, ledgers, "started_on", "ended_on"), ["month", "started_on", "ended_on"]
        ),
        employment=_typed(employment, ["month"]),
        results=_typed(_results(rng, standing, ledgers), ["month"]),
    )


def _typed(frame: pd.DataFrame, dates: list[str]) -> pd.DataFrame:
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates})


def _designations(places: pd.DataFrame, listed: list[date]) -> pd.DataFrame:
    """Two mountainous counties, one of which leaves the list half-way; every third village is a key one.

    One village's code is given up half-way and another's comes into use then.
    """
    middle = listed[len(listed) // 2]
    everywhere = places.loc[places["level"] == "village", "code"].tolist()
    villages, others = everywhere[::3], everywhere[1::3]
    rows = [
        ("330127", "mountain_county", date(2021, 1, 1), None),
        ("331002", "mountain_county", date(2021, 1, 1), middle.replace(day=15)),
        *((code, "key_village", date(2021, 1, 1), None) for code in villages[:-1]),
        (villages[-1], "key_village", middle.replace(day=28), None),
        (others[1], "code_in_use", date(2000, 1, 1), middle.replace(day=20)),
        (others[-2], "code_in_use", middle.replace(day=3), None),
    ]
    frame = pd.DataFrame(rows, columns=["code", "designation", "valid_from", "valid_to"])
    return _typed(frame, ["valid_from", "valid_to"]).assign(is_confirmed=True)


def _workshops(
    rng: np.random.Generator, places: pd.DataFrame, listed: list[date], count: int
) -> pd.DataFrame:
    villages = places.loc[places["level"] == "village", "code"].to_numpy()
    rows = []
    for number in range(count):
        village = str(rng.choice(villages))
        opened = months.shift(listed[0], int(rng.integers(-3, len(listed) + 1))).replace(
            day=int(rng.integers(1, 28))
        )
        closed = months.shift(opened.replace(day=1), int(rng.integers(0, 12))) if rng.random() < 0.3 else None
        served = "、".join(rng.choice(villages, size=2)) if rng.random() < 0.4 else None
        rows.append(
            {
                "workshop_id": f"W{number}",
                "county_code": village[:6],
                "village_code": village,
                "name": "示例工坊",
                "workshop_type": str(rng.choice(TYPES)),
                "served_village_codes": served,
                "opened_on": opened,
                "closed_on": closed.replace(day=20) if closed else None,
            }
        )
    return pd.DataFrame(rows)


def _partnerships(rng: np.random.Generator, standing: pd.DataFrame, listed: list[date]) -> pd.DataFrame:
    rows = []
    for workshop in standing.itertuples():
        for linkage in list(LINKAGES)[: int(rng.integers(0, 4))]:
            started = months.shift(listed[0], int(rng.integers(-2, len(listed))))
            ended = months.shift(started, int(rng.integers(0, 6))) if rng.random() < 0.4 else None
            rows.append(
                {
                    "county_code": workshop.county_code,
                    "workshop_id": workshop.workshop_id,
                    "credit_code": f"E{rng.integers(0, 3)}",
                    "linkage": linkage,
                    "started_on": started.replace(day=5),
                    "ended_on": ended.replace(day=25) if ended else None,
                }
            )
    columns = ["county_code", "workshop_id", "credit_code", "linkage", "started_on", "ended_on"]
    return pd.DataFrame(rows, columns=columns)


def _each_ledger(things: pd.DataFrame, ledgers: pd.DataFrame, begun: str, ended: str) -> pd.DataFrame:
    """The rows that every ledger lists: what has begun by the end of its month, ended only once it has."""
    rows = ledgers[["county_code", "month"]].merge(things, on="county_code")
    last_day = pd.to_datetime(rows["month"]) + pd.offsets.MonthEnd(0)
    rows[ended] = pd.to_datetime(rows[ended]).where(pd.to_datetime(rows[ended]) <= last_day)
    return rows[(pd.to_datetime(rows[begun]) <= last_day).to_numpy(dtype=bool)].reset_index(drop=True)


def _employment(
    rng: np.random.Generator,
    standing: pd.DataFrame,
    ledgers: pd.DataFrame,
    workers: int,
    ways: tuple[float, int, float],
) -> pd.DataFrame:
    known, step, present = ways
    rows = []
    for number in range(workers):
        lives = _household(number)
        home = standing.iloc[int(rng.integers(0, len(standing)))]
        here = standing[standing["county_code"] == home["county_code"]]
        base, prior = int(rng.integers(1, 80)) * 50, int(rng.integers(0, 60)) * 50
        sex, born = str(rng.choice(["F", "M"])), int(rng.integers(1945, 2006))
        has_prior, is_low = rng.random() < known, rng.random() < 0.3
        for month in ledgers.loc[ledgers["county_code"] == home["county_code"], "month"]:
            if rng.random() > present:
                continue
            is_low = is_low if rng.random() < 0.9 else not is_low
            open_now = here[[opened.replace(day=1) <= month for opened in here["opened_on"]]]
            places = open_now.sample(min(len(open_now), 1 + (rng.random() < 0.25)), random_state=rng)
            rows += [
                {
                    "county_code": home["county_code"],
                    "month": month,
                    "workshop_id": workshop,
                    "worker_id": f"P{number}",
                    "sex": sex,
                    "birth_year": born,
                    "is_low_income": is_low,
                    "days_worked": int(rng.integers(1, 4)) * 10,
                    "wage_yuan": max(0, base + int(rng.integers(-6, 12)) * step),
                    "prior_income_yuan": prior if has_prior else None,
                    **lives,
                }
                for workshop in places["workshop_id"]
            ]
    columns = ["county_code", "month", "workshop_id", "worker_id", "sex", "birth_year", "is_low_income"]
    more = ["days_worked", "wage_yuan", "prior_income_yuan", "household_id", "home_village_code"]
    frame = pd.DataFrame(rows, columns=[*columns, *more])
    kinds = {
        "prior_income_yuan": "Int64",
        "wage_yuan": "Int64",
        "days_worked": "Int64",
        "birth_year": "Int64",
    }
    return frame.astype(kinds | {"is_low_income": bool, "household_id": "str", "home_village_code": "str"})


def _household(number: int) -> dict[str, str | None]:
    """Up to three workers share a household; of some the ledger names no household, of some no home."""
    luck = np.random.default_rng([number, 5])
    home = f"{luck.choice(COUNTIES)}{luck.choice(list(TOWNS))}{luck.choice(VILLAGES)}"
    return {
        "household_id": f"H{number // 3}" if luck.random() > 0.2 else None,
        "home_village_code": home if luck.random() > 0.15 else None,
    }


def _results(rng: np.random.Generator, standing: pd.DataFrame, ledgers: pd.DataFrame) -> pd.DataFrame:
    rows = _each_ledger(standing, ledgers, "opened_on", "closed_on")[["county_code", "month", "workshop_id"]]
    count = len(rows)
    frame = pd.DataFrame(
        {
            "output_yuan": rng.integers(0, 90_000, count),
            "orders_yuan": rng.integers(0, 90_000, count),
            "collective_income_yuan": rng.integers(0, 9_000, count),
            "survey_responses": rng.integers(0, 30, count),
        }
    ).astype("Int64")
    frame["survey_satisfied"] = (frame["survey_responses"] * 0.7).astype(float).round().astype("Int64")
    taught = np.random.default_rng(count)
    frame["training_sessions"] = pd.array(taught.integers(0, 3, count), dtype="Int64")
    frame["people_trained"] = frame["training_sessions"] * taught.integers(1, 9, count)
    is_told = taught.random(count) < 0.8
    for name in ("training_sessions", "people_trained"):
        frame[name] = frame[name].where(is_told)
    for name in ("output_yuan", "orders_yuan"):
        frame[name] = frame[name].mask(rng.random(count) < 0.2)
    no_survey = rng.random(count) < 0.6
    for name in ("survey_responses", "survey_satisfied"):
        frame[name] = frame[name].mask(no_survey)
    return pd.concat([rows.reset_index(drop=True), frame], axis=1)
