"""Scales and room: ticks that read well, how wide words are, and words cut to the room they have."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sharedwealth.charts import theme

_BREADTH = (
    dict.fromkeys("iljI.,:;'|!()[] ·", 0.32)
    | dict.fromkeys("mwMW%", 0.88)
    | dict.fromkeys("0123456789", 0.56)
)


def width(words: str, size: float) -> float:
    """Points that a line of words takes, a little on the wide side; Chinese characters are squares."""
    return sum(
        _BREADTH[letter] * size if letter in _BREADTH else theme.text_width(letter, 1) * size
        for letter in words
    )


def widest(lines: Iterable[str], size: float) -> float:
    return max((width(line, size) for line in lines), default=0.0)


def cut(words: str, size: float, most: float) -> str:
    """The words, or as many as there is room for and an ellipsis."""
    if width(words, size) <= most:
        return words
    kept = words
    while kept and width(kept + "…", size) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


@dataclass(frozen=True)
class Scale:
    """Values along a stretch of the sheet."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values from one at or under `low` to one at or over `high`."""
    spread = high - low or abs(high) or 1.0
    raw = spread / max(about, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * count, 10) for count in range(first, max(last, first + 1) + 1)]


def told(values: Iterable[float | None]) -> list[float]:
    """The values that there are."""
    return [value for value in values if value is not None]


def thinned(count: int, most: int) -> list[int]:
    """Which of `count` places in a row are written where only `most` have room: evenly, the last among them."""
    step = max(1, math.ceil(count / max(most, 1)))
    return sorted(range(count - 1, -1, -step))
