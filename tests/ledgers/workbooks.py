"""Clean ledgers of any size, written the way a clerk might have written them, with any cell written differently.

`ledger(...)` makes the data, `write(data, path, habit, plant=…)` the file or files, and what comes back knows where
each value stands.
"""

import csv
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.ledger.words import template_words

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
MONEY = {column.name for sheet in SHEETS.values() for column in sheet.columns if column.unit == "yuan"}


@dataclass(frozen=True)
class LedgerData:
    """Five lists of rows, column name to value: str, int, float, date, bool, or None where there is nothing."""

    county_code: str
    month: date
    workshops: list[dict[str, Any]]
    enterprises: list[dict[str, Any]]
    partnerships: list[dict[str, Any]]
    employment: list[dict[str, Any]]
    results: list[dict[str, Any]]

    def rows(self, sheet):
        return getattr(self, sheet)


@dataclass(frozen=True)
class Raw:
    """A cell of a workbook as it is, whatever the habit: a number, a date, a formula with or without a result."""

    value: Any = None
    formula: str | None = None
    number_format: str | None = None


@dataclass(frozen=True)
class Habit:
    """How one clerk writes; the defaults are the template's own ways."""

    cover: bool = True
    aliases: bool = True
    stars: bool = True
    headings: str = "zh"
    """`zh` or `en`: the language of the row of headings."""
    titles: tuple[str, ...] = ()
    """Rows above the headings, the first merged over the whole width."""
    sheet_names: Mapping[str, str] = field(default_factory=dict)
    sheet_order: tuple[str, ...] = tuple(SHEETS)
    reverse_columns: bool = False
    extra_column: str | None = None
    dates: str = "date"
    """`date`, `text` (2024-11-03), `slashes`, `dots`, `chinese`, `compact` or `serial`."""
    numbers: str = "number"
    """`number`, `text`, `thousands` (1,234) or `full_width`."""
    money: str = "yuan"
    """`yuan`, `wan_heading` (产值（万元）) or `wan_cell` (12.5万)."""
    padding: str = ""
    """Blanks put around every text."""
    codes: str = "text"
    """`text`, `full_width` or `number` (only those short enough)."""
    words: str = "template"
    """`template`, `keys` or `short` (来料加工 for 来料加工式)."""
    yes_no: tuple[str, str] = ("是", "否")
    totals: bool = False
    blank_after: int = 0
    """A blank row after every so many rows."""
    notes: tuple[str, ...] = ()
    repeat_headings_after: int = 0
    counts_from_1904: bool = False
    separator: str = ","
    encoding: str = "utf-8"


TEMPLATE = Habit()

HABITS: dict[str, Habit] = {
    "template": TEMPLATE,
    "plain": Habit(cover=False, aliases=False, stars=False),
    "english": Habit(cover=False, aliases=False, stars=False, headings="en", words="keys", yes_no=("yes", "no")),
    "titled": Habit(
        cover=False, aliases=False, titles=("共富工坊台账", "填报单位：某县    单位：元"), totals=True,
        notes=("填表人：        审核人：",),
    ),
    "reordered": Habit(
        sheet_order=tuple(reversed(SHEETS)),
        sheet_names={
            "workshops": "1.工坊信息", "employment": "用工情况", "results": "Sheet4", "enterprises": "企业名录",
        },
        reverse_columns=True,
        extra_column="备注",
    ),
    "full_width": Habit(numbers="full_width", codes="full_width", padding="\u3000", yes_no=("√", "×")),
    "thousands": Habit(numbers="thousands", dates="dots", yes_no=("1", "0"), blank_after=3),
    "ten_thousands": Habit(money="wan_heading", dates="chinese", yes_no=("有", "无"), totals=True),
    "ten_thousands_in_cells": Habit(money="wan_cell", dates="slashes", words="short", padding="\xa0"),
    "serials": Habit(dates="serial", numbers="text", repeat_headings_after=4, yes_no=("Y", "N")),
    "apple": Habit(dates="serial", counts_from_1904=True, aliases=False),
    "csv": Habit(cover=False, dates="text", encoding="utf-8-sig"),
    "csv_gb18030": Habit(cover=False, aliases=False, stars=False, dates="compact", encoding="gb18030", separator="\t"),
    "csv_utf16": Habit(cover=False, aliases=False, dates="slashes", encoding="utf-16", separator=";", totals=True),
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """The files, and where in them each value stands."""

    paths: tuple[Path, ...]
    titles: dict[str, str]
    """Sheet to its name in the file."""
    heading_rows: dict[str, int]
    rows: dict[str, tuple[int, ...]]
    """The row of each of the data's rows, from 1."""
    letters: dict[str, dict[str, str]]

    def cell(self, sheet, number, column):
        """`(row, letters)` of a column in the sheet's row `number`, counted from 0."""
        return self.rows[sheet][number], self.letters[sheet][column]


def check_sign(first_17):
    """The last sign of a unified social credit code (GB 32100-2015)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(first_17))
    return signs[-total % 31]


def credit_code(county_code, number):
    first_17 = f"91{county_code}MA{number:07d}"
    return first_17 + check_sign(first_17)


def ledger(
    county_code="331081",
    month=date(2024, 11, 1),
    *,
    workshops=4,
    workers=12,
    village_codes=None,
    position=(121.38, 28.37),
) -> LedgerData:
    """A ledger without a fault, the same every time: workers go round the workshops, workshops round the villages."""
    villages = list(village_codes or (f"{county_code}100{200 + number}" for number in range(workshops)))
    types, modes, linkages = (
        list(template_words(kind)) for kind in ("workshop_types", "operating_modes", "linkages")
    )
    ids = [f"{county_code}-{number + 1:03d}" for number in range(workshops)]
    codes = [credit_code(county_code, number) for number in range(max(workshops, 1))]

    def turn(values, number):
        return values[number % len(values)]

    return LedgerData(
        county_code,
        month,
        [
            {
                "workshop_id": workshop,
                "name": f"示例村{number + 1}共富工坊",
                "workshop_type": turn(types, number),
                "village_code": turn(villages, number),
                "served_village_codes": turn(villages, number + 1) if number % 3 == 1 and len(villages) > 1 else None,
                "product": turn(["竹编", "针织", None], number),
                "brand": turn(["示例牌", None], number),
                "operating_mode": turn(modes, number),
                "opened_on": date(2022 + number % 2, 1 + number % 12, 1 + number % 28),
                "closed_on": None,
                "stars": turn([3, 4, 5, None], number),
                "party_branch": f"示例村{number + 1}党支部",
                "steward_count": 1 + number % 3,
                "longitude": round(position[0] + number % 7 * 0.001, 6),
                "latitude": round(position[1] + number % 5 * 0.001, 6),
                "crs": "WGS84",
            }
            for number, workshop in enumerate(ids)
        ],
        [
            {
                "credit_code": code,
                "name": f"示例企业{number + 1}有限公司",
                "industry": "纺织业",
                "home_county_code": county_code,
            }
            for number, code in enumerate(codes)
        ],
        [
            {
                "workshop_id": workshop,
                "credit_code": codes[number],
                "linkage": turn(linkages, number),
                "started_on": date(2023, 12, 1),
                "ended_on": None,
            }
            for number, workshop in enumerate(ids)
        ],
        [
            {
                "workshop_id": turn(ids, number),
                "worker_id": f"W{number + 1:06d}",
                "household_id": f"H{number // 2 + 1:06d}",
                "sex": turn(["F", "M", "F"], number),
                "birth_year": 1955 + number % 45,
                "is_low_income": number % 9 == 0,
                "home_village_code": turn(villages, number),
                "days_worked": 18 + number % 5,
                "wage_yuan": 2400 + number % 60 * 10,
                "prior_income_yuan": None if number % 7 == 6 else 900 + number % 40 * 10,
                "hired_on": date(2024, 1 + number % 10, 1 + number % 28),
            }
            for number in range(workers)
        ],
        [
            {
                "workshop_id": workshop,
                "output_yuan": 150_000 + number * 1_000,
                "orders_yuan": 200_000 + number * 1_000,
                "collective_income_yuan": 12_500 + number * 100,
                "training_sessions": number % 3,
                "people_trained": number % 3 * 12,
                "survey_responses": 20,
                "survey_satisfied": 19,
                "hazards_found": 2,
                "hazards_fixed": 2,
            }
            for number, workshop in enumerate(ids)
        ],
    )  # fmt: skip


def changed(data, sheet, number, **values):
    """The ledger with other values in one row."""
    rows = [dict(row) for row in data.rows(sheet)]
    rows[number] |= values
    return replace(data, **{sheet: rows})


def write(data, path, habit=TEMPLATE, *, plant=None, only=tuple(SHEETS)):
    """The ledger at `path`: a workbook (.xlsx), or a folder that takes a CSV file for each sheet.

    `plant` puts other things into cells, `(sheet, number of the row from 0, column)` to a text, a number or a `Raw`;
    `only` leaves sheets out.
    """
    grids = {
        sheet: _grid(data, sheet, habit, dict(plant or {})) for sheet in habit.sheet_order if sheet in only
    }
    if path.suffix == ".xlsx":
        _write_workbook(data, grids, path, habit)
        paths = (path,)
    else:
        path.mkdir(parents=True, exist_ok=True)
        paths = tuple(_write_csv(grid, path / f"{grid.title}.csv", habit) for grid in grids.values())
    return Written(
        paths,
        {sheet: grid.title for sheet, grid in grids.items()},
        {sheet: grid.heading_row + 1 for sheet, grid in grids.items()},
        {sheet: tuple(row + 1 for row in grid.rows) for sheet, grid in grids.items()},
        {
            sheet: {name: xl_col_to_name(n) for name, n in grid.columns.items()}
            for sheet, grid in grids.items()
        },
    )


@dataclass
class _Grid:
    title: str
    cells: dict[tuple[int, int], Any]
    heading_row: int
    rows: list[int]
    columns: dict[str, int]


def _grid(data, sheet, habit, plant):
    described = list(SHEETS[sheet].columns)
    if habit.reverse_columns:
        described.reverse()
    columns = {column.name: number for number, column in enumerate(described)}
    headings = [_heading(column, habit) for column in described]
    headings += [habit.extra_column] if habit.extra_column else []
    lines = [[title] for title in habit.titles] + [headings]
    if habit.aliases:
        lines.append([column.name for column in described])
    rows = []
    for number, values in enumerate(data.rows(sheet)):
        if habit.blank_after and number and number % habit.blank_after == 0:
            lines.append([])
        if habit.repeat_headings_after and number and number % habit.repeat_headings_after == 0:
            lines.append(headings)
        rows.append(len(lines))
        lines.append(_row(sheet, number, values, described, habit, plant))
    if habit.totals:
        lines.append(_totals(data.rows(sheet), described))
    lines += [[note] for note in habit.notes]
    cells = {
        (row, column): value
        for row, line in enumerate(lines)
        for column, value in enumerate(line)
        if value is not None
    }
    title = habit.sheet_names.get(sheet, SHEETS[sheet].title_zh)
    return _Grid(title, cells, len(habit.titles), rows, columns)


def _row(sheet, number, values, described, habit, plant):
    line = []
    for column in described:
        key = (sheet, number, column.name)
        line.append(plant[key] if key in plant else _written(values[column.name], column, habit))
    return [*line, "无误"] if habit.extra_column else line


def _totals(rows, described):
    sums = [
        Raw(sum(row[column.name] or 0 for row in rows)) if column.is_summed else None for column in described
    ]
    return ["合计", *sums[1:]]


def _heading(column, habit):
    heading = column.name if habit.headings == "en" else column.heading_zh
    if habit.money == "wan_heading" and column.name in MONEY:
        heading += "（万元）"
    return f"{heading}*" if habit.stars and column.is_required else heading


def _written(value, column, habit):
    """The value as the habit has it: text, number or a `Raw`."""
    if value is None:
        return None
    if column.choices:
        return _choice(value, column, habit)
    if isinstance(value, bool):
        return habit.yes_no[0] if value else habit.yes_no[1]
    if isinstance(value, date):
        return _date(value, habit)
    if isinstance(value, int):
        return _number(value, column, habit)
    if isinstance(value, float):
        return str(value) if habit.numbers == "text" else value
    if column.name.endswith(("_id", "_code", "_codes")) and habit.codes == "full_width":
        value = value.translate(FULL_WIDTH)
    return f"{habit.padding}{value}{habit.padding}"


def _choice(value, column, habit):
    word = template_words(column.choices)[value]
    short = word.removesuffix("式")
    return {"template": word, "keys": value, "short": short}[habit.words]


def _number(value, column, habit):
    if column.name in MONEY and habit.money == "wan_heading":
        return value / 10_000
    if column.name in MONEY and habit.money == "wan_cell":
        return f"{value / 10_000:.4f}".rstrip("0").rstrip(".") + "万"
    if habit.numbers == "number":
        return value
    is_plain = habit.numbers == "text" or column.unit == "years"
    text = str(value) if is_plain else f"{value:,}"
    return text.translate(FULL_WIDTH) if habit.numbers == "full_width" else text


def _date(day, habit):
    serial = (day - (date(1904, 1, 1) if habit.counts_from_1904 else date(1899, 12, 30))).days
    forms = {
        "date": Raw(datetime(day.year, day.month, day.day), number_format="yyyy-mm-dd"),  # noqa: DTZ001
        "serial": serial,
        "text": day.isoformat(),
        "slashes": f"{day.year}/{day.month}/{day.day}",
        "dots": f"{day.year}.{day.month:02d}.{day.day:02d}",
        "chinese": f"{day.year}年{day.month}月{day.day}日",
        "compact": f"{day:%Y%m%d}",
    }
    return forms[habit.dates]


def _write_workbook(data, grids, path, habit):
    options = {"strings_to_formulas": False, "strings_to_urls": False, "date_1904": habit.counts_from_1904}
    with xlsxwriter.Workbook(path, options) as workbook:
        if habit.cover:
            cover = workbook.add_worksheet("说明")
            for row, (label, text) in enumerate(
                [("县代码", data.county_code), ("县名", "示例县"), ("月份", f"{data.month:%Y-%m}")]
            ):
                cover.write_string(row, 0, label)
                cover.write_string(row, 1, text)
        for grid in grids.values():
            _write_sheet(workbook, grid, habit)


def _write_sheet(workbook, grid, habit):
    sheet = workbook.add_worksheet(grid.title)
    width = max(grid.columns.values())
    for (row, column), value in grid.cells.items():
        if row == 0 and habit.titles:
            sheet.merge_range(0, 0, 0, width, value)
        else:
            _write_cell(workbook, sheet, (row, column), value)


def _write_cell(workbook, sheet, cell, value):
    if not isinstance(value, Raw):
        value = Raw(value)
    style = workbook.add_format({"num_format": value.number_format}) if value.number_format else None
    if value.formula is not None:
        sheet.write_formula(*cell, value.formula, style, value.value if value.value is not None else "")
    elif isinstance(value.value, str):
        sheet.write_string(*cell, value.value, style)
    elif isinstance(value.value, bool):
        sheet.write_boolean(*cell, value.value, style)
    elif isinstance(value.value, datetime):
        sheet.write_datetime(*cell, value.value, style)
    else:
        sheet.write_number(*cell, value.value, style)


def _write_csv(grid, path, habit):
    depth = max(row for row, _ in grid.cells) + 1
    width = max(column for _, column in grid.cells) + 1
    with path.open("w", encoding=habit.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=habit.separator)
        for row in range(depth):
            cells = (grid.cells.get((row, column), "") for column in range(width))
            writer.writerow([cell.value if isinstance(cell, Raw) else cell for cell in cells])
    return path


def is_csv(name):
    """Whether the named habit writes CSV files."""
    return name.startswith("csv")


def every_cell(data):
    """`(sheet, number, column)` of each value of the ledger."""
    return [
        (sheet, number, column)
        for sheet in SHEETS
        for number, row in enumerate(data.rows(sheet))
        for column in itertools.chain(row)
    ]
