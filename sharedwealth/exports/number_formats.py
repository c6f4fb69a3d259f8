"""Number formats that write a value exactly as the scene's text does.

A chart's labels and a workbook's cells are numbers that can be changed, and a format writes them. Where no format
writes what the text says (`3.0万` beside `1万`, thousands of 万), the label has the text itself.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"

_WRITTEN = re.compile(
    r"(?P<before>[^\d−-]*)(?P<sign>[−-]?)(?P<digits>[\d,]+)(?:\.(?P<decimals>\d+))?(?P<after>.*)"
)
_SCALES = {"万": 4, "亿": 8, "m": 6, "bn": 9}


@dataclass(frozen=True)
class Look:
    """What a written number looks like: `+3.2%` is a plus before, one decimal, a percent sign after."""

    before: str
    after: str
    decimals: int
    power: int
    """Powers of ten that the value is divided by: 4 for 万, −2 for a share."""

    @property
    def format(self) -> str | None:
        """As Excel writes it; None where it has no way to."""
        digits = self._digits()
        if digits is None:
            return None
        positive = f"{_quoted(self.before)}{digits}{_quoted(self.after)}"
        # A true minus, as the texts have it; zero takes the first part, which a plus must not stand before.
        negative = f'"{_minus(self.before)}"{digits}{_quoted(self.after)}'
        if self.before.endswith("+"):
            return f"{positive};{negative};{digits}{_quoted(self.after)}"
        return f"{positive};{negative}"

    def _digits(self) -> str | None:
        point = f".{'0' * self.decimals}" if self.decimals else ""
        if self.power == -2:
            return f"0{point}"  # the percent sign in `after` multiplies by a hundred
        if self.power == 0:
            return f"#,##0{point}"
        thousands, rest = divmod(self.power, 3)
        if rest == 0:
            return f"#,##0{point}{',' * thousands}"
        # 万 is four zeros and a comma divides by three: with one decimal the point is set by hand, 498 as 49.8.
        by_hand = (self.power - self.decimals) % 3 == 0 and 0 < self.decimals < self.power
        return f"0\\.{'0' * self.decimals}{',' * ((self.power - self.decimals) // 3)}" if by_hand else None

    def shown(self, value: float) -> str:
        """What Excel shows for the value: fifteen digits, halves away from zero."""
        scaled = Decimal(f"{value:.15g}").scaleb(-self.power)
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
        is_grouped = self.power % 3 == 0
        digits = f"{rounded:,.{self.decimals}f}" if is_grouped else f"{rounded:.{self.decimals}f}"
        if value < 0:
            return f"{_minus(self.before)}{digits}{self.after}"
        plus = self.before if value > 0 or not self.before.endswith("+") else self.before[:-1]
        return f"{plus}{digits}{self.after}"


def look(text: str) -> Look | None:
    """How a text is written; None where there is no number in it, or more than one."""
    found = _WRITTEN.fullmatch(text)
    if not found or any(each.isdigit() for each in found["after"]):
        return None
    after, decimals = found["after"], len(found["decimals"] or "")
    if after.strip().startswith("%"):
        power = -2
    else:
        # “万” alone or before a unit, “m” and “bn” alone: “m” may begin a word.
        power = next(
            (
                power
                for sign, power in _SCALES.items()
                if after == sign or (not sign.isascii() and after.startswith(sign))
            ),
            0,
        )
    return Look(found["before"], after, decimals, power)


def of(pairs: Iterable[tuple[float | None, str]]) -> tuple[str, frozenset[int]]:
    """The format that writes most of the values as their texts do, and which of them it does not."""
    known = [(at, value, text) for at, (value, text) in enumerate(pairs) if is_known(value)]
    looks = Counter(found for _, _, text in known if (found := look(text)) is not None and found.format)
    best, wrong = GENERAL, frozenset(at for at, _, _ in known)
    for candidate, _ in looks.most_common(4):
        missed = frozenset(at for at, value, text in known if candidate.shown(value or 0.0) != text)
        if len(missed) < len(wrong):
            best, wrong = candidate.format or GENERAL, missed
    return best, wrong


def of_cell(value: float, text: str) -> str:
    """For a cell that has room for every digit: as the text is written, but whole where that says 49.8万."""
    found = look(text)
    if found is None:
        return GENERAL
    if found.power > 0:
        return "#,##0" if float(value).is_integer() else "#,##0.##"
    return found.format if found.format and found.shown(value) == text else GENERAL


def is_known(value: float | None) -> bool:
    """Whether there is a number: not None, and nothing that a file cannot hold."""
    return value is not None and math.isfinite(value)


def _minus(before: str) -> str:
    return f"{before.removesuffix('+')}−".replace('"', "")


def _quoted(words: str) -> str:
    """The words as a format has them: in quotes but for the percent sign, which works."""
    if not words:
        return ""
    parts = re.split(r"(%)", words.replace('"', ""))
    return "".join(part if part == "%" else f'"{part}"' for part in parts if part)
