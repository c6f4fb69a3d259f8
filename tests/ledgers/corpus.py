"""Ledgers damaged as clerks damage them, each with one fault at a known place, and sound ones in every habit.

`DAMAGED` and `CLEAN` name them; `write` makes the files and says where the fault stands. Nothing of it is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sharedwealth.ledger.sheets import SHEETS
from tests.ledgers import county, workbooks
from tests.ledgers.workbooks import HABITS, Habit, LedgerData, Raw, Written

UNREADABLE, PERSONAL = "unreadable_value", "personal_data"
Key = tuple[str, int, str]
"""Sheet, number of the row from 0, column."""


@dataclass(frozen=True)
class Fault:
    """One damaged ledger: what was done to it, and what must be said of which place."""

    rule: str
    at: tuple[str | None, int | str | None, str | None] = (None, None, None)
    """Sheet, row (from 0, or `heading`) and column of the finding; None where it is of no single one."""
    plant: Mapping[Key, Any] = field(default_factory=dict)
    """What is put into cells as it is."""
    change: Callable[[LedgerData], LedgerData] = lambda ledger: ledger
    """What is done to the ledger before it is written."""
    habit: str = "plain"
    only: tuple[str, ...] = tuple(SHEETS)
    severity: str = "error"
    file_name: str = "331082-2024-11"


def in_cell(rule, sheet, row, column, written, **more):
    """A fault in one cell, which is pointed at."""
    return Fault(rule, (sheet, row, column), plant={(sheet, row, column): written}, **more)


def in_value(rule, sheet, row, column, value, **more):
    """A value that is well written and wrong."""
    return Fault(
        rule,
        (sheet, row, column),
        change=lambda ledger: workbooks.changed(ledger, sheet, row, **{column: value}),
        **more,
    )


def values(sheet, row, **changed):
    return lambda ledger: workbooks.changed(ledger, sheet, row, **changed)


def more_rows(sheet, *rows):
    return lambda ledger: replace(ledger, **{sheet: [*ledger.rows(sheet), *rows]})


def each_row(sheet, column, change):
    """A whole column changed."""
    return lambda ledger: replace(
        ledger, **{sheet: [row | {column: change(row[column])} for row in ledger.rows(sheet)]}
    )


def of_one_workshop(column, change):
    """The workers of the first workshop changed."""
    first = county.LEDGER.workshops[0]["workshop_id"]
    return lambda ledger: replace(
        ledger,
        employment=[
            row | ({column: change(row[column])} if row["workshop_id"] == first else {})
            for row in ledger.employment
        ],
    )


def copied_from(sheet, row, **changed):
    """One more row at the end, like an earlier one."""
    return more_rows(sheet, county.LEDGER.rows(sheet)[row] | changed)


_WORKERS, _WORKSHOPS = len(county.LEDGER.employment), len(county.LEDGER.workshops)
_GOOD_CODE = county.LEDGER.enterprises[3]["credit_code"]
_SLIPPED = _GOOD_CODE[:11] + ("1" if _GOOD_CODE[11] != "1" else "2") + _GOOD_CODE[12:]
_STRANGER = workbooks.credit_code(county.COUNTY, 777)
_SECOND_JOB = {"workshop_id": county.LEDGER.workshops[5]["workshop_id"], "days_worked": 20}

DAMAGED: dict[str, Fault] = {
    # Codes that the spreadsheet has spoiled.
    "village_code_in_scientific_notation": in_cell(
        "code_kept_whole", "workshops", 4, "village_code", "3.31082E+11"
    ),
    "credit_code_in_scientific_notation": in_cell(
        "code_kept_whole", "enterprises", 2, "credit_code", "9.13311E+17"
    ),
    "credit_code_rounded_to_a_number": in_cell(
        UNREADABLE, "enterprises", 2, "credit_code", 913310821234567800
    ),
    "workshop_number_in_scientific_notation_csv": in_cell(
        "code_kept_whole", "workshops", 4, "workshop_id", "3.31E+05", habit="csv"
    ),
    "village_code_a_digit_short": in_value(
        "village_code_shape", "workshops", 3, "village_code", "33108211220"
    ),
    "village_by_its_name_alone": in_cell("village_code_shape", "workshops", 3, "village_code", "示例村"),
    "town_instead_of_village": in_value("town_code_for_village", "workshops", 2, "village_code", "331082112"),
    "town_filled_up_with_zeros": in_value(
        "town_code_for_village", "workshops", 2, "village_code", "331082112000"
    ),
    "village_of_the_neighbouring_county": in_value(
        "village_of_other_county", "workshops", 6, "village_code", "331081112201"
    ),
    "served_village_of_the_neighbouring_county": in_value(
        "village_of_other_county", "workshops", 6, "served_village_codes", "331082112203、331081112201"
    ),
    "village_that_is_not_in_the_register": in_value(
        "village_in_register", "workshops", 7, "village_code", "331082112999"
    ),
    "village_whose_code_was_given_up": in_value(
        "village_code_in_use", "workshops", 7, "village_code", county.RETIRED
    ),
    "home_village_that_is_not_in_the_register": in_value(
        "village_in_register", "employment", 44, "home_village_code", "331082112988", habit="csv_gb18030"
    ),
    "name_of_another_village_beside_the_code": in_cell(
        "village_name_matches", "workshops", 1, "village_code", "331082112202 示例村 205"
    ),
    "credit_code_with_a_mistyped_digit": in_value(
        "credit_code_check", "enterprises", 3, "credit_code", _SLIPPED
    ),
    "credit_code_with_the_letter_o": in_value(
        "credit_code_shape", "enterprises", 3, "credit_code", _GOOD_CODE[:10] + "O" + _GOOD_CODE[11:]
    ),
    "old_registration_number": in_value(
        "credit_code_shape", "enterprises", 3, "credit_code", "331082000012345"
    ),
    "number_of_another_county": in_value("workshop_id_shape", "workshops", 8, "workshop_id", "331081-009"),
    "number_that_another_county_uses": in_value(
        "workshop_elsewhere", "workshops", 8, "workshop_id", county.ELSEWHERE
    ),
    # Numbers as they are really typed.
    "wage_about": in_cell(UNREADABLE, "employment", 10, "wage_yuan", "约3000"),
    "wage_and_more": in_cell(UNREADABLE, "employment", 10, "wage_yuan", "3000余", habit="titled"),
    "wage_as_a_range": in_cell(UNREADABLE, "employment", 10, "wage_yuan", "3000-4000"),
    "wage_in_words": in_cell(UNREADABLE, "employment", 10, "wage_yuan", "三千"),
    "wage_with_a_decimal_comma": in_cell(UNREADABLE, "employment", 10, "wage_yuan", "3,05"),
    "error_cell": in_cell(UNREADABLE, "results", 5, "output_yuan", "#REF!"),
    "division_by_zero": in_cell(UNREADABLE, "results", 5, "orders_yuan", "#DIV/0!", habit="thousands"),
    "formula_without_a_result": in_cell(
        UNREADABLE, "results", 5, "output_yuan", Raw(None, formula="=SUM(C4:C5)")
    ),
    "negative_wage": in_value("wage_in_range", "employment", 33, "wage_yuan", -2800),
    "wage_of_the_year": in_value("wage_in_range", "employment", 33, "wage_yuan", 60_800),
    "income_before_of_the_year": in_value(
        "prior_income_in_range", "employment", 31, "prior_income_yuan", 58_000, habit="csv_utf16"
    ),
    "wage_multiplied_by_ten_thousand": in_cell("wage_in_range", "employment", 12, "wage_yuan", "3000万"),
    "wages_of_a_workshop_a_digit_too_many": Fault(
        "wage_unit_slip",
        ("employment", 0, "wage_yuan"),
        change=of_one_workshop("wage_yuan", lambda wage: wage * 10),
    ),
    "wages_of_a_workshop_in_hundreds": Fault(
        "wage_unit_slip",
        ("employment", 0, "wage_yuan"),
        change=of_one_workshop("wage_yuan", lambda wage: wage // 100),
        habit="reordered",
    ),
    "output_of_a_workshop_in_ten_thousands": in_value("amount_unit_slip", "results", 7, "output_yuan", 16),
    "output_column_in_ten_thousands": Fault(
        "amount_unit_slip",
        ("results", "heading", "output_yuan"),
        change=each_row("results", "output_yuan", lambda yuan: yuan // 10_000),
    ),
    "orders_column_a_digit_too_many": Fault(
        "amount_unit_slip",
        ("results", "heading", "orders_yuan"),
        change=each_row("results", "orders_yuan", lambda yuan: yuan * 10),
        habit="english",
    ),
    "output_of_trillions": in_value("results_in_range", "results", 7, "output_yuan", 20_000_000_000),
    "negative_output": in_value("results_in_range", "results", 7, "collective_income_yuan", -500),
    "forty_five_days_of_work": in_value("days_in_month", "employment", 20, "days_worked", 45),
    "the_thirty_first_of_november": in_value(
        "days_in_month", "employment", 20, "days_worked", 31, habit="full_width"
    ),
    "half_a_day": in_cell(UNREADABLE, "employment", 20, "days_worked", "20.5"),
    "age_instead_of_year_of_birth": in_value("age_of_worker", "employment", 21, "birth_year", 55),
    "child_at_work": in_value("age_of_worker", "employment", 21, "birth_year", 2012),
    "too_old": in_value("age_of_worker", "employment", 21, "birth_year", 1918),
    "six_stars": in_value("stars_one_to_five", "workshops", 5, "stars", 6),
    "stewards_beyond_measure": in_value("steward_count_in_range", "workshops", 5, "steward_count", 260),
    "more_satisfied_than_asked": in_value("satisfied_of_surveyed", "results", 3, "survey_satisfied", 21),
    "more_hazards_fixed_than_found": in_value("fixed_of_found", "results", 3, "hazards_fixed", 3),
    # Words and dates.
    "type_that_does_not_exist": in_cell(UNREADABLE, "workshops", 9, "workshop_type", "旅游式"),
    "sex_unknown": in_cell(UNREADABLE, "employment", 50, "sex", "不详"),
    "low_income_unknown": in_cell(UNREADABLE, "employment", 51, "is_low_income", "待定"),
    "date_in_words": in_cell(UNREADABLE, "workshops", 3, "opened_on", "去年三月"),
    "thirty_first_of_february": in_cell(UNREADABLE, "workshops", 3, "opened_on", "2023-02-31"),
    "month_and_day_only": in_cell(UNREADABLE, "employment", 52, "hired_on", "3月5日"),
    "opening_in_the_future": in_value("opened_by_month_end", "workshops", 2, "opened_on", date(2025, 3, 1)),
    "closed_before_it_opened": Fault(
        "closed_after_opened",
        ("workshops", 2, "closed_on"),
        change=values("workshops", 2, opened_on=date(2023, 5, 1), closed_on=date(2022, 5, 1)),
    ),
    "ended_before_it_began": in_value(
        "ended_after_started", "partnerships", 4, "ended_on", date(2022, 1, 31)
    ),
    "partnership_of_next_year": in_value(
        "started_by_month_end", "partnerships", 4, "started_on", date(2025, 1, 1)
    ),
    "hired_after_the_month": in_value(
        "hired_by_month_end", "employment", 60, "hired_on", date(2024, 12, 9), habit="serials"
    ),
    "closed_long_ago_with_workers": in_value(
        "closed_workshop_without_workers", "workshops", 4, "closed_on", date(2024, 6, 30)
    ),
    # Rows that stand twice, or point nowhere.
    "worker_twice": Fault(
        "row_twice",
        ("employment", _WORKERS, "worker_id"),
        change=copied_from("employment", 17),
        habit="blank_rows",
    ),
    "worker_twice_with_another_wage": Fault(
        "row_twice",
        ("employment", _WORKERS, "worker_id"),
        change=copied_from("employment", 17, wage_yuan=2345),
    ),
    "workshop_twice": Fault(
        "row_twice", ("workshops", _WORKSHOPS, "workshop_id"), change=copied_from("workshops", 2)
    ),
    "results_twice": Fault(
        "row_twice", ("results", _WORKSHOPS, "workshop_id"), change=copied_from("results", 2), habit="titled"
    ),
    "enterprise_twice": Fault(
        "row_twice",
        ("enterprises", _WORKSHOPS, "credit_code"),
        change=copied_from("enterprises", 2, name="另名"),
    ),
    "partnership_twice": Fault(
        "row_twice", ("partnerships", _WORKSHOPS, "credit_code"), change=copied_from("partnerships", 2)
    ),
    "worker_of_an_unlisted_workshop": in_value(
        "workshop_listed", "employment", 70, "workshop_id", "331082-077", habit="reordered"
    ),
    "results_of_an_unlisted_workshop": Fault(
        "workshop_listed",
        ("results", _WORKSHOPS, "workshop_id"),
        change=copied_from("results", 2, workshop_id="331082-077"),
    ),
    "partnership_with_an_unlisted_enterprise": in_value(
        "enterprise_listed", "partnerships", 6, "credit_code", _STRANGER
    ),
    "worker_full_time_at_two_workshops": Fault(
        "two_full_time_workshops",
        ("employment", _WORKERS, "days_worked"),
        change=copied_from("employment", 24, **_SECOND_JOB),
    ),
    "worker_of_two_sexes": Fault(
        "worker_is_one_person",
        ("employment", _WORKERS, "sex"),
        change=copied_from("employment", 25, **_SECOND_JOB | {"days_worked": 3, "sex": "F"}),
    ),
    "worker_of_two_years_of_birth": Fault(
        "worker_is_one_person",
        ("employment", _WORKERS, "birth_year"),
        change=copied_from("employment", 24, **_SECOND_JOB | {"days_worked": 3, "birth_year": 1990}),
    ),
    # Positions.
    "longitude_and_latitude_exchanged": Fault(
        "position_in_county",
        ("workshops", 3, "longitude"),
        change=values("workshops", 3, longitude=28.85, latitude=121.2),
    ),
    "position_in_another_province": in_value("position_in_county", "workshops", 3, "longitude", 116.4),
    "longitude_without_its_decimal_point": in_value(
        "position_in_county", "workshops", 3, "longitude", 12120.5
    ),
    "longitude_alone": in_value("position_complete", "workshops", 3, "latitude", None),
    "position_in_degrees_and_minutes": in_cell(UNREADABLE, "workshops", 3, "longitude", "东经121度12分"),
    # What is missing.
    "no_sheet_of_results": Fault(
        "sheet_missing", only=("workshops", "enterprises", "partnerships", "employment"), habit="titled"
    ),
    "no_sheet_of_workers_csv": Fault(
        "sheet_missing", only=("workshops", "enterprises", "partnerships", "results"), habit="csv"
    ),
    "no_workshops": Fault(
        "sheet_empty",
        ("workshops", None, None),
        change=lambda ledger: replace(
            ledger, workshops=[], partnerships=[], employment=[], results=[], enterprises=[]
        ),
    ),
    "workshop_without_a_name": in_value("required_value", "workshops", 10, "name", None),
    "worker_without_a_number": in_value("required_value", "employment", 80, "worker_id", None, habit="csv"),
    "wages_left_empty": Fault(
        "required_value",
        ("employment", "heading", "wage_yuan"),
        change=each_row("employment", "wage_yuan", lambda _: None),
    ),
    # Another county, another month, last month again.
    "another_month": Fault(
        "month_asked",
        change=lambda ledger: replace(ledger, month=date(2024, 10, 1)),
        habit="template",
        file_name="台账",
    ),
    "another_county": Fault(
        "county_asked",
        change=lambda ledger: replace(ledger, county_code=county.NEIGHBOUR),
        habit="template",
        file_name="台账",
    ),
    "another_countys_villages": Fault(
        "county_asked",
        change=each_row("workshops", "village_code", lambda code: county.NEIGHBOUR + code[6:]),
        file_name="台账",
    ),
    "last_months_sheet_again": Fault(
        "month_copied",
        ("employment", None, None),
        change=lambda ledger: replace(ledger, employment=county.last_month().employment),
    ),
    # Personal data.
    "identity_number_for_a_worker": in_cell(PERSONAL, "employment", 30, "worker_id", "331082197003071234"),
    "identity_number_in_a_household": in_cell(
        PERSONAL, "employment", 30, "household_id", "33108219700307123X"
    ),
    "telephone_for_a_worker": in_cell(PERSONAL, "employment", 30, "worker_id", "13805761234"),
    "name_for_a_worker": in_cell(PERSONAL, "employment", 30, "worker_id", "王小明", habit="csv_gb18030"),
    "identity_number_with_spaces": in_cell(
        PERSONAL, "employment", 30, "worker_id", "331082 19700307 1234", habit="csv"
    ),
    "telephone_with_hyphens": in_cell(PERSONAL, "employment", 30, "household_id", "138-0576-1234"),
    # Asked about, not stopped.
    "gcj02_named_wgs84_at_the_border": Fault(
        "position_in_county",
        ("workshops", 3, "crs"),
        change=values("workshops", 3, longitude=121.504, latitude=28.848, crs="WGS84"),
        severity="warning",
    ),
    "workshop_vanished": Fault(
        "workshop_vanished",
        ("workshops", None, None),
        change=lambda ledger: _without(ledger, ledger.workshops[-1]["workshop_id"]),
        severity="warning",
    ),
    "people_vanished": Fault(
        "people_jump",
        ("workshops", 0, "workshop_id"),
        change=lambda ledger: replace(
            ledger,
            employment=[
                row for row in ledger.employment if row["workshop_id"] != ledger.workshops[0]["workshop_id"]
            ],
        ),
        severity="warning",
    ),
    "fewer_rows": Fault(
        "rows_fewer",
        ("employment", None, None),
        change=lambda ledger: replace(ledger, employment=ledger.employment[:100]),
        severity="warning",
    ),
    "two_jobs_of_many_days": Fault(
        "two_full_time_workshops",
        ("employment", _WORKERS, "days_worked"),
        change=copied_from("employment", 24, **_SECOND_JOB | {"days_worked": 12}),
        severity="warning",
    ),
    "worker_with_another_year_of_birth": in_value(
        "worker_as_before", "employment", 90, "birth_year", 1981, severity="warning"
    ),
}

_EXTRA_HABITS = {"blank_rows": Habit(cover=False, blank_after=4, titles=("2024年11月台账",), totals=True)}

CLEAN = tuple(HABITS)


def habit_of(name):
    return (HABITS | _EXTRA_HABITS)[name]


def write(name: str, folder: Path) -> tuple[Written, LedgerData]:
    """The damaged ledger's files."""
    fault = DAMAGED[name]
    data = fault.change(county.LEDGER)
    return _write(data, folder, fault.habit, fault.file_name, plant=fault.plant, only=fault.only), data


def write_clean(name: str, folder: Path) -> Written:
    return _write(county.LEDGER, folder, name, "331082-2024-11")


def _write(data, folder, habit, file_name, **more):
    target = folder / (file_name if workbooks.is_csv(habit) else f"{file_name}.xlsx")
    return workbooks.write(data, target, habit_of(habit), **more)


def place_of(name: str, written: Written) -> tuple[str, str | None, int | None, str | None]:
    """File, sheet, row and column at which the fault must be told."""
    sheet, row, column = DAMAGED[name].at
    if sheet is None:
        return written.paths[0].name, None, None, None
    title = written.titles[sheet]
    number = (
        written.heading_rows[sheet] if row == "heading" else None if row is None else written.rows[sheet][row]
    )
    letters = written.letters[sheet][column] if column else None
    of_sheet = [path.name for path in written.paths if path.stem == title]
    return (of_sheet or [written.paths[0].name])[0], title, number, letters


def _without(ledger, number):
    """The ledger without one workshop, its workers moved to the first."""
    first = ledger.workshops[0]["workshop_id"]
    kept = {
        sheet: [row for row in ledger.rows(sheet) if row["workshop_id"] != number]
        for sheet in ("workshops", "partnerships", "results")
    }
    moved = [
        row | ({"workshop_id": first} if row["workshop_id"] == number else {}) for row in ledger.employment
    ]
    return replace(ledger, employment=moved, **kept)
