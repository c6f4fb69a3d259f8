"""A CSV of figures by county, written anew by the codes of another year, and row by row what could not be carried."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sharedwealth.errors import RegisterError
from sharedwealth.places import codes, crosswalk, listfile, listrows
from sharedwealth.places.crosswalk import Carried, Crosswalk
from sharedwealth.text import t

_RATES = re.compile(
    r"率|比例|占比|比重|平均|人均|户均|均值|中位|指数|系数|%|％|\b(rate|share|ratio|mean|average|median|per|index)\b",
    re.IGNORECASE,
)
_TOLERANCE = Decimal("0.006")  # of a rate against its parts: half a unit of two decimals, and rounding


@dataclass(frozen=True)
class Result:
    """The new table as CSV, and what was left out or has no figure, in the run's language."""

    csv: str
    remarks: list[str]
    rows: int


@dataclass
class _Table:
    headings: list[str]
    rows: list[list[str]]
    code: int
    name: int | None
    remarks: list[str] = field(default_factory=list)
    by_code: dict[str, int] = field(default_factory=dict)


def convert(
    path: Path, start: date, end: date, table: Crosswalk, rates: Mapping[str, tuple[str, str]] | None = None
) -> Result:
    """The file by the codes of `end`; `rates` names numerator and denominator of each rate that is to be made anew."""
    read = _read(path)
    wanted = dict(rates or {})
    _check_rates(read, wanted)
    _find_counties(read, table.codes(start), start)
    taken = {
        heading: column
        for place, heading in enumerate(read.headings)
        if place not in (read.code, read.name) and heading not in wanted
        and (column := _column(read, place)) is not None
    }  # fmt: skip
    carried = {heading: _carried(column, start, end, table) for heading, column in taken.items()}
    for heading, (numerator, denominator) in wanted.items():
        for part in (numerator, denominator):
            if part not in carried:
                raise RegisterError(
                    t("{rate} needs {part}, which is no column of numbers in the file.").format(
                        rate=heading, part=part
                    )
                )
    _tell_incomplete(read, carried, table)
    return _written(read, carried, wanted, table, start, end)


def _read(path: Path) -> _Table:
    if not path.is_file():
        raise RegisterError(t("There is no file {file}.").format(file=path))
    rows = [
        row
        for row in csv.reader(io.StringIO(listfile.decoded(path), newline=""))
        if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2:
        raise RegisterError(t("The file {file} is empty.").format(file=path.name))
    headings = [heading.strip() for heading in rows[0]]
    meant = [listfile.PLACES.column(heading) for heading in headings]
    if "code" not in meant:
        raise RegisterError(
            t("{file} has no column of county codes (代码). Its first row is: {found}").format(
                file=path.name, found="、".join(headings)
            )
        )
    width = len(headings)
    body = [[*row, *[""] * width][:width] for row in rows[1:]]
    return _Table(headings, body, meant.index("code"), meant.index("name") if "name" in meant else None)


def _check_rates(read: _Table, rates: Mapping[str, tuple[str, str]]) -> None:
    for heading, parts in rates.items():
        for each in (heading, *parts):
            if each not in read.headings:
                raise RegisterError(
                    t("The file has no column “{column}”. It has: {columns}.").format(
                        column=each, columns="、".join(read.headings)
                    )
                )


def _find_counties(read: _Table, known: frozenset[str], day: date) -> None:
    """Notes which row each county stands in; a remark on every other row."""
    for number, row in enumerate(read.rows, start=2):
        written = row[read.code].strip().removeprefix("'")
        code = listrows.shortened(written) if written.isascii() and written.isdigit() else written
        at = {"row": number, "code": written or "–", "day": day.isoformat()}
        if code in read.by_code:
            said = t("Row {row}: {code} stands in the file twice; this row was left out.")
        elif code in known:
            read.by_code[code] = number - 2
            continue
        elif codes.level(code) in {"province", "city"}:
            said = t(
                "Row {row}: {code} is no county; totals of cities and the province stay as they are and were left out."
            )
        else:
            said = t("Row {row}: {code} was no county of Zhejiang on {day}; it was left out.")
        read.remarks.append(said.format(**at))
    if not read.by_code:
        raise RegisterError(
            t("No row has the code of a county as of {day}. Is the period the right one?").format(
                day=day.isoformat()
            )
        )


def _column(read: _Table, place: int) -> dict[str, Decimal | None] | None:
    """A column's numbers by county; None, with a remark, where it is one that cannot be carried."""
    heading = read.headings[place]
    cells = {code: read.rows[at][place].strip() for code, at in read.by_code.items()}
    if _RATES.search(heading) or any(cell.endswith(("%", "％")) for cell in cells.values()):
        read.remarks.append(
            t(
                "“{column}” is a rate or a mean and was left out: name what it is made of with --rate "
                "“{column}=numerator/denominator”. A median cannot be carried at all."
            ).format(column=heading)
        )
        return None
    numbers: dict[str, Decimal | None] = {}
    for code, cell in cells.items():
        try:
            numbers[code] = Decimal(cell.replace(",", "").replace("，", "")) if cell else None
        except InvalidOperation:
            numbers[code] = Decimal("NaN")
        number = numbers[code]
        if number is not None and not number.is_finite():
            read.remarks.append(
                t("“{column}” was left out: row {row} has “{found}”, which is no number.").format(
                    column=heading, row=read.by_code[code] + 2, found=cell
                )
            )
            return None
    if all(number is None for number in numbers.values()):
        read.remarks.append(t("“{column}” was left out: it holds nothing.").format(column=heading))
        return None
    return numbers


@dataclass(frozen=True)
class _Counts:
    """A carried column in units of its last decimal."""

    decimals: int
    carried: Carried

    def number(self, code: str) -> Decimal | None:
        figure = self.carried.figures.get(code)
        return None if figure is None else Decimal(figure).scaleb(-self.decimals)


def _carried(column: Mapping[str, Decimal | None], start: date, end: date, table: Crosswalk) -> _Counts:
    decimals = max(_decimals(number) for number in column.values() if number is not None)
    units = {
        code: None if number is None else int(number.scaleb(decimals)) for code, number in column.items()
    }
    return _Counts(decimals, crosswalk.carry(units, start, end, table))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _tell_incomplete(read: _Table, carried: Mapping[str, _Counts], table: Crosswalk) -> None:
    for heading, counts in carried.items():
        for code, parts in sorted(counts.carried.incomplete.items()):
            if parts == (code,):
                continue  # it had none before
            read.remarks.append(
                t("{code} {name} has no “{column}”, because {parts} has none.").format(
                    code=code,
                    name=table.names.get(code, ""),
                    column=heading,
                    parts="、".join(f"{each} {table.names.get(each, '')}" for each in parts),
                )
            )


def _written(
    read: _Table,
    carried: Mapping[str, _Counts],
    rates: Mapping[str, tuple[str, str]],
    table: Crosswalk,
    start: date,
    end: date,
) -> Result:
    plain = crosswalk.carry(dict.fromkeys(read.by_code, 0), start, end, table)
    factors = {heading: _factor(read, heading, parts) for heading, parts in rates.items()}
    signs = {heading: _sign(read, heading) for heading in rates}
    names = _names(read, plain, table)
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    shown = [heading for heading in read.headings if heading in carried or heading in rates]
    title = [read.headings[read.code], *([read.headings[read.name]] if read.name is not None else [])]
    writer.writerow([*title, *shown, t("How it was carried")])
    for code in sorted(plain.figures):
        cells = [
            _rate(carried, code, rates[heading], factors[heading], signs[heading]) if heading in rates
            else _cell(carried[heading].number(code))
            for heading in shown
        ]  # fmt: skip
        name = [names[code]] if read.name is not None else []
        writer.writerow([code, *name, *cells, t(plain.how[code])])
    return Result(held.getvalue(), read.remarks, len(plain.figures))


def _names(read: _Table, plain: Carried, table: Crosswalk) -> dict[str, str]:
    """The file's own words where a county stayed what it was, the register's where it is another."""
    found = {}
    for code in plain.figures:
        is_same = plain.how[code] == crosswalk.UNCHANGED and code in read.by_code
        found[code] = (
            read.rows[read.by_code[code]][read.name]
            if is_same and read.name is not None
            else table.names[code]
        )
    return found


def _factor(read: _Table, heading: str, parts: tuple[str, str]) -> int:
    """1 or 100, as the file writes the rate; a `RegisterError` where it is not its numerator over its denominator."""
    place, above, below = (read.headings.index(each) for each in (heading, *parts))
    fits = {1: True, 100: True}
    for code, at in read.by_code.items():
        cells = [read.rows[at][each].strip().rstrip("%％").replace(",", "") for each in (place, above, below)]
        if not all(cells):
            continue
        try:
            rate, numerator, denominator = (Decimal(cell) for cell in cells)
        except InvalidOperation as error:
            raise RegisterError(
                t("“{column}” was left out: row {row} has “{found}”, which is no number.").format(
                    column=heading, row=at + 2, found=cells[0]
                )
            ) from error
        if not denominator:
            continue
        for factor in fits:
            off = abs(rate - factor * numerator / denominator)
            fits[factor] &= off <= max(_TOLERANCE, Decimal(1).scaleb(-_decimals(rate)))
        if not any(fits.values()):
            raise RegisterError(
                t("Row {row}: {rate} of {code} is not {numerator} over {denominator}.").format(
                    row=at + 2, rate=heading, code=code, numerator=parts[0], denominator=parts[1]
                )
            )
    return 1 if fits[1] else 100


def _sign(read: _Table, heading: str) -> str:
    """The sign of a percentage, where the file writes one after each rate."""
    place = read.headings.index(heading)
    return (
        "%"
        if all(row[place].strip().endswith(("%", "％")) for row in read.rows if row[place].strip())
        else ""
    )


def _rate(carried: Mapping[str, _Counts], code: str, parts: tuple[str, str], factor: int, sign: str) -> str:
    numerator, denominator = (carried[each].number(code) for each in parts)
    if numerator is None or not denominator:
        return ""
    return f"{round(factor * numerator / denominator, 2 if factor == 100 else 4)}{sign}"


def _cell(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
