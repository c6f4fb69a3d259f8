"""Where a ledger's sheets and headings are in a file, however the clerk has arranged them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sharedwealth.ledger.kinds import EMPTY, TEXT
from sharedwealth.ledger.reading.headings import Heading, meaning, named_in, unit_factor
from sharedwealth.ledger.reading.raw import RawSheet, shown, trimmed
from sharedwealth.ledger.sheets import SHEETS

_DEEPEST_HEADING = 30
"""Rows from the top in which headings are looked for."""


@dataclass(frozen=True)
class Layout:
    """Where one sheet of the ledger stands in the file; rows and columns count from 0."""

    sheet: str
    raw: RawSheet
    heading_row: int
    headings: Mapping[int, Heading]
    """By the file's column, the first where a heading stands twice."""
    repeated: tuple[tuple[int, str], ...]
    """Columns of the file whose heading names a column that an earlier one already named."""
    unknown: tuple[tuple[int, str], ...]
    """Columns of the file under no heading of the ledger, and what stands there instead."""

    @property
    def by_name(self) -> dict[str, int]:
        return {heading.column: column for column, heading in self.headings.items()}

    def above(self) -> RawSheet:
        """What stands over the headings, where titles may name the county and the month."""
        return replace(self.raw, height=self.heading_row)


def find(raw: RawSheet, sheet: str) -> Layout | None:
    """The best place for the sheet's headings, over one row or two; None where hardly any of them stands."""
    best: tuple[int, int, dict[int, Heading]] | None = None
    above: dict[int, Heading] = {}
    for row in range(min(raw.height, _DEEPEST_HEADING)):
        here = _headings_in(raw, sheet, row)
        # two rows of headings: groups above, merged ones reaching down
        joined = {**above, **here} if here else {}
        names = {heading.column for heading in joined.values()}
        own = {heading.column for heading in here.values()}
        chosen = joined if len(names) > len(own) and not _repeats(above, here) else here
        score = len({heading.column for heading in chosen.values()})
        if score > (best[0] if best else 0):
            best = (score, row, chosen)
        above = here
    if best is None:
        return None
    score, row, found = best
    needed = sum(column.is_required for column in SHEETS[sheet].columns)
    is_named = sheet in named_in(raw.title)[:1]
    if score < (1 if is_named else max(2, (needed + 1) // 2)):
        return None
    return _layout(raw, sheet, row, found)


def _headings_in(raw: RawSheet, sheet: str, row: int) -> dict[int, Heading]:
    found = {}
    for column, (value, kind) in enumerate(raw.row(row)):
        heading = meaning(sheet, trimmed(value)) if kind == TEXT else None
        if heading is not None:
            found[column] = heading
    return found


def _repeats(above: Mapping[int, Heading], here: Mapping[int, Heading]) -> bool:
    """Whether a row of headings has the other language's below it, or its own again."""
    return any(column in above and above[column].column == heading.column for column, heading in here.items())


def _layout(raw: RawSheet, sheet: str, row: int, found: Mapping[int, Heading]) -> Layout:
    factor = _factor_above(raw, row)
    headings: dict[int, Heading] = {}
    repeated = []
    for column in sorted(found):
        heading = found[column]
        if heading.column in {known.column for known in headings.values()}:
            repeated.append((column, heading.column))
            continue
        is_plain_money = heading.column.endswith("_yuan") and heading.factor == 1
        says_yuan = "元" in shown(*raw.cell(row, column))
        headings[column] = (
            Heading(heading.column, factor) if is_plain_money and factor and not says_yuan else heading
        )
    unknown = tuple(
        (column, trimmed(shown(*raw.cell(row, column))))
        for column in range(len(raw.columns))
        if column not in found and _has_anything(raw, row, column)
    )
    return Layout(sheet, raw, row, headings, tuple(repeated), unknown)


def _factor_above(raw: RawSheet, row: int) -> int | None:
    """What 单位：万元 in the rows above the headings says of plain columns of money."""
    for number in range(row):
        for value, kind in raw.row(number):
            factor = unit_factor(value) if kind == TEXT else None
            if factor is not None:
                return factor
    return None


def _has_anything(raw: RawSheet, row: int, column: int) -> bool:
    return raw.kinds[column][row:].strip(EMPTY) != ""


def assign(sheets: Sequence[RawSheet]) -> tuple[dict[str, Layout], list[Layout], list[RawSheet]]:
    """Which sheet of the file is which of the ledger, the ones that want a place that is taken, and the rest.

    Headings decide; a name decides between sheets whose headings are alike.
    """
    candidates = sorted(
        (
            (-_score(layout), number, layout)
            for number, raw in enumerate(sheets)
            for sheet in SHEETS
            if (layout := find(raw, sheet)) is not None
        ),
        key=lambda candidate: candidate[:2],
    )
    taken: dict[str, Layout] = {}
    placed: set[int] = set()
    rivals: list[Layout] = []
    for _, number, layout in candidates:
        if number in placed:
            continue
        placed.add(number)
        if layout.sheet in taken:
            rivals.append(layout)
        else:
            taken[layout.sheet] = layout
    rest = [raw for number, raw in enumerate(sheets) if number not in placed]
    return {name: taken[name] for name in SHEETS if name in taken}, rivals, rest


def _score(layout: Layout) -> float:
    names = named_in(layout.raw.title)
    bonus = 1.5 if layout.sheet in names[:1] else 0.5 if layout.sheet in names else 0.0
    return len(layout.headings) + bonus
