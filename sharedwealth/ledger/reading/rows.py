"""Which rows below the headings are the ledger's, and which are totals, remarks, repeated headings or blank."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sharedwealth.ledger.kinds import EMPTY, TEXT
from sharedwealth.ledger.reading.headings import meaning
from sharedwealth.ledger.reading.layout import Layout
from sharedwealth.ledger.reading.raw import Cell, RawSheet, trimmed
from sharedwealth.ledger.reading.values import narrow
from sharedwealth.ledger.sheets import SHEETS

_TOTAL = re.compile(r".{0,12}(?:合计|小计|总计|共计)(?:数)?[:]?|(?:grand)?(?:sub-?)?total[:]?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:备注|注|说明|填表|填报|制表|审核|复核|单位负责人|负责人|联系人|联系电话|经办|日期|报送|note)[^:]{0,12}:",
    re.IGNORECASE,
)
_LONG_REMARK = 20


def passed_over(layout: Layout) -> dict[int, str]:
    """Rows that are none of the ledger's, from 0, and why: `blank`, `total`, `note` or `heading`.

    Blank rows behind the last row that holds anything are no rows at all.
    """
    raw, top = layout.raw, layout.heading_row + 1
    keys = _key_columns(layout)
    filled = _filled_counts(raw, top)
    found: dict[int, str] = {}
    for row in range(top, _last_filled(raw) + 1):
        why = "blank" if filled[row - top] == 0 else _why(layout, row, keys)
        if why is not None:
            found[row] = why
    last = max(
        (row for row in range(top, _last_filled(raw) + 1) if found.get(row) != "blank"), default=top - 1
    )
    return {row: why for row, why in found.items() if row <= last}


def of_ledger(layout: Layout, passed: dict[int, str]) -> list[int]:
    """The rows that are the ledger's, from 0."""
    last = max([layout.heading_row, *passed, _last_filled(layout.raw)])
    rows = [row for row in range(layout.heading_row + 1, last + 1) if row not in passed]
    while rows and not any(trimmed(str(value)) for value, _ in layout.raw.row(rows[-1])):
        rows.pop()
    return rows


def _last_filled(raw: RawSheet) -> int:
    return max((len(kinds.rstrip(EMPTY)) for kinds in raw.kinds), default=0) - 1


def _key_columns(layout: Layout) -> tuple[int, ...]:
    """The file's columns that every row of the ledger must fill."""
    by_name = layout.by_name
    required = (column.name for column in SHEETS[layout.sheet].columns if column.is_required)
    return tuple(by_name[name] for name in required if name in by_name)


def _filled_counts(raw: RawSheet, top: int) -> list[int]:
    counts = [0] * max(raw.height - top, 0)
    for kinds in raw.kinds:
        for row, kind in enumerate(kinds[top:]):
            if kind != EMPTY:
                counts[row] += 1
    return counts


def _why(layout: Layout, row: int, keys: Sequence[int]) -> str | None:
    raw = layout.raw
    first = next(
        ((column, cell) for column in range(len(raw.columns)) if (cell := raw.cell(row, column))[1] != EMPTY),
        None,
    )
    if first is None:
        return "blank"
    for column, (value, kind) in (first, *((key, raw.cell(row, key)) for key in keys[:1])):
        if kind == TEXT and _is_total(value) and _may_hold_total(layout, column):
            return "total"
    column, (value, kind) = first
    if kind != TEXT:
        return None
    if meaning(layout.sheet, trimmed(value)) is not None and _is_headings(layout, row):
        return "heading"
    return "note" if _is_note(raw, row, value, keys) else None


def _may_hold_total(layout: Layout, column: int) -> bool:
    """A name may end in 合计; a number of a workshop or a cell beside the ledger may not."""
    heading = layout.headings.get(column)
    return heading is None or heading.column not in {"name", "product", "brand", "party_branch", "industry"}


@lru_cache(maxsize=4096)
def _is_total(text: str) -> bool:
    return _TOTAL.fullmatch("".join(narrow(trimmed(text)).split())) is not None


def _is_headings(layout: Layout, row: int) -> bool:
    """At least half of the row's cells name their own column."""
    cells: list[tuple[int, Cell]] = [
        (column, cell) for column, cell in enumerate(layout.raw.row(row)) if cell[1] != EMPTY
    ]
    own = 0
    for column, (value, kind) in cells:
        heading = meaning(layout.sheet, trimmed(value)) if kind == TEXT else None
        known = layout.headings.get(column)
        own += heading is not None and known is not None and heading.column == known.column
    return own * 2 >= len(cells) and own > 0


def _is_note(raw: RawSheet, row: int, value: str, keys: Sequence[int]) -> bool:
    text = "".join(narrow(trimmed(value)).split())
    if not _NOTE.match(text) and sum(raw.cell(row, key)[1] != EMPTY for key in keys) > 1:
        return False
    cells = sum(cell[1] != EMPTY for cell in raw.row(row))
    keys_filled = sum(raw.cell(row, key)[1] != EMPTY for key in keys)
    if _NOTE.match(text):
        return keys_filled <= 1 or keys_filled < len(keys)
    return cells == 1 and len(keys) > 1 and (keys_filled == 0 or len(text) > _LONG_REMARK)
