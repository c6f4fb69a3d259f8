"""Columns of a table that share the room of the page, so that nobody has to push the table sideways."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sharedwealth.text import language

PAGE = 1136
"""Pixels that a table has in a panel of the whole page at 1440, beside its scroll bar."""
_SIZE, _NARROW, _WIDE = 12.25, frozenset("fijlrtI .,:;'|·"), frozenset("mwMW")
"""Of a table's letters: their size; those of a third and of four fifths of it; others are about half as wide."""
_PADDING, _SLACK, _LEAST_WIDTH = 20, 6, 56
_MOST_TIGHT = 0.05
"""So many of the rows may have words that do not fit; for more of them all rows are tall."""
_ROW, _TALL_ROW = 32, 58
"""A table folds words in rows of more than 56 pixels alone."""


@dataclass(frozen=True)
class Room:
    """How wide each column is, and how high every row, so that words which need two lines have them."""

    widths: dict[str, int]
    row_height: int


def shared(
    table: pd.DataFrame,
    room: int,
    *,
    fixed: Mapping[str, int] | None = None,
    headings: Mapping[str, str] | None = None,
) -> Room:
    """Each column as wide as its longest words; where that is too much, the widest give way and fold their words.

    `fixed` are widths that are not to be changed, `headings` what stands over a column in place of its name.
    """
    given = dict(fixed or {})
    named = {str(column): table[column] for column in table if column not in given}
    own = {name: _needs(cells, (headings or {}).get(name, name)) for name, cells in named.items()}
    left = room - sum(given.values())
    widths = _capped(own, left)
    stretched = max(1.0, left / max(1, sum(widths.values())))
    widths = {name: int(width * stretched) for name, width in widths.items()}
    tight = sum((_widths(named[name]) > width + _SLACK).to_numpy() for name, width in widths.items())
    # A table folds words at spaces only: Chinese, which has none, would gain nothing by taller rows.
    is_tall = language() == "en" and np.count_nonzero(tight) > _MOST_TIGHT * len(table)
    return Room(given | widths, _TALL_ROW if is_tall else _ROW)


def trimmed(table: pd.DataFrame, room: Room) -> pd.DataFrame:
    """The table with an ellipsis where words of a row of one line go on beyond their column."""
    if room.row_height > _ROW:
        return table
    kept = {name: [_trimmed(str(each), width) for each in table[name]] for name, width in room.widths.items()}
    return table.assign(**kept)


def _trimmed(words: str, width: int) -> str:
    if _width(words) <= width + _SLACK:
        return words
    while words and _width(f"{words}…") > width + _SLACK:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _widths(cells: pd.Series) -> pd.Series:
    written = cells.astype(str)
    return written.map({each: _width(each) for each in written.unique()}).astype(float)


@dataclass(frozen=True)
class _Need:
    heading: int
    words: int

    @property
    def whole(self) -> int:
        return max(self.heading, self.words)


def _needs(cells: pd.Series, heading: str) -> _Need:
    widest = round(_widths(cells).max()) if len(cells) else 0
    return _Need(max(_width(heading), _LEAST_WIDTH), max(widest, _LEAST_WIDTH))


def _capped(needs: Mapping[str, _Need], room: int) -> dict[str, int]:
    """What each needs, or the most that all the wide ones can have alike; a heading is never cut."""
    whole = {column: need.whole for column, need in needs.items()}
    if sum(whole.values()) <= room:
        return whole
    for most in range(max(whole.values()), 0, -1):
        capped = {column: max(need.heading, min(need.words, most)) for column, need in needs.items()}
        if sum(capped.values()) <= room:
            return capped
    return {column: need.heading for column, need in needs.items()}


def _width(words: str) -> int:
    return round(sum(map(_letter, words))) + _PADDING


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _SIZE
    if letter in _NARROW or letter in _WIDE:
        return _SIZE * (0.3 if letter in _NARROW else 0.82)
    return _SIZE * (0.6 if letter.isupper() or letter.isdigit() else 0.54)
