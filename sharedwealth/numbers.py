"""Numbers, units and months as a reader in Zhejiang, or in English, writes them.

People from ten thousand on are written in 万 with one decimal (49.8万人), money in whole yuan below ten thousand and
in 万元 or 亿元 above, rates with one decimal, differences of rates in percentage points. No number is shown through
the browser's locale, which may be another language than the page's.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from sharedwealth.text import language, t, tn

Unit = Literal[
    "workshops",
    "people",
    "households",
    "places",
    "yuan",
    "yuan_month",
    "share",
    "index",
    "sessions",
    "attendances",
    "months",
]

MISSING = "–"
_NOTHING = 1e-9


def plain(value: float | None, decimals: int = 0) -> str:
    """Digits with thousands separators and a true minus sign: 11,145."""
    if value is None or value != value:  # noqa: PLR0124  NaN is the one number that is not itself
        return MISSING
    rounded = round(value, decimals)
    return f"{rounded:,.{decimals}f}".replace("-", "−") if rounded else f"{0:.{decimals}f}"


def percent(value: float | None, decimals: int = 1) -> str:
    return MISSING if value is None or value != value else f"{plain(value * 100, decimals)}%"  # noqa: PLR0124


def short(value: float | None) -> str:
    """The figure alone, short enough for an axis or a map: 49.8万, 1.2亿; 498,000 and 1.2bn in English."""
    if value is None or value != value:  # noqa: PLR0124
        return MISSING
    size = abs(value)
    if language() == "zh":
        if size >= 1e8:
            return f"{_trim(value / 1e8, 2 if size < 1e10 else 1)}亿"
        if size >= 1e4:
            return f"{_trim(value / 1e4, 1)}万"
        return plain(value)
    if size >= 1e9:
        return f"{_trim(value / 1e9, 2)}bn"
    if size >= 1e6:
        return f"{_trim(value / 1e6, 1)}m"
    return plain(value)


def _trim(value: float, decimals: int) -> str:
    """Zeros behind the point go only where nothing was rounded away: 1万 is 10,000 and 3.0万 is about that."""
    written = plain(value, decimals)
    is_exact = abs(value - round(value, decimals)) < _NOTHING
    return written.rstrip("0").rstrip(".") if is_exact and "." in written else written


def bare(value: float | None, unit: str) -> str:
    """The figure without its unit's word, for axes, map labels and cells whose heading says the unit."""
    if value is None or value != value:  # noqa: PLR0124
        return MISSING
    if unit == "share":
        return percent(value)
    if unit == "index":
        return plain(value, 3)
    if unit == "yuan_month":
        return plain(value)
    if unit == "workshops":
        return plain(value)
    return short(value)


_MOST_DIGITS = 1e7  # from here on figures of different size are shortened together


def alike(values: Iterable[float | None], unit: str = "people") -> list[str]:
    """Figures that stand below one another, all in one unit: never 3.7万 over 7,845.

    Where a short form would mix units the digits are written out, and from ten million on all in the largest one's.
    """
    figures = list(values)
    texts = [bare(value, unit) for value in figures]
    words = {text.lstrip("−0123456789,.") for text in texts if text not in (MISSING, "0")}
    if len(words) < 2:
        return texts
    most = max(abs(value) for value, text in zip(figures, texts, strict=True) if value and text != MISSING)
    if most < _MOST_DIGITS:
        return [plain(value) for value in figures]
    size, name = _largest(most)
    return [
        f"{_trim(value / size, 2)}{name}" if value and text != MISSING else text
        for value, text in zip(figures, texts, strict=True)
    ]


def _largest(most: float) -> tuple[float, str]:
    """The unit that so large a figure is shortened to: how many, and its word."""
    if language() == "zh":
        return (1e8, "亿") if most >= 1e8 else (1e4, "万")
    return (1e9, "bn") if most >= 1e9 else (1e6, "m")


def with_unit(value: float | None, unit: str) -> str:
    """The figure with its unit: 11,145家, 49.8万人, 2,600元/月; 11,145 workshops, 498,000 people."""
    if value is None or value != value:  # noqa: PLR0124
        return MISSING
    figure = bare(value, unit)
    word = unit_word(unit, value)
    if not word:
        return figure
    return f"{figure}{word}" if language() == "zh" else f"{figure} {word}"


def unit_word(unit: str, value: float = 2) -> str:
    """The unit's word: 家, 人, 元/月; plural in English unless the value is one. A share has none."""
    words = {
        "workshops": lambda: tn("workshop", "workshops", value),
        "people": lambda: tn("person", "people", value),
        "households": lambda: tn("household", "households", value),
        "places": lambda: tn("place", "places", value),
        "yuan": lambda: t("yuan"),
        "yuan_month": lambda: t("yuan a month"),
        "sessions": lambda: tn("session", "sessions", value),
        "attendances": lambda: tn("attendance", "attendances", value),
        "months": lambda: tn("month", "months", value),
    }
    return words[unit]() if unit in words else ""


def difference(value: float | None, unit: str) -> str:
    """A change, always signed: +1,024家, −0.4个百分点, +120元/月."""
    if value is None or value != value:  # noqa: PLR0124
        return MISSING
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    if unit == "share":
        points = plain(abs(value) * 100, 1)
        return f"{sign}{points}个百分点" if language() == "zh" else f"{sign}{points} points"
    return f"{sign}{with_unit(abs(value), unit)}"


def month(when: date) -> str:
    """2024年10月; October 2024."""
    return f"{when.year}年{when.month}月" if language() == "zh" else f"{_ENGLISH[when.month - 1]} {when.year}"


def month_short(when: date) -> str:
    """2024-10, the same in both languages, for axes."""
    return f"{when:%Y-%m}"


def as_of(when: date) -> str:
    """截至2024年10月; as of October 2024."""
    return t("as of {month}").format(month=month(when))


_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
