"""Points of the public record, as figures draw them: dated as exactly as the source, in its words.

The frame has a row for each published figure: `as_of_date` (`2024-06`, `2024-02-09`, `2024`, or nothing where the
source is undated), `value`, `publisher`, and where known `id`, `quote`, `published_on`, `value_text` (the figure in the
source's own words: 近万家, 3,700余家), `as_of_text` (the date in words), `first_month` and `last_month` (between which
an undated figure must lie).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sharedwealth import months, numbers
from sharedwealth.charts import hover, scale, theme
from sharedwealth.text import language, t

_NOT_THE_NAME = re.compile(
    r"[,，;；(（]\s*转载.*$|[,，;；(（]?\s*(via|seen in|as copied|reporter|title not given|转自|转引自)\b.*$"
    r"|，[^，]*(转载|刊载|载于|所见).*$",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[（(]([^()（）]*[一-鿿][^()（）]*)[)）]")


@dataclass(frozen=True)
class Point:
    """One published figure; `first` and `last` differ where the source gives only a month or a year."""

    first: date | None
    last: date | None
    value: float
    words: str
    figure: str
    """The words where they are the source's own, else the figure without its unit: for narrow screens."""
    publisher: str
    hover: str
    id: str
    """What the page knows the figure by, when the frame has a column `id`; a picked point gives it."""
    is_dated: bool
    """Whether the source itself says when; without that the days are bounds that others have argued for."""

    @property
    def symbol(self) -> str:
        """A full diamond at a date that the source gives, an open one elsewhere."""
        return "diamond" if self.is_dated else "diamond-open"

    @property
    def middle(self) -> date | None:
        """Where it is drawn: a month's figure at its end, a year's in its middle; None when undated."""
        if self.first is None or self.last is None:
            return None
        if (self.last - self.first).days < 32:
            return self.last
        return date.fromordinal((self.first.toordinal() + self.last.toordinal()) // 2)


def points(published: pd.DataFrame | None, unit: str) -> list[Point]:
    """The frame's points in the order of their dates, the undated ones last."""
    if published is None:
        return []
    found = [_point(row, unit) for row in published.to_dict("records")]
    return sorted(found, key=lambda point: (point.middle or date.max, point.value))


def _point(row: dict[Any, Any], unit: str) -> Point:
    written = _text(row.get("as_of_date"))
    first, last = _period(written) if written else _bounds(row)
    words = _text(row.get("value_text")) or numbers.with_unit(float(row["value"]), unit)
    publisher = short(_text(row.get("publisher")))
    said = (
        _text(row.get("as_of_text"))
        or written
        or t("undated; published {day}").format(day=_text(row.get("published_on")) or numbers.MISSING)
    )
    lines = [f"<b>{theme.safe(words)}</b>", *theme.folded(said), *theme.folded(_text(row.get("publisher")))]
    if quote := _text(row.get("quote")):
        lines += theme.folded(f"“{quote}”")
    value = float(row["value"])
    figure = _text(row.get("value_text")) or numbers.bare(value, unit)
    told = "<br>".join(lines)
    return Point(
        first, last, value, words, figure, publisher, told, _text(row.get("id")), is_dated=bool(written)
    )


def _text(value: object) -> str:
    return str(value).strip() if hover.is_known(value) else ""


def _bounds(row: dict[Any, Any]) -> tuple[date | None, date | None]:
    """The months between which an undated figure must lie, where the frame has them."""
    first, last = _text(row.get("first_month")), _text(row.get("last_month"))
    return (months.parse(first), scale.month_end(last)) if first and last else (None, None)


def _period(written: str) -> tuple[date, date]:
    if len(written) == 4:
        return date(int(written), 1, 1), date(int(written), 12, 31)
    if len(written) == 7:
        return date.fromisoformat(f"{written}-01"), scale.month_end(written)
    day = date.fromisoformat(written)
    return day, day


def short(publisher: str, most: int = 30) -> str:
    """The publisher's name alone, in the reader's language where the source gives both: 浙江日报."""
    chinese = _CHINESE.search(publisher)
    if language() == "zh" and chinese:
        return chinese[1]
    name = _CHINESE.sub("", publisher)
    name = _NOT_THE_NAME.sub("", name).strip(" ,;()（）")
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
