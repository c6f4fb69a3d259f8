"""Amounts of money of a workshop's month, against the last ledger's: in the same unit, and not far from them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import at_heading, in_cells, rows_of, where
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.text import mark

AMOUNTS = {"output_yuan": 100, "orders_yuan": 100, "collective_income_yuan": 10_000}
"""The smallest slip that stops one workshop's amount: collective income comes once a year and moves by itself."""
_JUMP_TIMES = 8
_LEAST_YUAN = 50_000
_FEWEST = 5
_SHARE = 0.5
_NEAR = 0.3


def amount_unit_slip(book: Book, context: Context) -> Iterator[Finding]:
    """Amounts a hundred, a thousand or ten thousand times the last ledger's, or that part, are in another unit.

    Where half of a column has slipped, by ten too, its heading is pointed at, once.
    """
    for sheet, column, ratio in _ratios(book, context):
        heading = next(each.heading_zh for each in SHEETS["results"].columns if each.name == column)
        step = np.log10(ratio).abs()
        whole = _whole_column(np.log10(ratio))
        if whole:
            factor = f"{10 ** abs(whole):,}"
            sentence = mark(
                "{heading}: half of the workshops have about {factor} times more or less than in the last ledger. The "
                "column is in another unit; write yuan."
            )
            yield at_heading(
                "amount_unit_slip", "error", sheet, column, "元", sentence, heading=heading, factor=factor
            )
            continue
        power = step.round()
        slipped = ((step - power).abs() < _NEAR) & (10**power >= AMOUNTS[column]) & (power <= 4)
        yield from in_cells(
            "amount_unit_slip",
            "error",
            (sheet, where(slipped), column),
            "元",
            mark(
                "{heading} is {found} yuan, about {factor} times more or less than in the last ledger ({before}). "
                "Write the amount in yuan."
            ),
            heading=heading,
            factor={int(str(row)): f"{10 ** int(each):,}" for row, each in power[slipped].items()},
            before=(sheet.frame[column].astype("Float64") / ratio).round().astype("Int64"),
        )


def amount_jump(book: Book, context: Context) -> Iterator[Finding]:
    """Output and orders eight times the last ledger's are asked about where much money is meant."""
    for sheet, column, ratio in _ratios(book, context):
        if column == "collective_income_yuan" or _whole_column(np.log10(ratio)):
            continue
        now = sheet.frame.loc[ratio.index, column].astype(float)
        step = np.log10(ratio).abs()
        slipped = ((step - step.round()).abs() < _NEAR) & (step.round() >= 2) & (step.round() <= 4)
        large = np.maximum(now, now / ratio) >= _LEAST_YUAN
        jumps = (step > np.log10(_JUMP_TIMES)) & large & ~slipped
        heading = next(each.heading_zh for each in SHEETS["results"].columns if each.name == column)
        before = (now / ratio).round().astype("Int64")
        yield from in_cells(
            "amount_jump",
            "warning",
            (sheet, where(jumps), column),
            before,
            mark(
                "{heading} was {before} yuan in the last ledger and is {found} now. Check the digits, or say why."
            ),
            heading=heading,
            before=before,
        )


def _ratios(book: Book, context: Context) -> Iterator[tuple[ReadSheet, str, pd.Series]]:
    """For each column of amounts: this ledger's over the last one's, of rows that have both and more than nothing."""
    sheet, before = rows_of(book, "results"), context.previous.get("results")
    if sheet is None or before is None or before.empty:
        return
    earlier = before.drop_duplicates("workshop_id").set_index("workshop_id")
    for column in AMOUNTS:
        then = (
            earlier[column].reindex(sheet.frame["workshop_id"]).set_axis(sheet.frame.index).astype("Float64")
        )
        now = sheet.frame[column].astype("Float64")
        both = ((now > 0) & (then > 0)).fillna(value=False).astype(bool)
        if both.any():
            yield sheet, column, (now[both] / then[both]).astype(float)


def _whole_column(logarithms: pd.Series) -> int:
    """The power of ten by which half of a column has slipped; 0 where it has not, or has too few rows to tell."""
    if len(logarithms) < _FEWEST:
        return 0
    middle = float(logarithms.median())
    power = round(middle)
    near = (logarithms - power).abs() < _NEAR
    return power if 1 <= abs(power) <= 4 and near.mean() > _SHARE else 0
