"""Personal data is refused: nobody's name, identity number, telephone or bank card belongs in a ledger.

The employment sheet is looked through cell by cell, whatever its columns are called; of the other sheets the texts and
the columns that no ledger has. What is found is shown masked, and never reaches a frame. `personal_elsewhere` looks
through the rest of the file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedwealth.ledger.findings import Finding, Place, Word, told
from sharedwealth.ledger.kinds import NUMBER, TEXT
from sharedwealth.ledger.reading.layout import Layout
from sharedwealth.ledger.reading.raw import RawSheet, letters_of, trimmed
from sharedwealth.ledger.reading.values import narrow
from sharedwealth.ledger.rules.personal_numbers import Kind, number_in
from sharedwealth.ledger.rules.surnames import is_like_a_name
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

RULE = "personal_data"
MOST_SHOWN = 5
"""Cells of a column that are pointed at; the sentence counts the rest."""

_WORTH_A_LOOK = re.compile(r"[0-9](?:[- )]*[0-9]){9,}")
_HEADING = re.compile(
    r"姓名|名字|身份证|证件号|公民身份|电话|手机|联系方式|联系人|银行卡|卡号|银行账号|住址|家庭地址|微信(?:号|名|$)|户主"
    r"|idcard|identitynumber|telephone|phone|mobile|personname|fullname|realname",
    re.IGNORECASE,
)
_NAMED = ("worker_id", "household_id")
_KINDS = {
    "identity": Word(mark("an identity number")),
    "telephone": Word(mark("a telephone number")),
    "card": Word(mark("a bank card number")),
    "name": Word(mark("a person's name")),
}
_EXPECTED = Word(mark("no personal data"))


@dataclass(frozen=True)
class Hit:
    kind: Kind
    masked: str


def hits(layout: Layout, rows: Sequence[int]) -> dict[int, dict[int, Hit]]:
    """Cells that hold personal data: by the file's column, then by row, both from 0."""
    found = {}
    for column in range(len(layout.raw.columns)):
        if _is_looked_through(layout, column):
            in_column = _in_column(layout, column, rows)
            if in_column:
                found[column] = in_column
    return found


def personal_data(layout: Layout, found: Mapping[int, Mapping[int, Hit]]) -> Iterator[Finding]:
    """One error for each column headed as personal, and for the first cells of every column that holds such data."""
    raw = layout.raw
    headed = {column: heading for column, heading in layout.unknown if is_personal_heading(heading)}
    for column, heading in headed.items():
        yield told_of_column(raw, (layout.heading_row, column), heading)
    for column, cells in found.items():
        for row in [] if column in headed else sorted(cells)[:MOST_SHOWN]:
            yield told_of_cell(raw, (row, column), cells[row], len(cells))


def _is_looked_through(layout: Layout, column: int) -> bool:
    heading = layout.headings.get(column)
    if layout.sheet == "employment" or heading is None:
        return True
    described = next(known for known in SHEETS[layout.sheet].columns if known.name == heading.column)
    is_code = described.name.endswith(("_id", "_code", "_codes"))
    return described.duckdb_type == "VARCHAR" and not described.choices and not is_code


def _in_column(layout: Layout, column: int, rows: Sequence[int]) -> dict[int, Hit]:
    heading = layout.headings.get(column)
    texts = written(layout.raw, column, rows)
    may_have_names = layout.sheet == "employment" and (heading is None or heading.column in _NAMED)
    has_numbers = may_have_numbers(texts.values())
    if not may_have_names and not has_numbers:
        return {}
    known = {text: _looked_at(text) for text in dict.fromkeys(texts.values())} if has_numbers else {}
    found = {row: hit for row, text in texts.items() if (hit := known.get(text)) is not None}
    if may_have_names:
        names = {
            row: _name(text) for row, text in texts.items() if is_like_a_name(text, is_strict=heading is None)
        }
        # a column of the clerk's own is one of names only when most of its cells are
        if heading is not None or (len(names) >= 3 and len(names) * 5 >= len(texts) * 4):
            found = names | found
    return found


def written(raw: RawSheet, column: int, rows: Iterable[int]) -> dict[int, str]:
    """By row the texts of a column, and the whole numbers long enough to be a telephone's."""
    values, kinds = raw.columns[column], raw.kinds[column]
    height = min(len(kinds), len(values))
    texts: dict[int, str] = {}
    for row in rows:
        if row >= height:
            continue
        if kinds[row] == TEXT:
            texts[row] = values[row]
        elif kinds[row] == NUMBER and values[row] is not None and values[row] >= 10**10:
            texts[row] = str(int(values[row]))
    return texts


def may_have_numbers(texts: Iterable[str]) -> bool:
    """Whether there are digits enough in the texts to look at them one by one."""
    return _WORTH_A_LOOK.search(narrow("\n".join(dict.fromkeys(texts)))) is not None


def is_personal_heading(text: str) -> bool:
    return _HEADING.search(_squeezed(text)) is not None


def told_of_cell(raw: RawSheet, cell: tuple[int, int], hit: Hit, count: int) -> Finding:
    """The error at one cell of a column, in which so many are to be corrected."""
    row, column = cell
    return told(
        RULE,
        "error",
        Place(raw.file, raw.title, row + 1, letters_of(column)),
        hit.masked,
        _EXPECTED,
        mark(
            "{found} looks like {kind}, which a ledger must not have. Delete it, or use a local serial number; "
            "cells of this column to correct: {count}."
        ),
        kind=_KINDS[hit.kind],
        count=count,
    )


def told_of_column(raw: RawSheet, cell: tuple[int, int], heading: str) -> Finding:
    """The error at a column's heading."""
    row, column = cell
    return told(
        RULE,
        "error",
        Place(raw.file, raw.title, row + 1, letters_of(column)),
        heading,
        _EXPECTED,
        mark("The column “{found}” is personal data, which a ledger must not have. Delete the whole column."),
    )


def _looked_at(text: str) -> Hit | None:
    found = number_in(narrow(trimmed(text)))
    return Hit(found[0], masked(found[1])) if found else None


def _name(text: str) -> Hit:
    return Hit("name", trimmed(text)[:1] + "*" * max(len(trimmed(text)) - 1, 1))


def masked(number: str) -> str:
    """The first and last four signs of a long number, the first and last two of a shorter one."""
    kept = 4 if len(number) >= 15 else 2
    return number[:kept] + "*" * (len(number) - 2 * kept) + number[-kept:]


def _squeezed(heading: str) -> str:
    return re.sub(r"[\s_-]", "", narrow(heading))
