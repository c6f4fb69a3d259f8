"""Ledgers by hand: whole rows with sound values, of which a test changes the one it is about."""

import string
from collections import Counter
from dataclasses import replace
from datetime import date

import pandas as pd
import shapely

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS

COUNTY, NEIGHBOUR = "331082", "331081"
MONTH = date(2024, 11, 1)
FIRST_ROW = 3
CREDIT_CODE = "91339999MD00545915"
OTHER_CREDIT_CODE = "91339999MD0133783H"

_ROWS = {
    "workshops": {
        "workshop_id": "331082-0001",
        "name": "示例工坊 一",
        "workshop_type": "consigned_processing",
        "village_code": "331082112201",
        "served_village_codes": "331082112202、331082112203",
        "product": "灯饰",
        "brand": None,
        "operating_mode": "village",
        "opened_on": "2022-03-01",
        "closed_on": None,
        "stars": 3,
        "party_branch": "示例党支部",
        "steward_count": 1,
        "longitude": 121.2,
        "latitude": 28.85,
        "crs": "CGCS2000",
    },
    "enterprises": {
        "credit_code": CREDIT_CODE,
        "name": "示例企业 一",
        "industry": "照明灯具",
        "home_county_code": COUNTY,
    },
    "partnerships": {
        "workshop_id": "331082-0001",
        "credit_code": CREDIT_CODE,
        "linkage": "wages",
        "started_on": "2022-03-01",
        "ended_on": None,
    },
    "employment": {
        "workshop_id": "331082-0001",
        "worker_id": "G0000001",
        "household_id": "H000001",
        "sex": "F",
        "birth_year": 1970,
        "is_low_income": False,
        "home_village_code": "331082112201",
        "days_worked": 20,
        "wage_yuan": 3000,
        "prior_income_yuan": 800,
        "hired_on": "2022-04-01",
    },
    "results": {
        "workshop_id": "331082-0001",
        "output_yuan": 200_000,
        "orders_yuan": 210_000,
        "collective_income_yuan": 2_000,
        "training_sessions": 1,
        "people_trained": 10,
        "survey_responses": 8,
        "survey_satisfied": 7,
        "hazards_found": 2,
        "hazards_fixed": 1,
    },
}


def row(sheet, **changes):
    return _ROWS[sheet] | changes


def workshop(**changes):
    return row("workshops", **changes)


def enterprise(**changes):
    return row("enterprises", **changes)


def partnership(**changes):
    return row("partnerships", **changes)


def worker(**changes):
    return row("employment", **changes)


def result(**changes):
    return row("results", **changes)


def frame(sheet, rows):
    columns = SHEETS[sheet].columns
    made = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    return pd.DataFrame(
        {column.name: made[column.name].astype(column.pandas_type) for column in columns}
    ).set_axis(range(FIRST_ROW, FIRST_ROW + len(rows)))


def read_sheet(sheet, rows, *, rejected=(), raw=None, without=()):
    described = SHEETS[sheet]
    letters = dict(zip((column.name for column in described.columns), string.ascii_uppercase, strict=False))
    return ReadSheet(
        sheet=sheet,
        file="331082-2024-11.xlsx",
        title=described.title_zh,
        heading_row=1,
        letters={name: letter for name, letter in letters.items() if name not in without},
        frame=frame(sheet, rows),
        rejected=frozenset(rejected),
        raw=raw or {},
    )


def book(county=COUNTY, month=MONTH, **sheets):
    """A ledger of one row a sheet; a sheet is given as rows, as a `ReadSheet`, or as None where it is missing."""
    made = {}
    for name in SHEETS:
        given = sheets.get(name, [row(name)])
        if given is not None:
            made[name] = given if isinstance(given, ReadSheet) else read_sheet(name, given)
    return Book(("331082-2024-11.xlsx",), county, month, made, ())


def places():
    named = [
        (COUNTY, "county", "临海市", "Linhai City", "3310"),
        (NEIGHBOUR, "county", "温岭市", "Wenling City", "3310"),
        ("331082112", "town", "示例镇", "Demonstration Town", COUNTY),
        *(
            (f"33108211220{n}", "village", f"示例村 {n}", f"Demonstration Village {n}", "331082112")
            for n in range(1, 6)
        ),
    ]
    return pd.DataFrame(named, columns=["code", "level", "name_zh", "name_en", "parent_code"])


def context(**changes):
    """A county that is a square around 121.2° E, 28.85° N, and has sent nothing before."""
    known = Context(
        county_code=COUNTY,
        month=MONTH,
        today=date(2024, 12, 5),
        places=places(),
        outline=shapely.box(121.0, 28.6, 121.5, 29.1),
        previous={name: frame(name, []) for name in SHEETS},
    )
    return replace(known, **changes)


def previous(**sheets):
    """The last ledger's sheets, the others without rows."""
    return {name: frame(name, sheets.get(name, [])) for name in SHEETS}


def history(workshops):
    """Months before the one asked for: `{"331082-0001": [(people, wage_sum), …]}`, the latest last."""
    rows = [
        (number, pd.Timestamp(MONTH) - pd.DateOffset(months=len(months) - place), people, wages)
        for number, months in workshops.items()
        for place, (people, wages) in enumerate(months)
    ]
    return pd.DataFrame(rows, columns=["workshop_id", "month", "people", "wage_sum"])


def told(rule, of_book, of_context=None):
    """What a rule finds: severity, sheet and cell (or None), sorted as it comes; its findings carry its name."""
    findings = list(rule(of_book, of_context or context()))
    assert {finding.rule for finding in findings} <= {rule.__name__}
    assert all(finding.message_zh and finding.message_en for finding in findings)
    return [(finding.severity, finding.sheet, finding.cell) for finding in findings]


def severities(rule, of_book, of_context=None):
    return dict(Counter(severity for severity, _, _ in told(rule, of_book, of_context)))
