"""Personal data beside the ledger: the file is kept as it came, so what is not taken over must not have any either.

Rows above the headings and rows passed over, and sheets that are none of the ledger's, hidden ones too. Whoever fills
a ledger in may sign it, with an office's telephone.
"""

from collections.abc import Iterable, Iterator, Sequence

from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.kinds import EMPTY, TEXT
from sharedwealth.ledger.reading.layout import Layout
from sharedwealth.ledger.reading.raw import RawSheet, trimmed
from sharedwealth.ledger.reading.values import narrow
from sharedwealth.ledger.rules.personal_data import (
    MOST_SHOWN,
    Hit,
    is_personal_heading,
    masked,
    may_have_numbers,
    told_of_cell,
    told_of_column,
    written,
)
from sharedwealth.ledger.rules.personal_numbers import number_in

_DEEPEST_HEADING = 30
_LONGEST_HEADING = 12
_FEWEST_ROWS = 3
"""So many telephones in a column, or filled cells below a heading, are a list of people and no signature."""


def in_other_rows(layout: Layout, rows: Sequence[int]) -> Iterator[Finding]:
    """Of a ledger's sheet all rows but its own; a mobile telephone only in the sheet of workers."""
    own = set(rows)
    others = [row for row in range(layout.raw.height) if row not in own and row != layout.heading_row]
    for column in range(len(layout.raw.columns)):
        found = _numbers(layout.raw, column, others)
        if layout.sheet != "employment":
            found = _without_telephones(found)
        yield from _told(layout.raw, column, found)


def in_other_sheet(raw: RawSheet) -> Iterator[Finding]:
    """Of a sheet that is none of the ledger's: lists of people, by their headings or by what stands in them."""
    for column in range(len(raw.columns)):
        heading = _personal_heading(raw, column)
        if heading is not None:
            yield told_of_column(raw, (heading, column), trimmed(str(raw.columns[column][heading])))
            continue
        found = _numbers(raw, column, range(raw.height))
        if sum(hit.kind == "telephone" for hit in found.values()) < _FEWEST_ROWS:
            found = _without_telephones(found)
        yield from _told(raw, column, found)


def _personal_heading(raw: RawSheet, column: int) -> int | None:
    """The row in which a column is headed as personal, where enough stands below it to be a list."""
    kinds = raw.kinds[column]
    for row in range(min(len(kinds), _DEEPEST_HEADING)):
        text = trimmed(str(raw.columns[column][row])) if kinds[row] == TEXT else ""
        is_short = 0 < len(text) <= _LONGEST_HEADING
        below = len(kinds) - row - 1 - kinds[row + 1 :].count(EMPTY)
        if is_short and below >= _FEWEST_ROWS and is_personal_heading(text):
            return row
    return None


def _numbers(raw: RawSheet, column: int, rows: Iterable[int]) -> dict[int, Hit]:
    texts = written(raw, column, rows)
    if not may_have_numbers(texts.values()):
        return {}
    known = {text: number_in(narrow(trimmed(text)), with_fixed_lines=False) for text in set(texts.values())}
    return {row: Hit(found[0], masked(found[1])) for row, text in texts.items() if (found := known[text])}


def _without_telephones(found: dict[int, Hit]) -> dict[int, Hit]:
    return {row: hit for row, hit in found.items() if hit.kind != "telephone"}


def _told(raw: RawSheet, column: int, found: dict[int, Hit]) -> Iterator[Finding]:
    for row in sorted(found)[:MOST_SHOWN]:
        yield told_of_cell(raw, (row, column), found[row], len(found))
