"""Cells' addresses as Excel writes them: `AB12` is column 28, row 12, both from 1."""

import re

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")


def number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + ord(letter) - ord("A") + 1
    return total


def letters(column: int) -> str:
    written = ""
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def cell(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def row_and_column(address: str) -> tuple[int, int]:
    """A `ValueError` for what is no address of a cell."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    return int(match[2]), number(match[1])
