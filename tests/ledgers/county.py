"""The county that the corpus is of: its register, its outline, its last ledger and the months before."""

from dataclasses import replace
from datetime import date

import pandas as pd
import shapely

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS
from tests.ledgers import workbooks

COUNTY, NEIGHBOUR = "331082", "331081"
MONTH = date(2024, 11, 1)
TODAY = date(2024, 12, 5)
VILLAGES = tuple(f"331082112{number}" for number in range(201, 212))
POSITION = (121.2, 28.85)
OUTLINE = shapely.box(121.0, 28.6, 121.5, 29.1)
RETIRED = "331082112212"
"""A village whose code was given up two months before, as it was merged into another."""
ELSEWHERE = "331082-099"
"""A workshop's number that the neighbouring county has taken."""

LEDGER = workbooks.ledger(COUNTY, MONTH, workshops=12, workers=120, village_codes=VILLAGES, position=POSITION)
"""Sound in every cell; workers have ten rows at each workshop."""


def last_month():
    """The ledger before: everybody worked a day less for fewer wages, and sales were lower."""
    workers = [
        worker | {"days_worked": worker["days_worked"] - 1, "wage_yuan": worker["wage_yuan"] - 130}
        for worker in LEDGER.employment
    ]
    results = [
        row | {"output_yuan": row["output_yuan"] - 9_000, "orders_yuan": row["orders_yuan"] - 8_000}
        for row in LEDGER.results
    ]
    return replace(LEDGER, month=date(2024, 10, 1), employment=workers, results=results)


def _frame(name, rows):
    columns = SHEETS[name].columns
    made = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    return pd.DataFrame({column.name: made[column.name].astype(column.pandas_type) for column in columns})


def _history(before):
    wages = pd.DataFrame(before.employment).groupby("workshop_id")["wage_yuan"].agg(["size", "sum"])
    months = pd.date_range("2024-02-01", periods=9, freq="MS")
    return pd.DataFrame(
        [
            (number, month, int(row["size"]), int(row["sum"]))
            for number, row in wages.iterrows()
            for month in months
        ],
        columns=["workshop_id", "month", "people", "wage_sum"],
    )


def context():
    before = last_month()
    places = [
        (COUNTY, "county", "临海市", "Linhai City", "3310"),
        (NEIGHBOUR, "county", "温岭市", "Wenling City", "3310"),
        ("331082112", "town", "示例镇", "Demonstration Town", COUNTY),
        *(
            (code, "village", f"示例村 {code[-3:]}", f"Demonstration Village {code[-3:]}", code[:9])
            for code in (*VILLAGES, RETIRED)
        ),
    ]
    in_use = pd.DataFrame(
        {"code": [RETIRED], "valid_from": [pd.NaT], "valid_to": [pd.Timestamp("2024-09-01")]}
    )
    return Context(
        county_code=COUNTY,
        month=MONTH,
        today=TODAY,
        places=pd.DataFrame(places, columns=["code", "level", "name_zh", "name_en", "parent_code"]),
        outline=OUTLINE,
        in_use=in_use.astype({"valid_from": "datetime64[s]"}),
        previous={name: _frame(name, before.rows(name)) for name in SHEETS},
        history=_history(before),
        peers=pd.DataFrame(
            {
                "workshop_type": sorted({row["workshop_type"] for row in LEDGER.workshops}),
                "people_median": 20.0,
                "people_mad": 12.0,
                "wage_median": 3200.0,
                "wage_mad": 400.0,
            }
        ),
        workshops_elsewhere={ELSEWHERE: NEIGHBOUR},
        enterprises={},
    )
