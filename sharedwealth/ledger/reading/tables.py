"""One sheet of the ledger from its place in the file: a frame, and a finding for each cell that could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pandas as pd

from sharedwealth.ledger.book import ReadSheet
from sharedwealth.ledger.findings import Finding, Place, Word, told
from sharedwealth.ledger.kinds import EMPTY, NUMBER, TEXT
from sharedwealth.ledger.reading.layout import Layout
from sharedwealth.ledger.reading.raw import RawSheet, letters_of, shown, trimmed
from sharedwealth.ledger.reading.refusals import refused
from sharedwealth.ledger.reading.rows import of_ledger, passed_over
from sharedwealth.ledger.reading.values import WHOLE_NUMBER, Parser, Reading, UnreadableError, parser
from sharedwealth.ledger.rules.personal_data import Hit, hits, personal_data
from sharedwealth.ledger.rules.personal_elsewhere import in_other_rows
from sharedwealth.ledger.sheets import SHEETS, Column
from sharedwealth.text import mark

UNREADABLE = "unreadable_value"
MOST_UNREADABLE = 20_000
"""Cells of a sheet; where more cannot be read its columns have moved, and a list of them all would help nobody."""


@dataclass
class _Parsed:
    """One column of the frame while it is filled; rows count from 0 as in the file."""

    read: list[Any]
    raw: dict[int, str] = field(default_factory=dict)
    faults: dict[int, tuple[str, UnreadableError]] = field(default_factory=dict)
    rounded: list[int] = field(default_factory=list)
    withheld: set[int] = field(default_factory=set)
    """Rows whose cell holds personal data, of which nothing but the mask goes any further."""


def read(layout: Layout) -> tuple[ReadSheet, list[Finding]]:
    """The sheet, and what is to be said of its headings, its rows and its unreadable cells."""
    passed = passed_over(layout)
    rows = of_ledger(layout, passed)
    personal = hits(layout, rows)
    described = SHEETS[layout.sheet]
    filled = _merged_down(layout)
    by_name = layout.by_name
    parsed: dict[str, _Parsed] = {}
    for column in described.columns:
        number = by_name.get(column.name)
        if number is None:
            parsed[column.name] = _Parsed([None] * len(rows))
        else:
            factor = layout.headings[number].factor
            cells = _cells(layout.raw, number, rows, filled.get(number, {}))
            parsed[column.name] = _parse(
                column, cells, rows, factor=factor, counts_from_1904=layout.raw.counts_from_1904
            )
            if sum(len(each.faults) for each in parsed.values()) > MOST_UNREADABLE:
                values = {"sheet": layout.raw.title, "most": MOST_UNREADABLE}
                raise refused(layout.raw.file, "too_many_unreadable", values)
            _withhold(parsed[column.name], rows, personal.get(number, {}))
    sheet = ReadSheet(
        sheet=layout.sheet,
        file=layout.raw.file,
        title=layout.raw.title,
        heading_row=layout.heading_row + 1,
        letters={name: letters_of(number) for name, number in by_name.items()},
        frame=_frame(described.columns, parsed, rows),
        rejected=frozenset(
            (row + 1, name) for name, column in parsed.items() for row in (*column.faults, *column.withheld)
        ),
        raw={(row + 1, name): text for name, column in parsed.items() for row, text in column.raw.items()},
        passed_over=tuple((row + 1, why) for row, why in sorted(passed.items())),
    )
    return sheet, [
        *personal_data(layout, personal),
        *in_other_rows(layout, rows),
        *_of_cells(sheet, parsed),
        *_of_dashes(sheet, parsed),
        *_of_fractions(sheet, parsed),
    ]


def _merged_down(layout: Layout) -> dict[int, dict[int, int]]:
    """For cells merged from above, the row whose value they share: by column, then by row."""
    shared: dict[int, dict[int, int]] = {}
    reached: dict[int, int] = {}
    for (top, left), (bottom, right) in sorted(layout.raw.merged):
        if top <= layout.heading_row or bottom == top or left != right or left not in layout.headings:
            continue
        # Merged cells never overlap but in a file made to do harm, whose ranges would take a day to walk through.
        first, last = max(top, reached.get(left, -1)) + 1, min(bottom, layout.raw.height - 1)
        shared.setdefault(left, {}).update(dict.fromkeys(range(first, last + 1), top))
        reached[left] = max(reached.get(left, -1), last)
    return shared


def _cells(
    raw: RawSheet, column: int, rows: Sequence[int], shared: Mapping[int, int]
) -> list[tuple[Any, str]]:
    values, kinds = raw.columns[column], raw.kinds[column]
    height = len(kinds)
    if shared:
        return [raw.cell(shared.get(row, row), column) for row in rows]
    return [(values[row], kinds[row]) if row < height else ("", EMPTY) for row in rows]


def _parse(
    column: Column,
    cells: Sequence[tuple[Any, str]],
    rows: Sequence[int],
    *,
    factor: int,
    counts_from_1904: bool,
) -> _Parsed:
    parse = parser(column, factor=factor, counts_from_1904=counts_from_1904)
    known: dict[tuple[Any, str], Reading | UnreadableError] = {}
    found = _Parsed([])
    add = found.read.append
    zeros = _widest_with_zeros(column, cells)
    for row, cell in zip(rows, cells, strict=True):
        outcome = known.get(cell)
        if outcome is None:
            outcome = known[cell] = _outcome(parse, cell, zeros)
        if isinstance(outcome, Reading):
            add(outcome.value)
            if outcome.is_rounded:
                found.rounded.append(row)
            if outcome.raw is not None:
                found.raw[row] = outcome.raw
        else:
            add(None)
            found.raw[row] = shown(*cell)
            found.faults[row] = found.raw[row], outcome
            if len(found.faults) > MOST_UNREADABLE:
                break
    return found


def _withhold(column: _Parsed, rows: Sequence[int], personal: Mapping[int, Hit]) -> None:
    if not personal:
        return
    places = {row: place for place, row in enumerate(rows)}
    for row, hit in personal.items():
        column.read[places[row]] = None
        column.faults.pop(row, None)
        column.raw[row] = hit.masked
        column.withheld.add(row)


def _outcome(parse: Parser, cell: tuple[Any, str], zeros: int) -> Reading | UnreadableError:
    try:
        reading = parse(*cell)
    except UnreadableError as error:
        return error.with_traceback(None)  # thousands of them are kept, and need not keep where they rose
    if zeros and cell[1] == NUMBER and len(reading.value) < zeros:
        return UnreadableError(_ZEROS_LOST, _AS_TEXT)
    return reading


_ZEROS_LOST = mark(
    "Other codes in this column begin with zeros; Excel has taken {found} for a number and may have lost its own. "
    "Format the column as text, then type the whole code again."
)
_AS_TEXT = "0012"


def _widest_with_zeros(column: Column, cells: Sequence[tuple[Any, str]]) -> int:
    """The longest code of the column that begins with a zero, 0 where none does."""
    if not column.name.endswith(("_id", "_code")):
        return 0
    return max((len(trimmed(value)) for value, kind in cells if kind == TEXT and value[:1] == "0"), default=0)


def _frame(columns: Sequence[Column], parsed: Mapping[str, _Parsed], rows: Sequence[int]) -> pd.DataFrame:
    index = pd.Index(np.asarray(rows, dtype=np.int64) + 1, name="row")
    return pd.DataFrame(
        {column.name: _series(parsed[column.name].read, column.pandas_type) for column in columns}
    ).set_axis(index, axis=0)


def _series(values: Sequence[Any], pandas_type: str) -> "pd.Series[Any]":
    made: pd.Series[Any]
    if pandas_type == "datetime64[s]":
        made = pd.Series(np.array(values, dtype=pandas_type))
    else:
        made = pd.Series(list(values), dtype=cast("Any", pandas_type))
    return made


def _of_cells(sheet: ReadSheet, parsed: Mapping[str, _Parsed]) -> list[Finding]:
    headings = {column.name: column.heading_zh for column in SHEETS[sheet.sheet].columns}
    return [
        told(
            UNREADABLE,
            "error",
            Place(sheet.file, sheet.title, row + 1, sheet.letters[name]),
            found,
            fault.expected,
            fault.sentence,
            heading=headings[name],
            **fault.values,
        )
        for name, column in parsed.items()
        for row, (found, fault) in column.faults.items()
    ]


def _of_dashes(sheet: ReadSheet, parsed: Mapping[str, _Parsed]) -> Iterator[Finding]:
    """A dash or 无 is taken for an empty cell, and never for a zero: that is worth saying once a column."""
    headings = {column.name: column.heading_zh for column in SHEETS[sheet.sheet].columns}
    for name, column in parsed.items():
        missing = sheet.frame[name].isna()
        rows = [
            row
            for row in column.raw
            if row not in column.faults and row not in column.withheld and missing[row + 1]
        ]
        if rows:
            yield told(
                "taken_as_empty",
                "note",
                Place(sheet.file, sheet.title, rows[0] + 1, sheet.letters[name]),
                column.raw[rows[0]],
                _NOTHING_OR_ZERO,
                mark(
                    "“{found}” in {heading} is taken as not filled in ({count} cells). Where it was counted and is "
                    "none, write 0."
                ),
                heading=headings[name],
                count=len(rows),
            )


def _of_fractions(sheet: ReadSheet, parsed: Mapping[str, _Parsed]) -> Iterator[Finding]:
    """Amounts are kept in whole yuan; that some were written with jiao and fen is said once a column."""
    headings = {column.name: column.heading_zh for column in SHEETS[sheet.sheet].columns}
    for name, column in parsed.items():
        if column.rounded:
            first = column.rounded[0]
            yield told(
                "rounded_to_yuan",
                "note",
                Place(sheet.file, sheet.title, first + 1, sheet.letters[name]),
                column.raw[first],
                WHOLE_NUMBER,
                mark("{heading} is kept in whole yuan: {count} amounts such as {found} are rounded."),
                heading=headings[name],
                count=len(column.rounded),
            )


_NOTHING_OR_ZERO = Word(mark("a value, or an empty cell"))
