"""Figures by county carried from the codes of one time to those of another; nothing is lost, nothing added.

`data/register/crosswalk.csv` has each county that changed, cut into the parts that went somewhere else, with a weight:
the villages that the register has there. Where a county came apart, a figure is divided by these weights, whole units
to the largest remainders; where counties were put together it is a sum, and nothing is guessed.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from sharedwealth.errors import RegisterError, UnknownChoiceError
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t

COLUMNS = (
    "code_before", "name_before", "code_after", "name_after", "valid_from", "weight", "basis", "towns", "source",
)  # fmt: skip
_USED = ("code_before", "code_after", "valid_from", "weight")
EARLIEST = date(2020, 1, 1)
"""From here on the table has every change of a county's code in Zhejiang."""

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

UNCHANGED = mark("as it was")
SUMMED = mark("added up")
DIVIDED = mark("divided by the number of villages")


@dataclass(frozen=True)
class Piece:
    """The part of a county that went from one code to another on a day."""

    before: str
    after: str
    valid_from: date
    weight: int


@dataclass(frozen=True)
class Crosswalk:
    """Which counties there were when, and what became of them."""

    pieces: tuple[Piece, ...]
    names: Mapping[str, str]
    """Chinese names of counties by code, those of codes that are gone too."""
    now: frozenset[str]
    """Codes of today's counties."""

    def codes(self, day: date) -> frozenset[str]:
        """The counties' codes on a day."""
        found = set(self.now)
        for changed in sorted(self._days(), reverse=True):
            if changed > day:
                step = self._on(changed)
                found = (found - {piece.after for piece in step}) | {piece.before for piece in step}
        return frozenset(found)

    def steps(self, start: date, end: date) -> list[list[tuple[str, str, int]]]:
        """Each change between two days, in the order to be made: from, to, weight."""
        if min(start, end) < EARLIEST:
            raise RegisterError(
                t("Codes are known from {year} on; {found} is before.").format(
                    year=EARLIEST.year, found=min(start, end).isoformat()
                )
            )
        if start <= end:
            days = sorted(day for day in self._days() if start < day <= end)
            return [[(each.before, each.after, each.weight) for each in self._on(day)] for day in days]
        days = sorted((day for day in self._days() if end < day <= start), reverse=True)
        return [[(each.after, each.before, each.weight) for each in self._on(day)] for day in days]

    def _days(self) -> set[date]:
        return {piece.valid_from for piece in self.pieces}

    def _on(self, day: date) -> list[Piece]:
        return [piece for piece in self.pieces if piece.valid_from == day]


@dataclass(frozen=True)
class Carried:
    """Whole numbers by the codes of the later or earlier day; None where a part has no figure."""

    figures: dict[str, int | None]
    how: dict[str, str]
    """By code: `UNCHANGED`, `SUMMED` or `DIVIDED`."""
    incomplete: dict[str, tuple[str, ...]]
    """By code without a figure: the parts that have none."""


def period(written: str) -> date:
    """The day whose codes a year, a month or a day stands for: its last."""
    found = _PERIOD.fullmatch(written.strip())
    if found:
        year, month, day = int(found[1]), int(found[2] or 12), found[3]
        try:
            return date(year, month, int(day or calendar.monthrange(year, month)[1]))
        except ValueError:  # no such day or month: told below as any other thing that is none
            found = None
    raise UnknownChoiceError(
        t("“{found}” is no year, month or day. Write it as 2020, 2020-12 or 2020-12-31.").format(
            found=written
        )
    )


def load(settings: Settings, register: Register) -> Crosswalk:
    """The table that came with the program, against the register in force; a `RegisterError` where it is damaged."""
    path = settings.register / "crosswalk.csv"
    if not path.is_file():
        raise RegisterError(t("The register's file {file} is missing.").format(file=path))
    written = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if list(written.columns) != list(COLUMNS):
        raise RegisterError(
            t("{file} has no column {columns}.").format(file=path, columns=", ".join(COLUMNS))
        )
    pieces = tuple(
        Piece(before, after, date.fromisoformat(day), int(weight))
        for before, after, day, weight in written[list(_USED)].to_numpy().tolist()
    )
    counties = register.of_level("county")
    names = dict(zip(written["code_before"], written["name_before"], strict=True))
    names |= dict(zip(counties["code"], counties["name_zh"], strict=True))
    return Crosswalk(pieces, names, frozenset(counties["code"]))


def carry(figures: Mapping[str, int | None], start: date, end: date, crosswalk: Crosswalk) -> Carried:
    """Counts by the counties of one day as counts by those of another; the sum of all stays what it was.

    A county of which a part has no figure has none itself: no data is not zero. Sums are kept exactly where every
    county that changed has its figure. Means and rates cannot be carried: carry what they are made of, then divide.
    """
    known = crosswalk.codes(start)
    strange = sorted(set(figures) - known)
    if strange:
        raise RegisterError(
            t("{code} was no county of Zhejiang on {day}.").format(code=strange[0], day=start.isoformat())
        )
    made = Carried(dict(figures), dict.fromkeys(figures, UNCHANGED), {})
    for step in crosswalk.steps(start, end):
        made = _stepped(made, step)
    return made


def _stepped(before: Carried, step: Sequence[tuple[str, str, int]]) -> Carried:
    sources = {source for source, _, _ in step}
    figures = {code: figure for code, figure in before.figures.items() if code not in sources}
    how = {code: before.how[code] for code in figures}
    incomplete = {code: parts for code, parts in before.incomplete.items() if code in figures}
    received: dict[str, dict[str, int | None]] = {}
    for source in sorted(sources):
        targets = {to: weight for each, to, weight in step if each == source}
        figure = before.figures.get(source)
        shares = divided(figure, targets) if figure is not None else dict.fromkeys(targets)
        for target, share in shares.items():
            received.setdefault(target, {})[source] = share
    is_split = {target for source, target, _ in step if _parts(step, source) > 1}
    for target, parts in received.items():
        if not any(source in before.figures for source in parts):
            continue  # the table of figures has nothing on this part of the province
        lacking = tuple(source for source, share in parts.items() if share is None)
        figures[target] = None if lacking else sum(share for share in parts.values() if share is not None)
        how[target] = DIVIDED if target in is_split else UNCHANGED if list(parts) == [target] else SUMMED
        if lacking:
            incomplete[target] = lacking
    return Carried(figures, how, incomplete)


def _parts(step: Sequence[tuple[str, str, int]], source: str) -> int:
    return sum(each == source for each, _, _ in step)


def divided(figure: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A whole number in whole parts by weights: what is left over goes to the largest remainders, then by code."""
    together = sum(weights.values())
    sign, size = (-1, -figure) if figure < 0 else (1, figure)
    exact = {code: Fraction(size * weight, together) for code, weight in weights.items()}
    parts = {code: int(share) for code, share in exact.items()}
    left = size - sum(parts.values())
    order = sorted(exact, key=lambda code: (parts[code] - exact[code], code))
    for code in order[:left]:
        parts[code] += 1
    return {code: sign * part for code, part in parts.items()}
